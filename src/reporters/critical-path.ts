import type { JobRecord } from "../events/event.ts";

export interface CriticalPath {
  /** Names of the jobs, first to last. */
  readonly names: readonly string[];
  readonly durationMs: number;
}

type PathJob = Pick<JobRecord, "id" | "name" | "needs" | "durationMs">;

/** The chain of needs that took longest: the run cannot be faster than it, however many jobs run at once. */
export function criticalPath(jobs: readonly PathJob[]): CriticalPath {
  const byId = new Map<string, PathJob[]>();
  for (const job of jobs) byId.set(job.id, [...(byId.get(job.id) ?? []), job]);
  const known = new Map<PathJob, CriticalPath>();
  const pathTo = (job: PathJob): CriticalPath => {
    const found = known.get(job);
    if (found !== undefined) return found;
    // Stands in while its needs are looked at, so that needs in a circle end too.
    known.set(job, { names: [], durationMs: 0 });
    const before = longest(job.needs.flatMap((id) => byId.get(id) ?? []).map(pathTo));
    const path = {
      names: [...before.names, job.name],
      durationMs: before.durationMs + job.durationMs,
    };
    known.set(job, path);
    return path;
  };
  const path = longest(jobs.map(pathTo));
  // A job that did not run is no part of what took long.
  const took = new Map(jobs.map(({ name, durationMs }) => [name, durationMs]));
  return { ...path, names: path.names.filter((name) => (took.get(name) ?? 0) > 0) };
}

function longest(paths: readonly CriticalPath[]): CriticalPath {
  let best: CriticalPath = { names: [], durationMs: 0 };
  for (const path of paths) if (path.durationMs > best.durationMs) best = path;
  return best;
}
