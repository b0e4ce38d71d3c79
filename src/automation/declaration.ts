/** The automation whose `jobs` function is running: where `job()` puts what it declares. */
import type { Condition, Owner } from "../expression/build/reference.ts";
import type { Reads } from "../expression/analysis/usage.ts";
import { UsageError } from "../problems/usage-error.ts";
import type { Input } from "../inputs/input.ts";
import type { SetupStep } from "../setup/setup-step.ts";
import type { TaskInfo } from "../task/definition.ts";
import type { ArtifactReference } from "./artifact-reference.ts";
import type { MatrixDefinition } from "./matrix/matrix-definition.ts";
import type { Permissions } from "./keys/permissions.ts";
import type { Place } from "./place.ts";
import type { WarningOption } from "./warning.ts";
import type { YamlValue } from "./yaml-value.ts";

/** A job as declared: plain data for whoever compiles or prints it. Texts have their references printed as `${{ }}`. */
export interface JobDefinition {
  readonly id: string;
  readonly task: TaskInfo;
  /** What GitHub shows. Default: the id. */
  readonly name?: string;
  /** Ids, those that were given first, then those that references imply. */
  readonly needs: readonly string[];
  readonly inputs: Readonly<Record<string, JobInputValue>>;
  /** A runner's label, several, or a group; the app's where none is given. */
  readonly runsOn?: YamlValue;
  readonly matrix?: MatrixDefinition;
  /** An expression, without `${{ }}`. */
  readonly condition?: string;
  /** Replaces the task's and the app's. */
  readonly setup?: readonly SetupStep[];
  readonly env?: EnvironmentValues;
  readonly permissions?: Permissions;
  readonly environment?: YamlValue;
  readonly concurrency?: ConcurrencyValues;
  readonly timeoutMinutes?: number | string;
  readonly continueOnError?: boolean | string;
  readonly container?: YamlValue;
  readonly services?: Readonly<Record<string, YamlValue>>;
  /** The warnings that are not wanted of it. */
  readonly silenced?: WarningOption;
  /** Keys of the job's YAML, as they are. */
  readonly extra?: Readonly<Record<string, YamlValue>>;
}

/** A literal, a text with `${{ }}` in it, or an artifact. */
export type JobInputValue = string | number | boolean | readonly string[] | ArtifactReference;

export type EnvironmentValues = Readonly<Record<string, string | number | boolean>>;

export interface ConcurrencyValues {
  readonly group: string;
  readonly cancelInProgress?: boolean | string;
  readonly queue?: "single" | "max";
}

/** An expression, and the option in which it stands. */
export interface RecordedRead {
  readonly place: Place;
  readonly expression: string;
  readonly reads: Reads;
}

export interface Declaration extends Owner {
  /** The automation's name. */
  readonly automation: string;
  /** Whether `jobs` has returned. */
  closed: boolean;
  readonly jobs: Map<string, JobDefinition>;
  /** The id of each job by its lower case, in which GitHub compares them. */
  readonly ids: Map<string, string>;
  /** By the reference that stands for it, what each input is. */
  readonly inputs: Map<unknown, Input>;
  /** Every expression in the options, to be checked against the names that there are in the end. */
  readonly reads: RecordedRead[];
  /** Of the automation: has to be true for each of its jobs. */
  readonly condition?: Condition;
}

let current: Declaration | undefined;

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
