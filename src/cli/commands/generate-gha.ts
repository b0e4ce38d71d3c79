/** `./run generate-gha`: writes the workflow of each automation, or says what would change. */
import { relative, resolve } from "node:path";
import { UsageError } from "../../problems/usage-error.ts";
import { counted, didYouMean, quotedList } from "../../problems/wording.ts";
import { printErrors, printLines } from "../../reporters/lines/line-printer.ts";
import { createStyle, type Style } from "../../reporters/shown/style.ts";
import { withoutSilenced, type Warning } from "../../automation/warning.ts";
import { sameCommand } from "../../app/names.ts";
import { diffLines } from "../../workflow/files/file-diff.ts";
import {
  type Generated,
  type GenerateRequest,
  generateWorkflows,
} from "../../workflow/generate.ts";
import { workflowWarnings } from "../../workflow/workflow-warnings.ts";
import { applyChanges, type FileChange, planChanges } from "../../workflow/files/workflow-files.ts";
import { exitCode } from "../exit-code.ts";
import { generateFlags } from "../flags/built-in-flags.ts";
import { readFlags } from "../flags/flag-table.ts";
import type { ParsedFlags } from "../flags/flags.ts";
import type { AppContext } from "../program-context.ts";
import { generateRequest, placeWarnings, sourceExists, twinWarnings } from "./workflow-folder.ts";

interface Wanted {
  /** The one automation to write; all, where there is none. */
  readonly target?: string | undefined;
  readonly "output-dir"?: string | undefined;
}

interface Generation {
  readonly request: GenerateRequest;
  readonly workflows: Generated;
  readonly changes: readonly FileChange[];
}

export async function generateGha(parsedFlags: ParsedFlags, context: AppContext): Promise<number> {
  const { host } = context;
  const flags = readFlags(generateFlags, parsedFlags, host.cwd);
  const generation = await planGeneration(context, flags);
  const { request, workflows, changes } = generation;
  const { files } = workflows;
  const style = createStyle(context.color);
  const isCheck = flags.check;
  if (!isCheck) applyChanges(request.folder.path, changes);
  const words = isCheck ? outOfDate : pastTense;
  const sign = isCheck ? style.red("✗") : style.green("✓");
  for (const change of changes) {
    const file = relative(host.cwd, resolve(request.folder.path, change.name));
    printLines(host, [`${sign} ${file} ${words[change.kind]}`]);
    if (isCheck) printLines(host, diff(change, style));
  }
  for (const { kind, text } of await generationWarnings(context, generation)) {
    printErrors(host, [`${style.yellow("warning:")} ${text} ${style.dim(`[${kind}]`)}`]);
  }
  const same = files.length - changes.filter(({ kind }) => kind !== "remove").length;
  if (same > 0) printLines(host, [`${style.green("✓")} ${counted(same, "workflow")} up to date`]);
  if (!isCheck || changes.length === 0) return exitCode.success;
  printLines(host, [
    `Type ${request.defaults.entryPoint} generate-gha, and commit what it writes.`,
  ]);
  return exitCode.failure;
}

/** What the workflows would be, and what would change. Nothing is written. */
export async function planGeneration(
  context: AppContext,
  { target, "output-dir": outputDirectory }: Wanted = {},
): Promise<Generation> {
  const all = generateRequest(context, outputDirectory);
  const request = target === undefined ? all : onlyTarget(all, target);
  const workflows = await generateWorkflows(request);
  const changes = planChanges(request.folder, workflows.files, {
    source: request.source,
    prune: target === undefined,
    sourceExists: sourceExists(context),
  });
  // The last automation may be gone, and its file still there.
  if (workflows.files.length === 0 && changes.length === 0) {
    throw new UsageError("there are no automations to write: list them in `automations` of app().");
  }
  return { request, workflows, changes };
}

export async function generationWarnings(
  context: AppContext,
  { request, workflows }: Generation,
): Promise<readonly Warning[]> {
  const placeProblems = request.folder === request.committed ? placeWarnings(context) : [];
  const twins = twinWarnings(request.folder, request.automations);
  return [
    ...withoutSilenced([...placeProblems, ...twins], [context.app.warningOption], []),
    ...(await workflowWarnings(request, workflows)),
  ];
}

const outOfDate: Readonly<Record<FileChange["kind"], string>> = {
  create: "is missing",
  update: "is out of date",
  remove: "belongs to no automation any more",
};

const pastTense: Readonly<Record<FileChange["kind"], string>> = {
  create: "written",
  update: "updated",
  remove: "removed",
};

function onlyTarget(request: GenerateRequest, target: string): GenerateRequest {
  const automations = request.automations.filter(({ name }) => sameCommand(name, target));
  if (automations.length > 0) return { ...request, automations };
  const names = request.automations.map(({ name }) => name);
  throw new UsageError(
    `--target: there is no automation ${JSON.stringify(target)}. The automations are ${quotedList(names)}.${didYouMean(target, names)}`,
  );
}

/** How many lines of a diff are shown: that of a new file is the file. */
const shownLines = 60;

function diff(change: FileChange, style: Style): readonly string[] {
  if (change.kind !== "update") return [];
  const lines = diffLines(change);
  const firstLines = lines.slice(0, shownLines).map((line) => `    ${colorLine(line, style)}`);
  const rest = lines.length - firstLines.length;
  return rest > 0 ? [...firstLines, style.dim(`    … ${counted(rest, "more line")}`)] : firstLines;
}

function colorLine(line: string, style: Style): string {
  if (line.startsWith("+")) return style.green(line);
  if (line.startsWith("-")) return style.red(line);
  return line.startsWith("@") ? style.cyan(line) : line;
}
