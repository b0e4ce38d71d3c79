/** Jobs that end when a test says so, and a schedule of them. */
import type { LocalResult } from "../../src/events/event.ts";
import type { ScheduledJob } from "../../src/runner/schedule/job-entries.ts";
import { type LegEnd, schedule } from "../../src/runner/schedule/scheduler.ts";
import { admission, Ancestors } from "../../src/runner/schedule/job-condition.ts";

export interface RigJob {
  readonly needs?: readonly string[];
  readonly if?: string;
  /** How many combinations its matrix has; their names are `id.0`, `id.1`, … */
  readonly legs?: number;
  readonly failFast?: boolean;
  readonly maxParallel?: number;
  readonly elsewhere?: boolean;
}

interface ScheduledRigJob extends ScheduledJob<string> {
  readonly if?: string;
  readonly elsewhere: boolean;
}

export interface RigOptions {
  readonly limit?: number;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly seed?: number;
}

export class Rig {
  readonly results: Promise<ReadonlyMap<string, LocalResult>>;
  /** Every leg that has ended: `build: failure` or `test: skipped (needs build failed)`. */
  readonly ended: string[] = [];
  readonly started: string[] = [];
  readonly #running = new Map<string, (outcome: LegEnd) => void>();
  readonly #controller = new AbortController();
  readonly stopped: string[] = [];

  constructor(jobs: Readonly<Record<string, RigJob>>, options: RigOptions = {}) {
    const random = randomNumbers(options.seed ?? 1);
    const scheduled = Object.entries(jobs).map(([id, job]): ScheduledRigJob => ({
      ...(job.if === undefined ? {} : { if: job.if }),
      elsewhere: job.elsewhere === true,
      id,
      needs: job.needs ?? [],
      legs:
        job.legs === undefined ? [id] : Array.from({ length: job.legs }, (_, n) => `${id}.${n}`),
      failFast: job.failFast ?? true,
      maxParallel: job.maxParallel ?? Infinity,
    }));
    const admitted = (job: ScheduledRigJob, results: ReadonlyMap<string, LocalResult>) =>
      admission(job, {
        ancestors: new Ancestors(jobs, results),
        isCancelled: this.#controller.signal.aborted,
        contexts: {
          inputs: options.inputs ?? {},
          needs: Object.fromEntries(job.needs.map((id) => [id, { result: results.get(id) }])),
        },
      });
    this.results = schedule<ScheduledRigJob, string>(scheduled, {
      limit: options.limit ?? Infinity,
      signal: this.#controller.signal,
      admitJob: admitted,
      admitLeg: (_leg, job) =>
        job.elsewhere ? { result: "elsewhere", reason: "elsewhere: another" } : "run",
      outlivesCancellation: (job, results) => admitted(job, results) === "run",
      start: (leg, signal) => {
        this.started.push(leg);
        signal.addEventListener("abort", () => this.stopped.push(leg));
        return new Promise((resolve) => void this.#running.set(leg, resolve));
      },
      onFinished: (leg, result, reason) =>
        this.ended.push(`${leg}: ${result}${reason === undefined ? "" : ` (${reason})`}`),
      order: (items) => shuffled(items, random),
    });
  }

  /** Those that run right now, in alphabetical order. */
  get running(): readonly string[] {
    return [...this.#running.keys()].sort((a, b) => a.localeCompare(b));
  }

  /** Ends a leg that runs, and waits for what follows from it. */
  async end(leg: string, result: LocalResult = "success", tolerated = false): Promise<void> {
    const resolve = this.#running.get(leg);
    if (resolve === undefined) {
      throw new Error(`${leg} does not run; these do: ${this.running.join(", ")}`);
    }
    this.#running.delete(leg);
    resolve({ result, isTolerated: tolerated });
    // The scheduler hears of it in a microtask; it does all the rest at once.
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  }

  cancel(): void {
    this.#controller.abort();
  }
}

/** Reproducible by its seed (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function shuffled<Item>(items: readonly Item[], random: () => number): readonly Item[] {
  return items
    .map((item) => ({ item, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}
