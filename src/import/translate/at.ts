/** A place in a workflow that is being translated. */
import type { PlacedComments } from "../comments/placed-comments.ts";
import type { Plan } from "../../typescript/plan.ts";
import type { Scope } from "./expressions/scope.ts";
import type { Losses, Path } from "./lost.ts";

/** Where an option stands, and what its expressions may name. */
export interface At {
  readonly path: Path;
  readonly scope: Scope;
  readonly losses: Losses;
  readonly comments: PlacedComments;
  /** What is said in another way than before, for whoever compares. */
  readonly notes: Note[];
}

export interface Note {
  /** Where it stands in the workflow: `["jobs", "build", "steps", 2]`. */
  readonly path: Path;
  readonly text: string;
}

/** What stands at a key, with the comments on it. */
export function entryPlan(at: At, key: string, plan: Plan | undefined): Plan | undefined {
  return plan === undefined ? undefined : at.comments.on([...at.path, key], plan);
}
