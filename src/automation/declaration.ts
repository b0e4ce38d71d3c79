/** The automation whose `jobs` function is running: where `job()` puts what it declares. */
import type { Reference } from "../expression/reference.ts";
import { UsageError } from "../problems/usage-error.ts";
import type { TaskInfo } from "../task/definition.ts";
import type { ArtifactReference } from "./artifact-reference.ts";

/** A job as declared: plain data for whoever compiles or prints it. */
export interface JobDefinition {
  readonly id: string;
  readonly task: TaskInfo;
  /** Ids, those that were given first, then those that references imply. */
  readonly needs: readonly string[];
  readonly inputs: Readonly<Record<string, JobInputValue>>;
  /** A runner's label; the app's where none is given. */
  readonly runsOn?: string;
}

export type JobInputValue =
  | string
  | number
  | boolean
  | readonly string[]
  | Reference
  | ArtifactReference;

export interface Declaration {
  /** As in an error message: `automation "ci"`. */
  readonly label: string;
  readonly jobs: Map<string, JobDefinition>;
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
  }
}

export function requireDeclaration(): Declaration {
  if (current !== undefined) return current;
  throw new UsageError(
    "job() was called outside of an automation: call it in the `jobs` function of automation({ … }), before that function returns.",
  );
}
