/**
 * Hides secrets in all that a run says and leaves: events on their way to reporters, and files on their way to the run's
 * folder. Data is masked, whatever it is; keys, ids, results and paths in the run's folder stay what programs know them by.
 */
import { defined } from "../../problems/defined.ts";
import type { Event, EventPath, JobRecord, PlannedJob, RunRecord } from "../../events/event.ts";
import type { Masker } from "../../process/masker.ts";

type JobTexts = Pick<JobRecord, "reason" | "notes" | "outputs">;

export class RunMask {
  readonly #masker: Masker;
  /** What is shown of a job's name: from first to last the same, since events and records are told apart by it. */
  readonly #names = new Map<string, string>();
  readonly #shownNames = new Set<string>();

  constructor(masker: Masker) {
    this.#masker = masker;
  }

  /** Undefined where nothing of it can be shown yet. */
  event<Said extends Event>(original: Said): Said | undefined {
    const event: Event = { ...original, path: this.#path(original.path) };
    return this.#data(event) as Said | undefined;
  }

  record(record: RunRecord): RunRecord {
    const jobs = record.jobs.map((job) => this.#job(job));
    return { ...record, inputs: this.values(record.inputs), jobs };
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

  /** The same shape; keys stay. What is hidden of a number or a truth value is a text. */
  values<Value>(value: Value): Value {
    return this.#deep(value) as Value;
  }

  #data(event: Event): Event | undefined {
    switch (event.type) {
      case "automation-started":
      case "job-expanded":
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
        return { ...event, ...this.#maskTexts(event, ["message", "title", "file"]) };
      case "task-finished":
        return {
          ...event,
          ...this.#maskTexts(event, ["error", "place", "stack"]),
          outputs: this.values(event.outputs),
          artifacts: this.values(event.artifacts),
        };
      case "job-finished":
        return { ...event, ...this.#outcome(event) };
      case "run-finished":
        return { ...event, ...this.record(event) };
      case "job-started":
      case "task-started":
      case "step-started":
      case "step-finished":
      case "mask":
        return event;
    }
  }

  #maskJob<Job extends PlannedJob>(job: Job): Job {
    return { ...job, name: this.#name(job.name) };
  }

  #job(job: JobRecord): JobRecord {
    return defined({
      ...this.#maskJob(job),
      matrix: job.matrix === undefined ? undefined : this.values(job.matrix),
      ...this.#outcome(job),
    });
  }

  #outcome({ reason, notes, outputs }: JobTexts): JobTexts {
    return defined({
      reason: reason === undefined ? undefined : this.text(reason),
      notes: notes === undefined ? undefined : this.values(notes),
      outputs: this.values(outputs),
    });
  }

  #maskTexts<Key extends string>(
    from: { readonly [Name in Key]?: string | undefined },
    keys: readonly Key[],
  ): { [Name in Key]?: string } {
    const maskedTexts: { [Name in Key]?: string } = {};
    for (const key of keys) {
      const text = from[key];
      if (text !== undefined) maskedTexts[key] = this.text(text);
    }
    return maskedTexts;
  }

  /** The name of an automation is what people type; below it stand names of a job, tasks and steps. */
  #path(path: EventPath): EventPath {
    return path.map((name, index) =>
      index === 0 ? name : index === 1 ? this.#name(name) : this.text(name),
    );
  }

  #name(name: string): string {
    const earlierName = this.#names.get(name);
    if (earlierName !== undefined) return earlierName;
    const maskedName = this.text(name);
    let uniqueName = maskedName;
    for (let count = 2; this.#shownNames.has(uniqueName); count += 1)
      uniqueName = `${maskedName} ${count}`;
    this.#names.set(name, uniqueName);
    this.#shownNames.add(uniqueName);
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
