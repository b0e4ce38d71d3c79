import type { Unknown } from "../../expression/values/unknown.ts";

/** The variables of one step. */
export type OwnVariables = Readonly<Record<string, string | Unknown>>;

/** What a list of steps has of its own: the steps of a job, or those of a composite action in it. */
export interface StepScope {
  /** Names in event paths, below that of the job. */
  readonly path: readonly string[];
  /** Whether each step has a place of its own in what is shown. */
  readonly showsSteps: boolean;
  /** The `steps` context. */
  readonly steps: Record<string, unknown>;
  /** Undefined for the steps of the job itself. */
  readonly action?: ActionScope | undefined;
  /** Why its first step failed that did. */
  failure: string | undefined;
  /** Whether no further step of it runs. */
  hasEnded?: boolean;
}

export interface ActionScope {
  /** The `inputs` context. */
  readonly inputs: OwnVariables;
  /** Where the action is: `github.action_path`. */
  readonly folder: string;
  /** Of the step that uses the action: its steps have them, too. */
  readonly env: OwnVariables;
  /** How many actions this one is within, itself among them. */
  readonly depth: number;
  /** Whether its failure fails no job: `continue-on-error` of its step. */
  readonly isTolerated: boolean;
}

export function scopeOfJob(showsSteps: boolean): StepScope {
  return { path: [], showsSteps, steps: {}, failure: undefined };
}
