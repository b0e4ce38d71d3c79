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
  type JobEntry,
  jobEntries,
  type ScheduledJob,
  waitingEntry,
} from "./job-entries.ts";
import { type LegStep, transition } from "./leg-state.ts";
import { Slots } from "./slots.ts";

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
  /** How many legs may run at once: a number, or places that several schedules share. */
  readonly limit: number | Slots;
  /** Whether a leg takes one of these places. Default: each does. */
  readonly takesSlot?: ((leg: Leg) => boolean) | undefined;
  /** Aborted when the run is cancelled. */
  readonly signal: AbortSignal;
  /** Asked once for each job, before its matrix counts, when all it needs has ended. */
  readonly admitJob: (job: Job, results: JobResults) => Admission;
  /** The legs of an admitted job that could not be made before; undefined where they could. */
  readonly expand?: (job: Job) => Expansion<Leg> | undefined;
  /** Asked for each leg of an admitted job. */
  readonly admitLeg: (leg: Leg, job: Job) => Admission;
  /** The refusal for an error that one of these three threw; undefined makes it a failure. */
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

/** After each change it looks only at the jobs that the change concerns: a run may have many jobs. */
class Scheduler<Job extends ScheduledJob<Leg>, Leg> {
  readonly #options: ScheduleOptions<Job, Leg>;
  readonly #jobs: readonly JobEntry<Job, Leg>[];
  readonly #results = new Map<string, LocalResult>();
  /** Jobs whose needs have all ended, and that are not decided yet. */
  #jobsToDecide: JobEntry<Job, Leg>[];
  /** Jobs with legs that have ended since their result was last asked for. */
  #jobsToSettle = new Set<JobEntry<Job, Leg>>();
  /** Jobs with legs that may start, in the order of declaration. */
  #ready: JobEntry<Job, Leg>[] = [];
  readonly #slots: Slots;
  #resolve: (results: JobResults) => void = () => {};
  #reject: (error: unknown) => void = () => {};
  #busy = false;

  constructor(jobs: readonly Job[], options: ScheduleOptions<Job, Leg>) {
    this.#options = options;
    this.#slots = typeof options.limit === "number" ? new Slots(options.limit) : options.limit;
    this.#jobs = jobEntries(jobs);
    this.#jobsToDecide = this.#jobs.filter(({ unmetCount }) => unmetCount === 0);
  }

  async run(): Promise<JobResults> {
    const { signal } = this.#options;
    const completion = new Promise<JobResults>((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    const onAbort = (): void => {
      this.#cancel();
      this.#advance();
    };
    signal.addEventListener("abort", onAbort, { once: true });
    const unwatch = this.#slots.watch(() => this.#advance());
    this.#advance();
    try {
      return await completion;
    } finally {
      unwatch();
      signal.removeEventListener("abort", onAbort);
    }
  }

  /** Does all that is possible now; called after every change. */
  #advance(): void {
    // The end of a leg may end others at once, which calls this again: the outer call handles them too.
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

  #admit(): void {
    const jobsToDecide = this.#jobsToDecide.sort(byIndex);
    this.#jobsToDecide = [];
    for (const jobEntry of jobsToDecide) {
      const { job } = jobEntry;
      const decision = this.#decideSafely(job, () => {
        const admission = this.#options.admitJob(job, this.#results);
        if (admission === "run") {
          const expansion = this.#options.expand?.(job);
          jobEntry.strategy = expansion ?? jobEntry.strategy;
          jobEntry.legs = expansion?.legs.map(waitingEntry) ?? jobEntry.legs;
        }
        return admission;
      });
      for (const entry of jobEntry.legs) {
        const own =
          decision === "run"
            ? this.#decideSafely(job, () => this.#options.admitLeg(entry.leg, job))
            : decision;
        this.#move(jobEntry, entry, own === "run" ? { kind: "admit" } : { ...own, kind: "drop" });
      }
      this.#jobsToSettle.add(jobEntry);
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

  /** Sets the results of jobs whose legs have all ended. */
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
    const { order = (items) => items } = this.#options;
    if (this.#ready.length === 0 || this.#isFull()) return;
    for (const jobEntry of order(this.#ready)) {
      const { legs, strategy } = jobEntry;
      let places = strategy.maxParallel;
      for (const { state } of legs) {
        if (state.kind === "running" || state.kind === "stopping") places -= 1;
      }
      for (const entry of legs) {
        if (this.#isFull() || places <= 0) break;
        if (entry.state.kind !== "ready" || this.#isFull(entry.leg)) continue;
        this.#start(jobEntry, entry);
        places -= 1;
      }
      if (this.#isFull()) break;
    }
    this.#ready = this.#ready.filter(hasReady);
  }

  /** Whether this leg, or any, has to wait for a place. */
  #isFull(leg?: Leg): boolean {
    if (!this.#slots.isFull) return false;
    const { takesSlot } = this.#options;
    return takesSlot === undefined || (leg !== undefined && takesSlot(leg));
  }

  #start(jobEntry: JobEntry<Job, Leg>, entry: LegEntry<Leg>): void {
    this.#move(jobEntry, entry, { kind: "start" });
    const takesSlot = this.#options.takesSlot?.(entry.leg) ?? true;
    if (takesSlot) this.#slots.take();
    const finish = (outcome: LegEnd): void => {
      entry.isTolerated = outcome.isTolerated === true && entry.state.kind === "running";
      const { result, reason } = outcome;
      this.#move(jobEntry, entry, { kind: "finish", result, reason });
      // https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstrategyfail-fast
      if (result === "failure" && !entry.isTolerated && jobEntry.strategy.failFast) {
        this.#stop(jobEntry, jobEntry.legs, "fail-fast: another combination failed");
      }
      if (takesSlot) this.#slots.free();
      this.#advance();
    };
    this.#options
      .start(entry.leg, entry.controller.signal)
      .then(finish, (error: unknown) => finish({ result: "failure", reason: messageOf(error) }))
      .catch((error: unknown) => this.#reject(error));
  }

  /**
   * GitHub evaluates the conditions of jobs that run once more when a run is cancelled: one with `always()` goes on.
   * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-cancellation
   */
  #cancel(): void {
    for (const jobEntry of this.#jobs) {
      const legs = jobEntry.legs.filter(({ state }) => state.kind !== "waiting");
      if (legs.length > 0 && !this.#options.outlivesCancellation(jobEntry.job, this.#results)) {
        this.#stop(jobEntry, legs, stopReason(this.#options.signal));
      }
    }
  }

  #stop(jobEntry: JobEntry<Job, Leg>, legs: readonly LegEntry<Leg>[], reason: string): void {
    for (const entry of legs) {
      if (entry.state.kind === "ready") {
        this.#move(jobEntry, entry, { kind: "drop", result: "cancelled", reason });
      } else if (entry.state.kind === "running") {
        this.#move(jobEntry, entry, { kind: "stop", reason });
        entry.controller.abort(new StopReason(reason));
      }
    }
  }

  #move(jobEntry: JobEntry<Job, Leg>, entry: LegEntry<Leg>, step: LegStep): void {
    entry.state = transition(entry.state, step);
    if (entry.state.kind !== "finished") return;
    this.#jobsToSettle.add(jobEntry);
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

/** Why a job was stopped: the jobs that it calls are stopped for the same reason. */
class StopReason {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** Whoever cancels the run may have reasons of other kinds, such as the name of a signal. */
function stopReason({ reason }: AbortSignal): string {
  return reason instanceof StopReason ? reason.text : cancelledReason;
}
