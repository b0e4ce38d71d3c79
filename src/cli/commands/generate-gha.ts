/** `./run generate-gha`: writes the workflow of each automation, or says what would change. */
import { basename, relative, resolve } from "node:path";
import { UsageError } from "../../problems/usage-error.ts";
import { counted, didYouMean, quotedList } from "../../problems/wording.ts";
import { printErrors, printLines } from "../../reporters/lines/line-printer.ts";
import type { Style } from "../../reporters/shown/style.ts";
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
import { type FlagValues, readFlags } from "../flags/flag-table.ts";
import type { ParsedFlags } from "../flags/flags.ts";
import type { AppContext } from "../program-context.ts";
import {
  generateRequest,
  placeWarnings,
  sourceExists,
  titleWarnings,
  twinWarnings,
} from "./workflow-folder.ts";

interface Generation {
  readonly request: GenerateRequest;
  readonly workflows: Generated;
  readonly changes: readonly FileChange[];
}

export async function generateGha(parsedFlags: ParsedFlags, context: AppContext): Promise<number> {
  const { host, style } = context;
  const flags = readFlags(generateFlags, parsedFlags, host.cwd);
  const generation = await planGeneration(context, flags);
  const { request, workflows, changes } = generation;
  const isCheck = flags.check;
  if (!isCheck) applyChanges(request.folder.path, changes);
  const sign = isCheck ? style.red("✗") : style.green("✓");
  for (const change of changes) {
    const file = relative(host.cwd, resolve(request.folder.path, change.name));
    const [checkText, doneText] = changeTexts[change.kind];
    printLines(host, [`${sign} ${file} ${isCheck ? checkText : doneText}`]);
    if (isCheck) printLines(host, diff(change, style));
  }
  for (const { kind, text } of await generationWarnings(context, generation)) {
    printErrors(host, [`${style.yellow("warning:")} ${text} ${style.dim(`[${kind}]`)}`]);
  }
  const same = workflows.files.length - changes.filter(({ kind }) => kind !== "remove").length;
  if (same > 0) printLines(host, [`${style.green("✓")} ${counted(same, "workflow")} up to date`]);
  if (!isCheck || changes.length === 0) return exitCode.success;
  printLines(host, [
    `Type ${request.defaults.entryPoint} generate-gha, and commit what it writes.`,
  ]);
  return exitCode.failure;
}

/** Generates the workflows and compares them with the files. Writes nothing. */
export async function planGeneration(
  context: AppContext,
  {
    target,
    "output-dir": outputDirectory,
    replace: replaced = [],
  }: Partial<FlagValues<typeof generateFlags>> = {},
): Promise<Generation> {
  const all = generateRequest(context, outputDirectory);
  const request = target === undefined ? all : onlyTarget(all, target);
  const workflows = await generateWorkflows(request);
  const replace = replaced.flatMap((file) =>
    file === everyFile
      ? workflows.files.map(({ name }) => name)
      : replacedName(file, request, workflows, context),
  );
  const changes = planChanges(request.folder, workflows.files, {
    source: request.source,
    prune: target === undefined,
    replace,
    replaceWith: `${request.regenerate} --replace`,
    // Of GitHub's folder alone: that is where `import` looks for a name.
    ...(request.folder === request.committed && {
      importWith: request.regenerate.replace(/generate-gha$/, "import"),
    }),
    sourceExists: sourceExists(context),
  });
  // Without automations, there may still be a file of an earlier one to remove.
  if (workflows.files.length === 0 && changes.length === 0) {
    throw new UsageError("there are no automations to write: list them in `automations` of app().");
  }
  return { request, workflows, changes };
}

export async function generationWarnings(
  context: AppContext,
  { request, workflows }: Generation,
): Promise<readonly Warning[]> {
  const warnings = [
    ...(request.folder === request.committed ? placeWarnings(context) : []),
    ...twinWarnings(request.folder, request.automations),
    ...titleWarnings(request.automations),
  ];
  return [
    ...withoutSilenced(warnings, [context.app.warningOption], []),
    ...(await workflowWarnings(request, workflows)),
  ];
}

/** What `--check` says about a file, and what is said after the change. */
const changeTexts: Readonly<Record<FileChange["kind"], readonly [check: string, done: string]>> = {
  create: ["is missing", "written"],
  update: ["is out of date", "updated"],
  remove: ["belongs to no automation any more", "removed"],
};

function onlyTarget(request: GenerateRequest, target: string): GenerateRequest {
  const automations = request.automations.filter(({ name }) => sameCommand(name, target));
  if (automations.length > 0) return { ...request, automations };
  const names = request.automations.map(({ name }) => name);
  throw new UsageError(
    `--target: there is no automation ${JSON.stringify(target)}. The automations are ${quotedList(names)}.${didYouMean(target, names)}`,
  );
}

/** Instead of a name. */
const everyFile = "all";

/** The name of a file of `--replace`, which may be a path. */
function replacedName(
  file: string,
  { folder }: GenerateRequest,
  { files }: Generated,
  { host }: AppContext,
): string {
  const name = basename(file);
  const paths = [resolve(host.cwd, file), resolve(folder.path, file)];
  const flag = `--replace ${file}`;
  if (!paths.includes(resolve(folder.path, name)) || folder.file(name) === undefined) {
    const others = folder.names.filter((each) => folder.file(each)?.isGenerated === false);
    throw new UsageError(
      `${flag}: there is no such file in ${folder.path}.${didYouMean(name, others)}`,
    );
  }
  if (files.some((each) => each.name === name)) return name;
  throw new UsageError(
    `${flag}: no automation is written to ${name}. They are written to ${quotedList(files.map((each) => each.name))}.`,
    [`automation({ file: ${JSON.stringify(name)}, … })`],
  );
}

/** In lines. */
const longestDiff = 60;

function diff(change: FileChange, style: Style): readonly string[] {
  if (change.kind !== "update") return [];
  const lines = diffLines(change);
  const result = lines.slice(0, longestDiff).map((line) => `    ${colorLine(line, style)}`);
  const rest = lines.length - result.length;
  if (rest > 0) result.push(style.dim(`    … ${counted(rest, "more line")}`));
  return result;
}

function colorLine(line: string, style: Style): string {
  if (line.startsWith("+")) return style.green(line);
  if (line.startsWith("-")) return style.red(line);
  return line.startsWith("@") ? style.cyan(line) : line;
}
