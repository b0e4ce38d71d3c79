/**
 * When each job starts and which never do. Knows needs, states and results only: neither expressions nor processes.
 * A job starts as soon as everything it needs has ended; there are no levels to wait for.
 */
import type { LocalResult } from "../../events/event.ts";
import { messageOf } from "../../problems/wording.ts";
import {
  byIndex,
  type Expansion,
  hasReady,
  type LegEntry,
  type JobToRun,
  plannedJobs,
  runningOf,
  type ScheduledJob,
  waitingEntry,
} from "./job-entries.ts";
import { type LegStep, transition } from "./leg-state.ts";

export type { ScheduledJob };

/** A job or a leg that does not run. */
export interface Refusal {
  readonly result: LocalResult;
  readonly reason: string;
}

export type Admission = "run" | Refusal;

export interface LegEnd {
  readonly result: LocalResult;
  readonly reason?: string | undefined;
  /** `continue-on-error`: its failure counts as success for everything but itself. */
  readonly isTolerated?: boolean | undefined;
}

/** Results of jobs that have ended, as `needs.<id>.result` has them. */
export type JobResults = ReadonlyMap<string, LocalResult>;

export interface ScheduleOptions<Job extends ScheduledJob<Leg>, Leg> {
  /** How many legs may run at once. */
  readonly limit: number;
  /** Aborted when the run is cancelled. */
  readonly signal: AbortSignal;
  /** Asked once for each job, before its matrix counts, when all it needs has ended. */
  readonly admitJob: (job: Job, results: JobResults) => Admission;
  /** What was not known of an admitted job before; undefined where all was. */
  readonly expand?: (job: Job) => Expansion<Leg> | undefined;
  /** Asked for each leg of an admitted job. */
  readonly admitLeg: (leg: Leg, job: Job) => Admission;
  /** What a throw of these three makes of a job or a leg; a failure where it does not say. */
  readonly refuse?: (error: unknown, job: Job) => Refusal | undefined;
  /** Whether an admitted job runs, or goes on running, after the run was cancelled. */
  readonly outlivesCancellation: (job: Job, results: JobResults) => boolean;
  /** Runs a leg until it has ended; `signal` tells it to end early. */
  readonly start: (leg: Leg, signal: AbortSignal) => Promise<LegEnd>;
  /** Told of each leg once, with its final state. */
  readonly onFinished: (leg: Leg, result: LocalResult, reason: string | undefined) => void;
  /** The order in which those that may start do; tests shuffle it. */
  readonly order?: <Item>(items: readonly Item[]) => readonly Item[];
}

/** The result of every job, when all have ended. */
export function schedule<Job extends ScheduledJob<Leg>, Leg>(
  jobs: readonly Job[],
  options: ScheduleOptions<Job, Leg>,
): Promise<JobResults> {
  return new Scheduler(jobs, options).run();
}

export const cancelledReason = "the run was cancelled";

/** Whatever happens is followed to the jobs that it concerns: a run of many jobs looks at each of them a few times. */
class Scheduler<Job extends ScheduledJob<Leg>, Leg> {
  readonly #options: ScheduleOptions<Job, Leg>;
  readonly #jobs: readonly JobToRun<Job, Leg>[];
  readonly #results = new Map<string, LocalResult>();
  readonly #completion: Promise<JobResults>;
  /** Jobs whose needs have all ended, and that are not decided about. */
  #jobsToDecide: JobToRun<Job, Leg>[];
  /** Jobs with legs that have ended since their result was last asked for. */
  #jobsToSettle = new Set<JobToRun<Job, Leg>>();
  /** Jobs with legs that may start, in the order of declaration. */
  #ready: JobToRun<Job, Leg>[] = [];
  #runningCount = 0;
  #resolve: (results: JobResults) => void = () => {};
  #reject: (error: unknown) => void = () => {};
  #busy = false;

  constructor(jobs: readonly Job[], options: ScheduleOptions<Job, Leg>) {
    this.#options = options;
    this.#completion = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.#jobs = plannedJobs(jobs);
    this.#jobsToDecide = this.#jobs.filter(({ unmetCount }) => unmetCount === 0);
  }

  async run(): Promise<JobResults> {
    const { signal } = this.#options;
    const onAbort = (): void => {
      this.#cancel();
      this.#advance();
    };
    signal.addEventListener("abort", onAbort, { once: true });
    this.#advance();
    try {
      return await this.#completion;
    } finally {
      signal.removeEventListener("abort", onAbort);
    }
  }

  /** Whatever can change now does; called after everything that happened. */
  #advance(): void {
    // What a leg's end leads to may end others at once: one loop sees to all of it.
    if (this.#busy) return;
    this.#busy = true;
    try {
      while (this.#jobsToDecide.length > 0 || this.#jobsToSettle.size > 0) {
        this.#admit();
        this.#settle();
      }
      this.#startReady();
    } catch (error) {
      this.#reject(error);
    } finally {
      this.#busy = false;
    }
    if (this.#results.size === this.#jobs.length) this.#resolve(this.#results);
  }

  /** Decides about jobs whose needs have all ended. */
  #admit(): void {
    const jobsToDecide = this.#jobsToDecide.sort(byIndex);
    this.#jobsToDecide = [];
    for (const entryOfJob of jobsToDecide) {
      const { job } = entryOfJob;
      const decision = this.#decideSafely(job, () => {
        const admission = this.#options.admitJob(job, this.#results);
        if (admission === "run") {
          const expansion = this.#options.expand?.(job);
          entryOfJob.strategy = expansion ?? entryOfJob.strategy;
          entryOfJob.legs = expansion?.legs.map(waitingEntry) ?? entryOfJob.legs;
        }
        return admission;
      });
      for (const entry of entryOfJob.legs) {
        const own =
          decision === "run"
            ? this.#decideSafely(job, () => this.#options.admitLeg(entry.leg, job))
            : decision;
        if (own === "run") this.#move(entryOfJob, entry, { kind: "admit" });
        else
          this.#move(entryOfJob, entry, { kind: "drop", result: own.result, reason: own.reason });
      }
      this.#jobsToSettle.add(entryOfJob);
    }
    const readyJobs = jobsToDecide.filter(hasReady);
    if (readyJobs.length > 0) this.#ready = [...this.#ready, ...readyJobs].sort(byIndex);
  }

  /** An expression that cannot be evaluated fails its job, as on GitHub. */
  #decideSafely(job: Job, decide: () => Admission): Admission {
    try {
      return decide();
    } catch (error) {
      return this.#options.refuse?.(error, job) ?? { result: "failure", reason: messageOf(error) };
    }
  }

  /** Gives jobs their result when all of their legs have ended. */
  #settle(): void {
    const jobsToSettle = [...this.#jobsToSettle].sort(byIndex);
    this.#jobsToSettle.clear();
    for (const { job, legs, dependents } of jobsToSettle) {
      if (this.#results.has(job.id)) continue;
      if (!legs.every(({ state }) => state.kind === "finished")) continue;
      this.#results.set(job.id, combinedResult(legs.map(resultForOthers)));
      for (const dependent of dependents) {
        dependent.unmetCount -= 1;
        if (dependent.unmetCount === 0) this.#jobsToDecide.push(dependent);
      }
    }
  }

  #startReady(): void {
    const { order = (items) => items, limit } = this.#options;
    if (this.#ready.length === 0 || this.#runningCount >= limit) return;
    for (const entryOfJob of order(this.#ready)) {
      const { legs, strategy } = entryOfJob;
      let own = runningOf(legs);
      for (const entry of legs) {
        if (this.#runningCount >= limit || own >= strategy.maxParallel) break;
        if (entry.state.kind !== "ready") continue;
        this.#start(entryOfJob, entry);
        own += 1;
      }
      if (this.#runningCount >= limit) break;
    }
    this.#ready = this.#ready.filter(hasReady);
  }

  #start(entryOfJob: JobToRun<Job, Leg>, entry: LegEntry<Leg>): void {
    this.#move(entryOfJob, entry, { kind: "start" });
    this.#runningCount += 1;
    const finish = (outcome: LegEnd): void => {
      entry.isTolerated = outcome.isTolerated === true && entry.state.kind === "running";
      const { result, reason } = outcome;
      this.#runningCount -= 1;
      this.#move(entryOfJob, entry, {
        kind: "finish",
        result,
        reason,
      });
      const stopsOthers = result === "failure" && !entry.isTolerated;
      if (stopsOthers && entryOfJob.strategy.failFast) this.#failFast(entryOfJob);
      this.#advance();
    };
    this.#options
      .start(entry.leg, entry.controller.signal)
      .then(finish, (error: unknown) => finish({ result: "failure", reason: messageOf(error) }))
      .catch((error: unknown) => this.#reject(error));
  }

  /** https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstrategyfail-fast */
  #failFast(entryOfJob: JobToRun<Job, Leg>): void {
    for (const entry of entryOfJob.legs)
      this.#stop(entryOfJob, entry, "fail-fast: another combination failed");
  }

  /**
   * GitHub evaluates the conditions of jobs that run once more when a run is cancelled: one with `always()` goes on.
   * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-cancellation
   */
  #cancel(): void {
    for (const entryOfJob of this.#jobs) {
      const { job, legs } = entryOfJob;
      const legsToStop = legs.filter(({ state }) => state.kind !== "waiting");
      if (legsToStop.length === 0 || this.#options.outlivesCancellation(job, this.#results))
        continue;
      for (const entry of legsToStop) this.#stop(entryOfJob, entry, cancelledReason);
    }
  }

  #stop(entryOfJob: JobToRun<Job, Leg>, entry: LegEntry<Leg>, reason: string): void {
    if (entry.state.kind === "ready") {
      this.#move(entryOfJob, entry, { kind: "drop", result: "cancelled", reason });
    } else if (entry.state.kind === "running") {
      this.#move(entryOfJob, entry, { kind: "stop", reason });
      entry.controller.abort();
    }
  }

  #move(entryOfJob: JobToRun<Job, Leg>, entry: LegEntry<Leg>, step: LegStep): void {
    entry.state = transition(entry.state, step);
    if (entry.state.kind !== "finished") return;
    this.#jobsToSettle.add(entryOfJob);
    this.#options.onFinished(entry.leg, entry.state.result, entry.state.reason);
  }
}

/**
 * A job with `continue-on-error` lets others go on: https://github.com/actions/runner/issues/1161
 * So does one that took too long, which ends cancelled: https://github.com/ChristopherHX/runner.server (updateNeedsCtx)
 */
function resultForOthers({ state, isTolerated }: LegEntry<unknown>): LocalResult {
  const result = state.kind === "finished" ? state.result : "cancelled";
  return isTolerated && (result === "failure" || result === "cancelled") ? "success" : result;
}

/** The result of a job with these legs, or of a run with these jobs. */
export function combinedResult(results: readonly LocalResult[]): LocalResult {
  for (const result of ["failure", "cancelled", "success", "elsewhere"] as const) {
    if (results.includes(result)) return result;
  }
  return "skipped";
}
