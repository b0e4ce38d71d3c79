/** What the scheduler knows of each job of a run, and of each of its legs. */
import type { LegState } from "./leg-state.ts";

/** The legs of a job: one for each combination of its matrix, or a single one. */
export interface Expansion<Leg> {
  readonly legs: readonly Leg[];
  readonly failFast: boolean;
  /** How many legs may run at once. */
  readonly maxParallel: number;
}

/** A job of the workflow. */
export interface ScheduledJob<Leg> extends Expansion<Leg> {
  readonly id: string;
  readonly needs: readonly string[];
}

export interface LegEntry<Leg> {
  readonly leg: Leg;
  readonly controller: AbortController;
  state: LegState;
  /** Whether `continue-on-error` holds and nobody stopped the leg. */
  isTolerated: boolean;
}

export interface JobEntry<Job, Leg> {
  readonly job: Job;
  /** Its place in the order of declaration. */
  readonly index: number;
  legs: readonly LegEntry<Leg>[];
  strategy: Pick<Expansion<Leg>, "failFast" | "maxParallel">;
  /** How many of the jobs that it needs have not ended. */
  unmetCount: number;
  readonly dependents: JobEntry<Job, Leg>[];
}

export function jobEntries<Job extends ScheduledJob<Leg>, Leg>(
  jobs: readonly Job[],
): readonly JobEntry<Job, Leg>[] {
  const entries = jobs.map((job, index): JobEntry<Job, Leg> => {
    const unmetCount = new Set(job.needs).size;
    const legs = job.legs.map(waitingEntry);
    return { job, index, legs, strategy: job, unmetCount, dependents: [] };
  });
  const byId = new Map(entries.map((each) => [each.job.id, each]));
  for (const each of entries) {
    for (const id of new Set(each.job.needs)) byId.get(id)?.dependents.push(each);
  }
  return entries;
}

export function byIndex(a: { readonly index: number }, b: { readonly index: number }): number {
  return a.index - b.index;
}

export function hasReady({ legs }: Pick<JobEntry<unknown, unknown>, "legs">): boolean {
  return legs.some(({ state }) => state.kind === "ready");
}

export function waitingEntry<Leg>(leg: Leg): LegEntry<Leg> {
  return { leg, controller: new AbortController(), state: { kind: "waiting" }, isTolerated: false };
}
