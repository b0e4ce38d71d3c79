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

export interface Workflow {
  readonly name: string;
  /** The command that runs it here, where that is not its name; not printed. */
  readonly command?: string;
  /** Its file in `.github/workflows`, where that is not called like the command; not printed. */
  readonly file?: string;
  readonly "run-name"?: string;
  /** Events with their configuration; null for an event without any. */
  readonly on: Readonly<Record<string, YamlValue>>;
  /** Undefined where the settings of the repository say what the token may do. */
  readonly permissions?: Permissions;
  readonly env?: Environment;
  readonly concurrency?: Concurrency;
  readonly defaults?: { readonly run?: RunDefaults };
  readonly jobs: Readonly<Record<string, WorkflowJob>>;
}

export type Permissions =
  | "read-all"
  | "write-all"
  | Readonly<Record<string, "read" | "write" | "none">>;

export type Environment = Readonly<Record<string, string | number | boolean>>;

export interface Concurrency {
  readonly group: string;
  readonly "cancel-in-progress"?: boolean | string;
  readonly queue?: "single" | "max";
}

export interface WorkflowJob {
  readonly name?: string;
  readonly needs?: readonly string[];
  /** With `${{ }}`. */
  readonly if?: string;
  readonly permissions?: Permissions;
  /** Undefined for a job that calls a workflow. */
  readonly "runs-on"?: YamlValue;
  readonly environment?: YamlValue;
  readonly concurrency?: Concurrency;
  readonly strategy?: Strategy;
  /** A local run keeps fractions; GitHub drops them. A text is an expression in `${{ }}`. */
  readonly "timeout-minutes"?: number | string;
  readonly "continue-on-error"?: boolean | string;
  readonly container?: YamlValue;
  readonly services?: YamlValue;
  readonly env?: Environment;
  readonly defaults?: { readonly run?: RunDefaults };
  readonly outputs?: Readonly<Record<string, string>>;
  readonly steps: readonly WorkflowStep[];
  /** The workflow that the job calls, in place of steps. */
  readonly uses?: string;
  /** Of a called workflow of another repository, as with an action. */
  readonly version?: string;
  readonly codeRef?: string;
  /** Its inputs. */
  readonly with?: Environment;
  readonly secrets?: "inherit" | Readonly<Record<string, string>>;
  /** The workflow in `uses`, where the app has it; not printed. */
  readonly called?: Workflow;
}

export interface Strategy {
  readonly "fail-fast"?: boolean | string;
  readonly "max-parallel"?: number | string;
  /** A text is an expression for all of it. */
  readonly matrix: WorkflowMatrix | string;
}

/** The axes in order, with `include` and `exclude` among them. A text is an expression that only the run knows. */
export type WorkflowMatrix = Readonly<Record<string, readonly YamlValue[] | string>>;

export interface RunDefaults {
  readonly shell?: string;
  readonly "working-directory"?: string;
}

export type WorkflowStep = ActionStep | RunStep;

interface Step {
  /**
   * Not printed. A local run leaves setup steps out, because it uses the developer's own tools. `artifact` steps belong to
   * a task; `other` steps are what a job says by itself.
   */
  readonly purpose: "setup" | "artifact" | "task" | "other";
  readonly name?: string;
  readonly id?: string;
  readonly if?: string;
  readonly env?: Environment;
  readonly "continue-on-error"?: boolean | string;
  readonly "timeout-minutes"?: number | string;
}

export interface ActionStep extends Step {
  /** `owner/name@ref`. */
  readonly uses: string;
  /** The release of the commit, printed as a comment. */
  readonly version?: string;
  /** The version, tag or branch in the code; not printed. */
  readonly codeRef?: string;
  readonly with?: Environment;
  /** What stands in for it in a local run; not printed. */
  readonly local?: LocalStep;
}

/** A command that puts out what the action would, the outputs themselves, or nothing. */
export type LocalStep =
  | ({ readonly run: string } & RunDefaults)
  | { readonly outputs: Readonly<Record<string, string>> }
  | "skip";

export interface RunStep extends Step, RunDefaults {
  readonly run: string;
  /** Whether a local run does without the command; not printed. */
  readonly local?: "skip";
}
