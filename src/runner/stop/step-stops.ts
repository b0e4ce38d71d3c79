/**
 * Where a run stops for a person, and what that person may decide. Who asks, and how, is up to the caller of the run: the
 * runner knows of no terminal.
 */
import type { EventPath } from "../../events/event.ts";
import type { Masker } from "../../process/masker.ts";

export interface StepStops {
  /** Whether to stop at each step that fails its job. */
  readonly atFailures: boolean;
  /** Before what to stop: `JOB` or `JOB.STEP`. */
  readonly breaks: readonly string[];
  /**
   * Asks what is to be done. Several jobs may ask at once.
   *
   * @param signal Aborted when nobody needs the answer any more: the job or the run was cancelled. The promise then settles
   * soon, with any answer.
   */
  readonly ask: (stop: Stop, signal: AbortSignal) => Promise<StopAnswer>;
  /** Told at the end of a run of those `breaks` before which nothing stopped: what they name did not run. */
  readonly onUnreached: (breaks: readonly string[]) => void;
}

/** What a person is told of a step that waits. Secrets are hidden in it, but for the values of the environment. */
export interface Stop {
  readonly kind: "failed" | "before";
  /** That of the step's events: the automation, the job, and the step where it has a place of its own. */
  readonly path: EventPath;
  /** Why it failed. */
  readonly reason: string | undefined;
  /** As the shell gets it; undefined where the step has none. */
  readonly command: string | undefined;
  /** Names of the variables that the workflow, the job, the step and earlier steps set, in alphabetical order. */
  readonly variables: readonly string[];
  /** The working directory. */
  readonly folder: string;
  /** The file with all that the job has printed so far. */
  readonly log: string;
  /** All that a process of the step finds in its environment, secrets too. */
  readonly environment: () => Readonly<Record<string, string | undefined>>;
  /** Hides secrets in what a process of the step prints. */
  readonly masker: Masker;
}

/**
 * - `run`: runs the step, again where it has failed.
 * - `go on`: what would happen without a stop. A step that has failed fails its job; one that has not run does.
 * - `succeed`: goes on as if the step had succeeded. One that has not run does not.
 */
export type StopAnswer = "run" | "go on" | "succeed";
