/**
 * Files that a run changes itself, such as what it builds. Nobody can tell who wrote a file, so the first such changes
 * are taken for a person's. A file that changes during each run does not start the next one for ever.
 */

/** During how many runs in succession a file may change and start the next one. */
const mostInSuccession = 3;

export class OwnChanges {
  /** During how many runs in succession each file has changed, before the latest one. */
  #counts = new Map<string, number>();
  #latest = new Set<string>();

  /** Call this when a run starts. */
  nextRun(): void {
    this.#counts = new Map([...this.#latest].map((path) => [path, this.#before(path) + 1]));
    this.#latest = new Set();
  }

  /** Whether `path`, which changed during the latest run, starts the next one. */
  startsRun(path: string): boolean {
    this.#latest.add(path);
    return this.#before(path) < mostInSuccession;
  }

  #before(path: string): number {
    return this.#counts.get(path) ?? 0;
  }
}
