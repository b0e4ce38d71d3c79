/**
 * Which contexts GitHub offers to which key. A test holds the table equal to the schema of GitHub's own parser, but for
 * `secrets` in the `env` of a workflow or job: there every step would have them, also those of others.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/contexts#context-availability
 */
const everywhere = ["github", "inputs", "vars"] as const;
const jobSettings = [...everywhere, "needs", "strategy", "matrix"] as const;
const runner = [...jobSettings, "steps", "job", "runner", "env"] as const;

export const availableContexts = {
  runName: everywhere,
  workflowConcurrency: everywhere,
  workflowEnv: everywhere,
  condition: [...everywhere, "needs"],
  strategy: [...everywhere, "needs"],
  jobSetting: jobSettings,
  jobEnv: jobSettings,
  environmentUrl: runner,
  credentials: [...everywhere, "secrets", "env"],
  containerEnv: [...runner, "secrets"],
  stepIf: runner,
  step: [...runner, "secrets"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type ContextRule = keyof typeof availableContexts;

/** Where a call of `hashFiles` has files to read: in steps. */
export const withHashFiles: ReadonlySet<ContextRule> = new Set(["step", "stepIf"]);

/** Where the status of other jobs or steps can be asked for. */
export const withStatusFunctions: ReadonlySet<ContextRule> = new Set(["condition", "stepIf"]);
