/** The command of a step: its process, and what it wrote for the runner. */
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { RunDefaults, RunStep, WorkflowJob } from "../../model/workflow.ts";
import { type StepFileContent, StepFiles } from "../step/step-files.ts";
import { runStep, type StepEnd } from "../step/step-process.ts";
import type { LegContext } from "./leg-context.ts";
import type { LegOutput } from "./leg-output.ts";
import type { RunSetting } from "./run-setting.ts";
import type { OwnVariables, StepScope } from "./step-scope.ts";
import type { Workspace } from "./workspaces.ts";

/** A step, and all that decides what its process finds. */
export interface CommandSetting {
  readonly setting: RunSetting;
  readonly workspace: Workspace;
  readonly context: LegContext;
  readonly scope: StepScope;
  readonly ownEnv: OwnVariables;
  readonly job: WorkflowJob;
  /** Replaces the expressions in a text. */
  readonly textOf: (text: string) => string;
}

export interface CommandOptions extends CommandSetting {
  readonly output: LegOutput;
  /** Aborted when the job or the step is to end. */
  readonly signal: AbortSignal;
  /** Told what ends everything that the step started. */
  readonly onStart: (kill: () => void) => void;
}

export interface EndedCommand {
  readonly end: StepEnd;
  readonly content: StepFileContent;
  /** Whether the job or the step was to end before the command did. */
  readonly isCutShort: boolean;
}

/** @throws Error where it cannot be started. */
export async function runCommand(step: RunStep, options: CommandOptions): Promise<EndedCommand> {
  const { setting, workspace, context, output, scope, ownEnv, signal, textOf, onStart } = options;
  const cwd = folderOf(step, options);
  if (!existsSync(cwd)) throw new Error(`the working directory ${cwd} does not exist`);
  const { temp } = workspace;
  workspace.restore();
  const files = new StepFiles(temp);
  const shell = textOf(defaultsFor(options)?.shell ?? "");
  const end = await runStep({
    command: textOf(step.run),
    shell: textOf(step.shell ?? "") || shell || undefined,
    cwd,
    env: context.environment(scope, ownEnv, files),
    temp,
    signal,
    grace: setting.grace,
    masker: setting.masker,
    onStart: (pid) => onStart(setting.watchdog.guard(pid)),
    onLines: (stream, lines) => output.lines(stream, lines),
    hasEvents: step.purpose === "task",
    onUnfinished: (stream, text) => output.showUnfinished(stream, text),
    onEvent: (event) => output.relay(event),
    onOutput: () => output.flush(),
  });
  onStart(end.killLeftovers);
  return { end, content: files.read(), isCutShort: signal.aborted };
}

/** Where the command of a step runs. */
export function folderOf(step: RunDefaults, options: CommandSetting): string {
  const { workspace, textOf } = options;
  const folder = step["working-directory"] ?? (defaultsFor(options)?.["working-directory"] || ".");
  return resolve(workspace.folder, textOf(folder));
}

/** Those of a job replace all of the workflow's (JobExtension.InitializeJob in actions/runner). Actions have none. */
function defaultsFor({ setting, scope, job }: CommandSetting): RunDefaults | undefined {
  return scope.action === undefined
    ? (job.defaults?.run ?? setting.workflow.defaults?.run)
    : undefined;
}

/** Why the step failed; undefined where it succeeded. */
export function problemOf(command: EndedCommand, output: LegOutput): string | undefined {
  const { end, content, isCutShort } = command;
  const { exitCode, signal } = end;
  if (exitCode === undefined) return `the command was ended by ${signal ?? "a signal"}`;
  if (exitCode !== 0) return output.taskError ?? `the command ended with exit code ${exitCode}`;
  const problem = content.problem ?? output.commandError;
  if (problem !== undefined) output.note(problem);
  // Such a step did not succeed, whatever its exit code (ExecuteAsync in ProcessInvoker.cs of actions/runner).
  return problem ?? (isCutShort ? "the command was ended before it was done" : undefined);
}
