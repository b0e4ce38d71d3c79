/** Generates the workflow files of an app, and checks each with GitHub's own parser. */
import type { Automation } from "../automation/automation.ts";
import type { WarningOption } from "../automation/warning.ts";
import { UsageError } from "../problems/usage-error.ts";
import { quotedList } from "../problems/wording.ts";
import type { ActionPins } from "./pins/pin.ts";
import type { FoundPins } from "./pins/found-pins.ts";
import { askedPins, pinsOfApp } from "./pins/pins-of-app.ts";
import { CheckedTexts, type CheckCache } from "./checks/checked-texts.ts";
import { checkCalledFiles } from "./checks/called-files.ts";
import { checkRepositoryPaths, type RepositoryFiles } from "./checks/repository-paths.ts";
import { compileWorkflow } from "./compile/compile.ts";
import type { Workflow } from "../model/workflow.ts";
import { printableWorkflow } from "./print/printable.ts";
import { printWorkflow } from "./print/render.ts";
import type { Printable } from "./print/yaml/emitter.ts";
import type { FolderContents } from "./files/folder-contents.ts";
import { listPins, pinsOfFile, type PinUse } from "./pins/pin-list.ts";
import type { GeneratedFile } from "./files/workflow-files.ts";
import type { WorkflowDefaults } from "./compile/workflow-defaults.ts";
import { largestWorkflow } from "../github/limits.ts";

export interface GenerateRequest {
  readonly automations: readonly Automation[];
  readonly defaults: WorkflowDefaults;
  /** The folder for the files. The pins in it replace the built-in ones. */
  readonly folder: FolderContents;
  /** GitHub's folder, with pins for files that `folder` does not have. Default: `folder`. */
  readonly committed?: FolderContents | undefined;
  /** The app's file for the header, relative to the repository's root. */
  readonly source: string;
  /** The command for the header. */
  readonly regenerate: string;
  /** The app's option `warnings`. */
  readonly warningOption?: WarningOption | undefined;
  /** Pins that replace those of the committed files. */
  readonly pins?: ActionPins | undefined;
  /** What paths in the workflows may name. Default: they are not checked. */
  readonly repository?: RepositoryFiles | undefined;
  /** The cache of checks. Default: none. */
  readonly checks?: CheckCache | undefined;
}

export interface Generated {
  readonly files: readonly GeneratedFile[];
  /** The actions in each file, by its name. */
  readonly pins: ReadonlyMap<string, readonly PinUse[]>;
}

/** The actions that the workflows would use. */
export function compiledPins(request: GenerateRequest): readonly PinUse[] {
  const all = [...compileAll(request)];
  return listPins(Object.fromEntries(all.map(([{ file }, workflow]) => [file, workflow])));
}

/** Yields one workflow at a time, to save memory. */
function* compileAll(request: GenerateRequest): Generator<readonly [Automation, Workflow]> {
  const files = new Map<string, Automation>();
  for (const automation of request.automations) {
    // Some file systems ignore case.
    const key = automation.file.toLowerCase();
    const other = files.get(key);
    if (other !== undefined) {
      throw new UsageError(
        `The automations ${quotedList([other.name, automation.name])} would both be written to ${automation.file}. Give one of them another \`file\`.`,
      );
    }
    files.set(key, automation);
  }
  const compile = workflowCompiler(request);
  for (const automation of request.automations) yield [automation, compile(automation)];
}

/** Returns a function that makes the workflow of an automation, with the pins of the committed files. */
export function workflowCompiler(request: GenerateRequest): (automation: Automation) => Workflow {
  const { automations, defaults, folder, committed = folder, source } = request;
  const compile = (automation: Automation, more: Partial<FoundPins> = {}): Workflow => {
    const own = { ...committed.pins(automation.file), ...folder.pins(automation.file) };
    const pins = { committed: own, ...more };
    const workflow = compileWorkflow(automation, { ...defaults, pins });
    const asked = askedPins(workflow);
    const isPlain = [...asked].every(([action, all]) => all.length < 2 || !(action in own));
    if (isPlain) return workflow;
    // Which pin belongs to which step can be told only where all that the workflow asks for is known.
    const known = { ...pins, asked: (action: string) => asked.get(action) ?? [] };
    return compileWorkflow(automation, { ...defaults, pins: known });
  };
  const others = pinsOfApp({ committed, source, automations, compile });
  return (automation) => compile(automation, { others, updates: request.pins });
}

/** @throws UsageError that names the automation, job and option of everything that GitHub would refuse, or not find. */
export async function generateWorkflows(request: GenerateRequest): Promise<Generated> {
  const checks = new CheckedTexts(request.checks, "parser", "");
  const files: GeneratedFile[] = [];
  const problems: string[] = [];
  const pins = new Map<string, readonly PinUse[]>();
  const compile = workflowCompiler(request);
  const compiled = (name: string): Workflow | undefined => {
    const automation = request.automations.find((one) => one.file === name);
    return automation && compile(automation);
  };
  for (const [{ name, file }, workflow] of compileAll(request)) {
    if (request.repository !== undefined) {
      checkRepositoryPaths(workflow, request.repository);
      await checkCalledFiles(workflow, { ...request.repository, compiled });
    }
    pins.set(file, pinsOfFile(file, workflow));
    const printable = printableWorkflow(workflow);
    const content = printWorkflow(printable, request.source, request.regenerate);
    files.push({ name: file, content });
    if (checks.has(content)) continue;
    const errors = await problemsOf(name, { name: file, content }, printable);
    if (errors.length === 0) checks.add(content);
    problems.push(...errors);
  }
  if (problems.length > 0) {
    throw new UsageError(`GitHub would refuse what this app describes:\n${problems.join("\n")}`);
  }
  checks.save();
  return { files, pins };
}

async function problemsOf(
  automation: string,
  { name, content }: GeneratedFile,
  workflow: Printable,
): Promise<readonly string[]> {
  if (Buffer.byteLength(content) > largestWorkflow) {
    return [
      `automation ${JSON.stringify(automation)}: the workflow is larger than the 1 MiB that GitHub reads.`,
    ];
  }
  const { explainFindings, printedFindings } = await import("./checks/validate.ts");
  return explainFindings(automation, content, await printedFindings(name, content, workflow));
}
