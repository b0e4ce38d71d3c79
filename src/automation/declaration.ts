/** The automation whose `jobs` function is running: where `job()` puts what it declares. */
import type { Condition, Owner } from "../expression/build/reference.ts";
import type { Reads } from "../expression/analysis/usage.ts";
import { UsageError } from "../problems/usage-error.ts";
import type { Input } from "../inputs/input.ts";
import type { SetupStep } from "../setup/setup-step.ts";
import type { TaskInfo } from "../task/definition.ts";
import type { ArtifactReference } from "./artifact-reference.ts";
import { wholeExpression } from "../expression/language/template.ts";
import type { Place } from "./place.ts";
import type { WarningOption } from "./warning.ts";
import type { WorkflowJob, YamlValue } from "../model/workflow.ts";

/** The options of a job as keys of the workflow. Its steps and outputs come from its task. */
export type JobKeys = Omit<Partial<WorkflowJob>, "steps" | "outputs" | "defaults">;

/** A job as plain data. References in its texts are written as `${{ }}`. */
export interface DeclaredJob {
  readonly id: string;
  readonly task: TaskInfo;
  readonly inputs: Readonly<Record<string, JobInputValue>>;
  /** The job's, or else its task's. Replaces the app's. */
  readonly setup?: readonly SetupStep[] | undefined;
  /** The needs of the option come first, then those that references imply. */
  readonly keys: JobKeys & { readonly needs: readonly string[] };
  /** Its option `warnings`. */
  readonly warningOption?: WarningOption | undefined;
  /** Keys that go into the job's YAML unchanged. */
  readonly extra?: Readonly<Record<string, YamlValue>> | undefined;
}

/** Without `${{ }}`. */
export function conditionOf({ keys }: DeclaredJob): string | undefined {
  return keys.if === undefined ? undefined : wholeExpression(keys.if);
}

/** A literal, a text with `${{ }}` in it, or an artifact. */
export type JobInputValue = string | number | boolean | readonly string[] | ArtifactReference;

/** An expression in an option, and what it reads. */
export interface RecordedRead {
  readonly place: Place;
  readonly expression: string;
  readonly reads: Reads;
}

/** An option whose expression decides between true and false. */
export interface RecordedFlag {
  readonly place: Place;
  /** In `${{ }}`. */
  readonly text: string;
}

export interface Declaration extends Owner {
  /** The automation's name. */
  readonly automation: string;
  /** Whether `jobs` has returned. */
  closed: boolean;
  readonly jobs: Map<string, DeclaredJob>;
  /** The ids of the jobs by their lower case: GitHub ignores case. */
  readonly ids: Map<string, string>;
  /** The inputs by the references that stand for them. */
  readonly inputs: Map<unknown, Input>;
  /** The expressions in the options. Their names are checked once all jobs are declared. */
  readonly reads: RecordedRead[];
  readonly flags: RecordedFlag[];
  /** The automation's: it has to be true for each of its jobs. */
  readonly condition?: Condition | undefined;
}

let current: Declaration | undefined;

export function newDeclaration(automation: string, condition?: Condition): Declaration {
  return {
    automation,
    closed: false,
    jobs: new Map(),
    ids: new Map(),
    inputs: new Map(),
    reads: [],
    flags: [],
    condition,
  };
}

/** Runs `body` with `declaration` as the one that `job()` adds to. */
export function declare(declaration: Declaration, body: () => void): void {
  const outer = current;
  current = declaration;
  try {
    body();
  } finally {
    current = outer;
    declaration.closed = true;
  }
}

/** @throws UsageError that says where `caller`, such as `job()`, belongs. */
export function requireDeclaration(caller: string): Declaration {
  if (current !== undefined) return current;
  throw new UsageError(
    `${caller} was called outside of an automation: call it in the \`jobs\` function of automation({ … }), before that function returns.`,
  );
}
