/** How many jobs may run at once, for all schedules of a run: those of called workflows share the places of their run. */
export class Slots {
  readonly #limit: number;
  readonly #watchers = new Set<() => void>();
  #count = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get isFull(): boolean {
    return this.#count >= this.#limit;
  }

  take(): void {
    this.#count += 1;
  }

  free(): void {
    const wasFull = this.isFull;
    this.#count -= 1;
    if (wasFull) for (const watcher of this.#watchers) watcher();
  }

  /** Calls `onFree` when a place is free again. Returns what ends that. */
  watch(onFree: () => void): () => void {
    this.#watchers.add(onFree);
    return () => this.#watchers.delete(onFree);
  }
}
