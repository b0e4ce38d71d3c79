/**
 * A workflow as plain data, in GitHub's own words and nesting: what is printed as YAML and what is run here.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax
 */

/** What YAML can say. */
export type YamlValue =
  | string
  | number
  | boolean
  | null
  | readonly YamlValue[]
  | { readonly [key: string]: YamlValue };

export interface Workflow {
  readonly name: string;
  readonly "run-name"?: string;
  /** Events with their configuration; null for an event without any. */
  readonly on: Readonly<Record<string, YamlValue>>;
  readonly permissions: Permissions;
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
  /** One expression, with its `${{ }}`. */
  readonly if?: string;
  readonly permissions?: Permissions;
  readonly "runs-on": YamlValue;
  readonly environment?: YamlValue;
  readonly concurrency?: Concurrency;
  readonly strategy?: Strategy;
  /** Fractions count on this machine, GitHub drops them; a text is an expression in `${{ }}`. */
  readonly "timeout-minutes"?: number | string;
  readonly "continue-on-error"?: boolean | string;
  readonly container?: YamlValue;
  readonly services?: YamlValue;
  readonly env?: Environment;
  readonly defaults?: { readonly run?: RunDefaults };
  readonly outputs?: Readonly<Record<string, string>>;
  readonly steps: readonly WorkflowStep[];
}

export interface Strategy {
  readonly "fail-fast"?: boolean | string;
  readonly "max-parallel"?: number | string;
  readonly matrix: MatrixKeys;
}

/**
 * The axes in the order written, with `include` and `exclude` among them, as GitHub has it; an expression in `${{ }}`
 * for what only the run will know.
 */
export type MatrixKeys = Readonly<Record<string, readonly YamlValue[] | string>>;

export interface RunDefaults {
  readonly shell?: string;
  readonly "working-directory"?: string;
}

export type WorkflowStep = ActionStep | RunStep;

interface Step {
  /** What the step is for; not printed. Setup steps are GitHub's alone: here a developer's own tools are used. */
  readonly purpose: "setup" | "artifact" | "task";
  readonly name?: string;
  readonly id?: string;
  readonly if?: string;
  readonly env?: Environment;
}

export interface ActionStep extends Step {
  /** `owner/name@ref`. */
  readonly uses: string;
  /** The release that a commit is, printed as a comment. */
  readonly version?: string;
  /** The version, tag or branch that the code asks for; not printed. */
  readonly asked?: string;
  readonly with?: Environment;
}

export interface RunStep extends Step {
  readonly run: string;
  readonly shell?: string;
  readonly "working-directory"?: string;
}
