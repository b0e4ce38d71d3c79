/**
 * When each job starts and which never do. Knows results and needs only: neither processes nor output.
 * A job starts as soon as everything it needs has ended; there are no levels to wait for.
 */
import type { JobResult } from "../events/event.ts";

export interface ScheduledJob {
  readonly id: string;
  readonly needs: readonly string[];
}

export interface ScheduleOptions<Job extends ScheduledJob = ScheduledJob> {
  /** How many jobs may run at once. */
  readonly limit: number;
  readonly start: (job: Job) => Promise<JobResult>;
  /** Called instead of `start` for a job that does not run. */
  readonly skip: (job: Job, reason: string) => void;
  /** Once aborted, nothing starts any more. */
  readonly signal: AbortSignal;
}

/** The result of every job, when all have ended. */
export async function schedule<Job extends ScheduledJob>(
  jobs: readonly Job[],
  options: ScheduleOptions<Job>,
): Promise<ReadonlyMap<string, JobResult>> {
  const results = new Map<string, JobResult>();
  const waiting = new Map(jobs.map((job) => [job.id, job]));
  const running = new Map<string, Promise<void>>();
  while (waiting.size > 0 || running.size > 0) {
    for (const job of waiting.values()) {
      const decision = decide(job, jobs, results, options.signal);
      if (decision === "wait") continue;
      if (decision === "start") {
        if (running.size >= options.limit) continue;
        const ended = options.start(job).then((result) => {
          results.set(job.id, result);
          running.delete(job.id);
        });
        running.set(job.id, ended);
      } else {
        results.set(job.id, decision.result);
        options.skip(job, decision.reason);
      }
      waiting.delete(job.id);
    }
    // With nothing running, what was skipped just now decides about the rest in the next round.
    if (running.size > 0) await Promise.race(running.values());
  }
  return results;
}

type Decision = "wait" | "start" | { readonly result: JobResult; readonly reason: string };

/**
 * `success()`, the condition of a job without `if`: every ancestor ended in success, not only the direct needs.
 * https://github.com/actions/runner/issues/2205
 */
function decide(
  job: ScheduledJob,
  jobs: readonly ScheduledJob[],
  results: ReadonlyMap<string, JobResult>,
  signal: AbortSignal,
): Decision {
  if (signal.aborted) return { result: "cancelled", reason: "the run was cancelled" };
  if (!job.needs.every((id) => results.has(id))) return "wait";
  const unsuccessful = ancestors(job, jobs).find((id) => results.get(id) !== "success");
  if (unsuccessful === undefined) return "start";
  const how = howItEnded[results.get(unsuccessful) ?? "skipped"];
  return { result: "skipped", reason: `needs ${unsuccessful}, which ${how}` };
}

const howItEnded: Readonly<Record<JobResult, string>> = {
  success: "succeeded",
  failure: "failed",
  cancelled: "was cancelled",
  skipped: "was skipped",
  elsewhere: "runs elsewhere",
};

/** Direct needs first, each id once. */
function ancestors(job: ScheduledJob, jobs: readonly ScheduledJob[]): string[] {
  const found = new Set(job.needs);
  // A set that grows while it is walked: the needs of what was added are walked too.
  for (const id of found) {
    for (const needed of jobs.find((other) => other.id === id)?.needs ?? []) found.add(needed);
  }
  return [...found];
}
