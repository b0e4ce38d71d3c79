/**
 * A workflow as plain data, with GitHub's keys. It is printed as YAML, and run on this machine.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax
 */

/** A value of YAML. */
export type YamlValue =
  | string
  | number
  | boolean
  | null
  | readonly YamlValue[]
  | { readonly [key: string]: YamlValue };

/** All of one file in `.github/workflows`. */
export interface Workflow {
  /** What GitHub lists it as. */
  readonly name: string;
  /** The command that runs it here, where that is not its name; not printed. */
  readonly command?: string;
  /** Its file in `.github/workflows`, where that is not called like the command; not printed. */
  readonly file?: string;
  /** What GitHub lists a run as. */
  readonly "run-name"?: string;
  /** Events with their configuration; null for an event without any. */
  readonly on: Readonly<Record<string, YamlValue>>;
  /** Undefined where the settings of the repository say what the token may do. */
  readonly permissions?: Permissions;
  /** Of all jobs. */
  readonly env?: Environment;
  /** Which other runs it waits for, or cancels. */
  readonly concurrency?: Concurrency;
  /** Of all jobs. */
  readonly defaults?: Defaults;
  /** By their ids. */
  readonly jobs: Readonly<Record<string, WorkflowJob>>;
}

/** What the token of a job may do. */
export type Permissions =
  | "read-all"
  | "write-all"
  | Readonly<Record<string, "read" | "write" | "none">>;

/** Variables by their names, and inputs by theirs. A text may have expressions in `${{ }}`. */
export type Environment = Readonly<Record<string, string | number | boolean>>;

/** Of one group, one run or job goes on at a time. */
export interface Concurrency {
  /** A text that may have expressions in `${{ }}`. */
  readonly group: string;
  /** Whether the one that goes on is cancelled. A text is an expression. */
  readonly "cancel-in-progress"?: boolean | string;
  /** How many may wait. */
  readonly queue?: "single" | "max";
}

/** A job of a workflow. */
export interface WorkflowJob {
  /** What GitHub lists it as. */
  readonly name?: string;
  /** Ids of the jobs that have to end before it. */
  readonly needs?: readonly string[];
  /** With `${{ }}`. */
  readonly if?: string;
  /** In place of those of the workflow. */
  readonly permissions?: Permissions;
  /** Undefined for a job that calls a workflow. */
  readonly "runs-on"?: YamlValue;
  /** The deployment environment, or its name and address. */
  readonly environment?: YamlValue;
  /** Which other jobs it waits for, or cancels. */
  readonly concurrency?: Concurrency;
  /** Its matrix. */
  readonly strategy?: Strategy;
  /** A local run keeps fractions; GitHub drops them. A text is an expression in `${{ }}`. */
  readonly "timeout-minutes"?: number | string;
  /** Whether the workflow may succeed where the job fails. A text is an expression. */
  readonly "continue-on-error"?: boolean | string;
  /** The image that its steps run in, or that with its options. */
  readonly container?: YamlValue;
  /** Containers beside it, by their names. */
  readonly services?: YamlValue;
  /** Of all its steps. */
  readonly env?: Environment;
  /** Of all its steps. */
  readonly defaults?: Defaults;
  /** Expressions by the names of the outputs. */
  readonly outputs?: Readonly<Record<string, string>>;
  /** In order; none where it calls a workflow. */
  readonly steps: readonly WorkflowStep[];
  /** The workflow that the job calls, in place of steps. */
  readonly uses?: string;
  /** Of a called workflow of another repository, as with an action. */
  readonly version?: string;
  /** The version, tag or branch in the code; not printed. */
  readonly codeRef?: string;
  /** Inputs of the called workflow. */
  readonly with?: Environment;
  /** Which secrets the called workflow gets, by the names that it has for them. */
  readonly secrets?: "inherit" | Readonly<Record<string, string>>;
  /** The workflow in `uses`, where the app has it; not printed. */
  readonly called?: Workflow;
}

/** How a job becomes several. */
export interface Strategy {
  /** Whether a combination that fails cancels the others. A text is an expression. */
  readonly "fail-fast"?: boolean | string;
  /** How many run at once. A text is an expression. */
  readonly "max-parallel"?: number | string;
  /** A text is an expression for all of it. */
  readonly matrix: WorkflowMatrix | string;
}

/** The axes in order, with `include` and `exclude` among them. A text is an expression that only the run knows. */
export type WorkflowMatrix = Readonly<Record<string, readonly YamlValue[] | string>>;

/** What holds for steps that do not say it themselves. */
interface Defaults {
  /** Of commands. */
  readonly run?: RunDefaults;
}

/** How a command runs. */
export interface RunDefaults {
  /** Default: that of the runner. */
  readonly shell?: string;
  /** Relative to the checkout. */
  readonly "working-directory"?: string;
}

/** A step of a job. */
export type WorkflowStep = ActionStep | RunStep;

/**
 * A local run leaves setup steps out, because it uses the developer's own tools. `artifact` steps belong to a task; `other`
 * steps are what a job says by itself.
 */
export type StepPurpose = "setup" | "artifact" | "task" | "other";

interface Step {
  /** What it is there for; not printed. */
  readonly purpose: StepPurpose;
  /** What GitHub lists it as. */
  readonly name?: string;
  /** By which expressions refer to it. */
  readonly id?: string;
  /** With `${{ }}`. */
  readonly if?: string;
  /** Of the step alone. */
  readonly env?: Environment;
  /** Whether the job goes on where the step fails. A text is an expression. */
  readonly "continue-on-error"?: boolean | string;
  /** A text is an expression. */
  readonly "timeout-minutes"?: number | string;
}

/** A step that is an action. */
export interface ActionStep extends Step {
  /** `owner/name@ref`. */
  readonly uses: string;
  /** The release of the commit, printed as a comment. */
  readonly version?: string;
  /** The version, tag or branch in the code; not printed. */
  readonly codeRef?: string;
  /** Inputs of the action. */
  readonly with?: Environment;
  /** What stands in for it in a local run; not printed. */
  readonly local?: LocalStep;
}

/** What stands in for an action: a command that puts out what the action would, the outputs themselves, or nothing. */
export type LocalStep =
  | ({
      /** The command. */
      readonly run: string;
    } & RunDefaults)
  | {
      /** Texts by the names of the outputs. */
      readonly outputs: Readonly<Record<string, string>>;
    }
  | "skip";

/** A step that is a command. */
export interface RunStep extends Step, RunDefaults {
  /** The command. */
  readonly run: string;
  /** Whether a local run does without the command; not printed. */
  readonly local?: "skip";
}
