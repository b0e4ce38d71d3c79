/** The shell and the folder of the steps that run a command. */
import type { Automation } from "../../automation/automation.ts";
import type { DeclaredJob } from "../../automation/declaration.ts";
import type { RunDefaults } from "../../model/workflow.ts";
import { defined } from "../../problems/defined.ts";
import { needsBash } from "./runner-shell.ts";
import type { WorkflowDefaults } from "./workflow-defaults.ts";

export interface JobRunSettings {
  /** For the step that runs the task: no default of the workflow or the job may change it. */
  readonly task: RunDefaults;
  /** For commands of `shell()`, where the defaults of the workflow or the job apply. */
  readonly setup: RunDefaults;
}

export function runSettings(
  job: DeclaredJob,
  automation: Automation,
  { runsOn, workingDirectory }: WorkflowDefaults,
): JobRunSettings {
  const ofWorkflow = automation.keys.defaults?.run;
  const ofJob = job.keys.defaults?.run;
  const defaults = [ofWorkflow, ofJob].flatMap((run) => run ?? []);
  const shells = defaults.flatMap(({ shell }) => shell ?? []);
  const folders = defaults.flatMap((run) => run["working-directory"] ?? []);
  // https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#defaultsrun
  // A job's defaults replace all of the workflow's (JobExtension.cs in actions/runner).
  const { shell, "working-directory": folder } = ofJob ?? ofWorkflow ?? {};
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
      "working-directory": folder === undefined ? workingDirectory : undefined,
    }),
  };
}

/** Also with options of its own: `bash -euo pipefail {0}`. */
function isPosix(shell: string): boolean {
  return /^(?:bash|sh)(?: |$)/.test(shell);
}

function isRoot(folder: unknown): boolean {
  return folder === "." || folder === "./";
}
