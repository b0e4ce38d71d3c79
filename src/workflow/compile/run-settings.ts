/** The shell and the folder of the steps that run a command. */
import type { Automation } from "../../automation/automation.ts";
import type { DeclaredJob } from "../../automation/declaration.ts";
import type { RunDefaults, YamlValue } from "../../model/workflow.ts";
import { defined } from "../../problems/defined.ts";
import { needsBash } from "./runner-shell.ts";
import type { WorkflowDefaults } from "./workflow-defaults.ts";

export interface JobRunSettings {
  /** For the step that runs the task: no default of the workflow or the job may change it. */
  readonly task: RunDefaults;
  /** For shell steps of the setup, where a default shell applies. */
  readonly setup: RunDefaults;
}

export function runSettings(
  job: DeclaredJob,
  automation: Automation,
  { runsOn, workingDirectory }: WorkflowDefaults,
): JobRunSettings {
  const defaults = [automation.extra, job.extra].flatMap((extra) => runDefaults(extra) ?? []);
  const shells = defaults.flatMap(({ shell }) => shell ?? []);
  const folders = defaults.flatMap((run) => run["working-directory"] ?? []);
  // A job's defaults replace all of the workflow's (JobExtension.cs in actions/runner).
  const jobDefaults = runDefaults(job.extra);
  const { shell } = jobDefaults ?? runDefaults(automation.extra) ?? {};
  const bash = needsBash(job, runsOn) ? "bash" : undefined;
  // An image may have no bash.
  const posix = job.keys.container === undefined ? "bash" : "sh";
  return {
    task: defined({
      shell: bash ?? (shells.every(isPosix) ? undefined : posix),
      "working-directory": workingDirectory ?? (folders.every(isRoot) ? undefined : "."),
    }),
    setup: defined({
      shell: shell === undefined ? bash : undefined,
      "working-directory": workingDirectory,
    }),
  };
}

/** https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#defaultsrun */
function runDefaults(
  extra: Readonly<Record<string, YamlValue>> | undefined,
): RunDefaults | undefined {
  const run = partOf(partOf(extra, "defaults"), "run");
  return typeof run === "object" && run !== null ? (run as RunDefaults) : undefined;
}

function partOf(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined;
}

function isPosix(shell: unknown): boolean {
  return shell === "bash" || shell === "sh";
}

function isRoot(folder: unknown): boolean {
  return folder === "." || folder === "./";
}
