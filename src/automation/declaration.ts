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

/** What the options of a job say, in GitHub's words; its steps and outputs are its task's. */
export type JobKeys = Omit<Partial<WorkflowJob>, "steps" | "outputs" | "defaults">;

/** A job as declared: plain data for whoever compiles or prints it. Texts have their references printed as `${{ }}`. */
export interface DeclaredJob {
  readonly id: string;
  readonly task: TaskInfo;
  readonly inputs: Readonly<Record<string, JobInputValue>>;
  /** Its own, or its task's: it replaces the app's. */
  readonly setup?: readonly SetupStep[] | undefined;
  /** What its options say, in GitHub's words. Needs that were given come first, then those that references imply. */
  readonly keys: JobKeys & { readonly needs: readonly string[] };
  /** The warnings that are not wanted of it. */
  readonly silenced?: WarningOption | undefined;
  /** Keys of the job's YAML, as they are. */
  readonly extra?: Readonly<Record<string, YamlValue>> | undefined;
}

/** The condition of a job, without `${{ }}`. */
export function conditionOf({ keys }: DeclaredJob): string | undefined {
  return keys.if === undefined ? undefined : wholeExpression(keys.if);
}

/** A literal, a text with `${{ }}` in it, or an artifact. */
export type JobInputValue = string | number | boolean | readonly string[] | ArtifactReference;

/** An expression, and the option in which it stands. */
export interface RecordedRead {
  readonly place: Place;
  readonly expression: string;
  readonly reads: Reads;
}

/** A flag that the run decides, and the option in which it stands. */
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
  /** The id of each job by its lower case, in which GitHub compares them. */
  readonly ids: Map<string, string>;
  /** By the reference that stands for it, what each input is. */
  readonly inputs: Map<unknown, Input>;
  /** Every expression in the options, to be checked against the names that there are in the end. */
  readonly reads: RecordedRead[];
  readonly flags: RecordedFlag[];
  /** Of the automation: has to be true for each of its jobs. */
  readonly condition?: Condition | undefined;
}

let current: Declaration | undefined;

/** One that knows no jobs yet. */
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
