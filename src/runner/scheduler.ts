/**
 * When each job starts and which never do. Knows needs, states and results only: neither expressions nor processes.
 * A job starts as soon as everything it needs has ended; there are no levels to wait for.
 */
import type { JobResult } from "../events/event.ts";
import { messageOf } from "../problems/wording.ts";
import { type LegState, type LegStep, transition } from "./leg-state.ts";

/** What the matrix of a job makes of it; one leg where it has none. */
export interface Expansion<Leg> {
  readonly legs: readonly Leg[];
  /** Whether the first leg that fails cancels the others. */
  readonly failFast: boolean;
  /** How many of its legs may run at once. */
  readonly maxParallel: number;
}

/** A job of the workflow. */
export interface ScheduledJob<Leg> extends Expansion<Leg> {
  readonly id: string;
  readonly needs: readonly string[];
}

/** A job or a leg that does not run. */
export interface Refusal {
  readonly result: JobResult;
  readonly reason: string;
}

export type Admission = "run" | Refusal;

export interface LegOutcome {
  readonly result: JobResult;
  readonly reason?: string;
  /** `continue-on-error`: its failure counts as success for everything but itself. */
  readonly tolerated?: boolean;
}

/** Results of jobs that have ended, as `needs.<id>.result` has them. */
export type JobResults = ReadonlyMap<string, JobResult>;

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
  readonly start: (leg: Leg, signal: AbortSignal) => Promise<LegOutcome>;
  /** Told of each leg once, with its final state. */
  readonly onFinished: (leg: Leg, result: JobResult, reason: string | undefined) => void;
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

interface LegEntry<Leg> {
  readonly leg: Leg;
  readonly controller: AbortController;
  state: LegState;
  /** `continue-on-error`, and it came to its end by itself: nobody stopped it. */
  tolerated: boolean;
}

interface PlannedJob<Job, Leg> {
  readonly job: Job;
  legs: readonly LegEntry<Leg>[];
  strategy: Pick<Expansion<Leg>, "failFast" | "maxParallel">;
}

class Scheduler<Job extends ScheduledJob<Leg>, Leg> {
  readonly #options: ScheduleOptions<Job, Leg>;
  readonly #jobs: readonly PlannedJob<Job, Leg>[];
  readonly #results = new Map<string, JobResult>();
  readonly #ended: Promise<JobResults>;
  #resolve: (results: JobResults) => void = () => {};
  #reject: (error: unknown) => void = () => {};
  #busy = false;

  constructor(jobs: readonly Job[], options: ScheduleOptions<Job, Leg>) {
    this.#options = options;
    this.#ended = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.#jobs = jobs.map((job) => ({ job, legs: job.legs.map(waiting), strategy: job }));
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
      return await this.#ended;
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
      while (this.#admit() || this.#settle()) {
        // What was decided just now may decide more.
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
  #admit(): boolean {
    let changed = false;
    for (const planned of this.#jobs) {
      const { job } = planned;
      const isUndecided = planned.legs.some(({ state }) => state.kind === "waiting");
      if (!isUndecided || !job.needs.every((id) => this.#results.has(id))) continue;
      const decision = this.#decided(job, () => {
        const admission = this.#options.admitJob(job, this.#results);
        if (admission === "run") {
          const expansion = this.#options.expand?.(job);
          planned.strategy = expansion ?? planned.strategy;
          planned.legs = expansion?.legs.map(waiting) ?? planned.legs;
        }
        return admission;
      });
      for (const entry of planned.legs.filter(({ state }) => state.kind === "waiting")) {
        const own =
          decision === "run"
            ? this.#decided(job, () => this.#options.admitLeg(entry.leg, job))
            : decision;
        if (own === "run") this.#move(entry, { kind: "admit" });
        else this.#move(entry, { kind: "drop", result: own.result, reason: own.reason });
      }
      changed = true;
    }
    return changed;
  }

  /** An expression that cannot be evaluated fails its job, as on GitHub. */
  #decided(job: Job, decide: () => Admission): Admission {
    try {
      return decide();
    } catch (error) {
      return this.#options.refuse?.(error, job) ?? { result: "failure", reason: messageOf(error) };
    }
  }

  /** Gives jobs their result when all of their legs have ended. */
  #settle(): boolean {
    let changed = false;
    for (const { job, legs } of this.#jobs) {
      if (this.#results.has(job.id)) continue;
      const states = legs.map(({ state }) => state);
      if (!states.every((state) => state.kind === "finished")) continue;
      this.#results.set(job.id, combinedResult(legs.map(resultForOthers)));
      changed = true;
    }
    return changed;
  }

  #startReady(): void {
    const { order = (items) => items, limit } = this.#options;
    for (const planned of order(this.#jobs)) {
      const { legs, strategy } = planned;
      for (const entry of legs) {
        if (entry.state.kind !== "ready") continue;
        if (this.#running() >= limit || runningOf(legs) >= strategy.maxParallel) break;
        this.#start(planned, entry);
      }
    }
  }

  #start(planned: PlannedJob<Job, Leg>, entry: LegEntry<Leg>): void {
    this.#move(entry, { kind: "start" });
    const finish = (outcome: LegOutcome): void => {
      entry.tolerated = outcome.tolerated === true && entry.state.kind === "running";
      const { result, reason } = outcome;
      this.#move(entry, { kind: "finish", result, ...(reason === undefined ? {} : { reason }) });
      const stopsOthers = result === "failure" && !entry.tolerated;
      if (stopsOthers && planned.strategy.failFast) this.#failFast(planned);
      this.#advance();
    };
    this.#options
      .start(entry.leg, entry.controller.signal)
      .then(finish, (error: unknown) => finish({ result: "failure", reason: messageOf(error) }))
      .catch((error: unknown) => this.#reject(error));
  }

  /** https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstrategyfail-fast */
  #failFast({ legs }: PlannedJob<Job, Leg>): void {
    for (const entry of legs) this.#stop(entry, "fail-fast: another combination failed");
  }

  /**
   * GitHub evaluates the conditions of jobs that run once more when a run is cancelled: one with `always()` goes on.
   * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-cancellation
   */
  #cancel(): void {
    for (const { job, legs } of this.#jobs) {
      const admitted = legs.filter(({ state }) => state.kind !== "waiting");
      if (admitted.length === 0 || this.#options.outlivesCancellation(job, this.#results)) continue;
      for (const entry of admitted) this.#stop(entry, cancelledReason);
    }
  }

  #stop(entry: LegEntry<Leg>, reason: string): void {
    if (entry.state.kind === "ready") {
      this.#move(entry, { kind: "drop", result: "cancelled", reason });
    } else if (entry.state.kind === "running") {
      this.#move(entry, { kind: "stop", reason });
      entry.controller.abort();
    }
  }

  #move(entry: LegEntry<Leg>, step: LegStep): void {
    entry.state = transition(entry.state, step);
    if (entry.state.kind !== "finished") return;
    this.#options.onFinished(entry.leg, entry.state.result, entry.state.reason);
  }

  #running(): number {
    return this.#jobs.reduce((count, { legs }) => count + runningOf(legs), 0);
  }
}

function waiting<Leg>(leg: Leg): LegEntry<Leg> {
  return { leg, controller: new AbortController(), state: { kind: "waiting" }, tolerated: false };
}

function runningOf(legs: readonly { readonly state: LegState }[]): number {
  return legs.filter(({ state }) => state.kind === "running" || state.kind === "stopping").length;
}

/**
 * A job with `continue-on-error` lets others go on: https://github.com/actions/runner/issues/1161
 * So does one that took too long, which ends cancelled: https://github.com/ChristopherHX/runner.server (updateNeedsCtx)
 */
function resultForOthers({ state, tolerated }: LegEntry<unknown>): JobResult {
  const result = state.kind === "finished" ? state.result : "cancelled";
  return tolerated && (result === "failure" || result === "cancelled") ? "success" : result;
}

/** The result of a job with these legs, or of a run with these jobs. */
export function combinedResult(results: readonly JobResult[]): JobResult {
  for (const result of ["failure", "cancelled", "success", "elsewhere"] as const) {
    if (results.includes(result)) return result;
  }
  return "skipped";
}
