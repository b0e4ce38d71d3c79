import type { JobRecord, RunRecord } from "../../events/event.ts";
import { millisecondsOf } from "../../host/time.ts";

interface CriticalPath {
  /** Names of the jobs, first to last. */
  readonly names: readonly string[];
  /** From the start of the first to the end of the last. */
  readonly durationMs: number;
}

type PathJob = Pick<JobRecord, "id" | "name" | "needs" | "startedAt" | "durationMs">;

interface TimedJob {
  readonly job: PathJob;
  readonly start: number;
  readonly end: number;
}

/**
 * What the run waited for: the job that ended last, before it the job whose end let that one start, and so on. That is a
 * job that it needs, or one that freed its slot.
 */
export function criticalPath(
  run: Pick<RunRecord, "startedAt"> & { readonly jobs: readonly PathJob[] },
): CriticalPath {
  const timedJobs = run.jobs.flatMap((job): readonly TimedJob[] => {
    // A job of an earlier run, or one that never started, delayed nothing.
    if (job.startedAt === undefined || job.startedAt < run.startedAt) return [];
    const start = millisecondsOf(job.startedAt);
    return [{ job, start, end: start + job.durationMs }];
  });
  const path: TimedJob[] = [];
  let next = latest(timedJobs, () => false);
  while (next !== undefined) {
    path.unshift(next);
    const { job, start } = next;
    const earlier = timedJobs.filter((other) => other.end <= start && !path.includes(other));
    next = latest(earlier, ({ id }) => job.needs.includes(id));
  }
  const durationMs = (path.at(-1)?.end ?? 0) - (path[0]?.start ?? 0);
  return { names: path.map(({ job }) => job.name), durationMs };
}

/** The job that ended last; of several at once the preferred one. */
function latest(
  jobs: readonly TimedJob[],
  isPreferred: (job: PathJob) => boolean,
): TimedJob | undefined {
  const end = Math.max(...jobs.map((each) => each.end));
  const last = jobs.filter((each) => each.end === end);
  return last.find(({ job }) => isPreferred(job)) ?? last[0];
}
