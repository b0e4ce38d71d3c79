/**
 * Hides secrets in the events that go to reporters, and in the files that go to the run's folder. All data is masked. Keys,
 * ids, results and paths in the run's folder stay as they are: programs rely on them.
 */
import type { Event, EventPath, JobRecord, PlannedJob, RunRecord } from "../../events/event.ts";
import { defined } from "../../problems/defined.ts";
import type { Masker } from "../../process/masker.ts";

type JobTexts = Pick<JobRecord, "reason" | "notes" | "outputs">;

export class RunMask {
  readonly #masker: Masker;
  /** Names of jobs, masked. Each stays the same for the whole run, since events and records are identified by it. */
  readonly #maskedNames = new Map<string, string>();
  readonly #usedNames = new Set<string>();

  constructor(masker: Masker) {
    this.#masker = masker;
  }

  /** Undefined where none of it can be shown yet. */
  event(event: Event): Event | undefined {
    return this.#data({ ...event, path: this.path(event.path) });
  }

  record(record: RunRecord): RunRecord {
    const jobs = record.jobs.map((job) => this.#job(job));
    const { inputs, repository, ref, actor, command } = record;
    // Each word by itself: quotes around one could hide that it has a secret.
    const shown = this.values(defined({ inputs, repository, ref, actor, command }));
    return { ...record, ...shown, jobs };
  }

  text(text: string): string {
    return this.#masker.mask(text);
  }

  /** A chunk of whole lines. */
  lines(lines: Uint8Array): Uint8Array {
    return this.#masker.maskLines(lines);
  }

  /** Each by itself, as the runner does with a summary (`src/Runner.Worker/FileCommandManager.cs` in actions/runner). */
  eachLine(text: string): string {
    return text
      .split("\n")
      .map((line) => this.text(line))
      .join("\n");
  }

  /** The same shape; keys stay. A number or boolean that contains a secret becomes a text. */
  values<Value>(value: Value): Value {
    return this.#deep(value) as Value;
  }

  #data(event: Event): Event | undefined {
    switch (event.type) {
      case "job-expanded":
        return {
          ...event,
          name: event.name === undefined ? undefined : this.#name(event.name),
          jobs: event.jobs.map((job) => this.#maskJob(job)),
        };
      case "automation-started":
        return { ...event, jobs: event.jobs.map((job) => this.#maskJob(job)) };
      case "line":
        return { ...event, text: this.text(event.text) };
      case "lines":
        return { ...event, bytes: this.lines(event.bytes) };
      case "unfinished-line": {
        const text = this.#masker.maskBeginning(event.text);
        return text === "" ? undefined : { ...event, text };
      }
      case "annotation":
        return {
          ...event,
          message: this.text(event.message),
          title: this.values(event.title),
          file: this.values(event.file),
        };
      case "task-finished":
        return {
          ...event,
          error: this.values(event.error),
          place: this.values(event.place),
          stack: this.values(event.stack),
          outputs: this.values(event.outputs),
          artifacts: this.values(event.artifacts),
        };
      case "job-finished":
        return { ...event, ...this.#outcome(event) };
      case "run-finished":
        return { ...event, ...this.record(event) };
      case "step-finished":
        return { ...event, reason: this.values(event.reason) };
      case "job-started":
      case "task-started":
      case "step-started":
      case "mask":
        return event;
    }
  }

  #maskJob<Job extends PlannedJob>(job: Job): Job {
    return { ...job, name: this.#name(job.name) };
  }

  #job(job: JobRecord): JobRecord {
    const matrix = this.values(job.matrix);
    const steps = job.steps.map((step) => ({
      ...step,
      name: this.text(step.name),
      reason: this.values(step.reason),
    }));
    const ignored = this.values(job.ignored);
    return defined({ ...this.#maskJob(job), matrix, steps, ignored, ...this.#outcome(job) });
  }

  #outcome({ reason, notes, outputs }: JobTexts): JobTexts {
    return this.values({ reason, notes, outputs });
  }

  /** The first name is the automation's, which people type; then come names of a job, tasks and steps. */
  path(path: EventPath): EventPath {
    return path.map((name, index) =>
      index === 0 ? name : index === 1 ? this.#name(name) : this.text(name),
    );
  }

  #name(name: string): string {
    const earlierName = this.#maskedNames.get(name);
    if (earlierName !== undefined) return earlierName;
    const maskedName = this.text(name);
    let uniqueName = maskedName;
    for (let count = 2; this.#usedNames.has(uniqueName); count += 1)
      uniqueName = `${maskedName} ${count}`;
    this.#maskedNames.set(name, uniqueName);
    this.#usedNames.add(uniqueName);
    return uniqueName;
  }

  #deep(value: unknown): unknown {
    if (typeof value === "string") return this.text(value);
    if (Array.isArray(value)) return value.map((item) => this.#deep(item));
    if (typeof value === "object" && value !== null) {
      return Object.fromEntries(
        Object.entries(value).map(([key, item]) => [key, this.#deep(item)]),
      );
    }
    const text = String(value);
    const maskedText = this.text(text);
    return value === undefined || maskedText === text ? value : maskedText;
  }
}
