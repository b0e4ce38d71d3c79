/** The time limits of one job and its steps. Their time stands still while the job waits for a person. */
export class TimeLimits {
  readonly #now: () => number;
  readonly #limits = new Set<TimeLimit>();

  /** `now` is in milliseconds. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Calls `onOver` when so much time is over, unless the returned function was called before. */
  start(milliseconds: number, onOver: () => void): () => void {
    const limit = new TimeLimit(milliseconds, onOver, this.#now);
    limit.run();
    this.#limits.add(limit);
    return () => {
      limit.stop();
      this.#limits.delete(limit);
    };
  }

  /** The time of those that run now stands still until the returned function is called. */
  pause(): () => void {
    const stopped = [...this.#limits];
    for (const limit of stopped) limit.stop();
    return () => {
      for (const limit of stopped) if (this.#limits.has(limit)) limit.run();
    };
  }
}

/** A longer delay ends at once: https://nodejs.org/api/timers.html#settimeoutcallback-delay-args */
const longestDelay = 2 ** 31 - 1;

class TimeLimit {
  readonly #now: () => number;
  readonly #onOver: () => void;
  #remaining: number;
  #runningSince = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(milliseconds: number, onOver: () => void, now: () => number) {
    this.#remaining = milliseconds;
    this.#onOver = onOver;
    this.#now = now;
  }

  run(): void {
    this.#runningSince = this.#now();
    this.#timer = setTimeout(this.#onOver, Math.min(this.#remaining, longestDelay));
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#remaining = Math.max(0, this.#remaining - (this.#now() - this.#runningSince));
  }
}
