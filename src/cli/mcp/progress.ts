/** Tells a client how far a call is, where it has asked for that. */
import type { JsonEvent } from "../../events/json-event.ts";
import { counted, shortName } from "../../problems/wording.ts";

/** What the SDK sends. */
export type SendProgress = (seconds: number, message: string) => void;

/** In milliseconds: how often at most, and at least, since clients give up on a call that tells nothing. */
const shortest = 500;
const longest = 5000;

export class Progress {
  readonly #send: SendProgress;
  readonly #now: () => number;
  readonly #startedAt: number;
  readonly #timer: NodeJS.Timeout;
  readonly #running = new Set<string>();
  #jobCount = 0;
  #endedJobs = 0;
  #failedJobs = 0;
  #step = "";
  #sentAt = 0;

  constructor(send: SendProgress, now: () => number) {
    this.#send = send;
    this.#now = now;
    this.#startedAt = now();
    this.#timer = setInterval(() => this.#tell(), longest);
  }

  end(): void {
    clearInterval(this.#timer);
  }

  observe(event: JsonEvent): void {
    const [, name = ""] = event.path;
    switch (event.type) {
      case "automation-started":
        this.#jobCount = event.jobs.length;
        break;
      case "job-expanded":
        this.#jobCount += event.jobs.length - 1;
        break;
      case "job-started":
        this.#running.add(name);
        break;
      case "job-finished":
        this.#running.delete(name);
        this.#endedJobs += 1;
        if (event.result === "failure") this.#failedJobs += 1;
        break;
      case "step-started":
      case "task-started":
        this.#step = event.path.at(-1) ?? "";
        break;
      default:
        return;
    }
    if (this.#now() - this.#sentAt >= shortest) this.#tell();
  }

  /** The number has to rise each time. */
  #tell(): void {
    const now = this.#now();
    if (now <= this.#sentAt) return;
    this.#sentAt = now;
    this.#send((now - this.#startedAt) / 1000, this.#message());
  }

  #message(): string {
    if (this.#jobCount === 0) return this.#step === "" ? "starting" : shortName(this.#step);
    const failed = this.#failedJobs === 0 ? "" : `, ${this.#failedJobs} failed`;
    const running = [...this.#running].slice(0, 3).map(shortName);
    const more = this.#running.size > running.length ? " and others" : "";
    const now = running.length === 0 ? "" : `; running: ${running.join(", ")}${more}`;
    return `${this.#endedJobs} of ${counted(this.#jobCount, "job")} ended${failed}${now}`;
  }
}
