/**
 * Which contexts GitHub offers to which key. A test compares the table with the schema of GitHub's own parser. Only
 * `secrets` is left out in the `env` of a workflow, job or container, where every step would get them.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/contexts#context-availability
 */
const everywhere = ["github", "inputs", "vars"];
const jobSettings = [...everywhere, "needs", "strategy", "matrix"];
const runner = [...jobSettings, "steps", "job", "runner", "env"];

export type ContextRule =
  | "none"
  | "runName"
  | "workflowConcurrency"
  | "workflowEnv"
  | "condition"
  | "strategy"
  | "jobSetting"
  | "jobEnv"
  | "environmentUrl"
  | "credentials"
  | "containerEnv"
  | "stepIf"
  | "step"
  | "callOutput";

export const availableContexts: Readonly<Record<ContextRule, readonly string[]>> = {
  none: [],
  runName: everywhere,
  workflowConcurrency: everywhere,
  workflowEnv: everywhere,
  condition: [...everywhere, "needs"],
  strategy: [...everywhere, "needs"],
  jobSetting: jobSettings,
  jobEnv: jobSettings,
  environmentUrl: runner,
  credentials: [...everywhere, "secrets", "env"],
  containerEnv: runner,
  stepIf: runner,
  step: [...runner, "secrets"],
  callOutput: [...everywhere, "jobs"],
};

/** Where `hashFiles()` has files to read: in steps. */
export const withHashFiles: ReadonlySet<ContextRule> = new Set(["step", "stepIf"]);

/** Where status functions may be called. */
export const withStatusFunctions: ReadonlySet<ContextRule> = new Set(["condition", "stepIf"]);
