/** An AbortController that is made when someone asks for its signal, since Node takes long to load the class. */
import { setMaxListeners } from "node:events";

export class LazyAbort {
  readonly #onMade: () => void;
  #controller: AbortController | undefined;
  readonly #listeners = new Set<() => void>();
  #abortion: { readonly reason: unknown } | undefined;

  /** @param onMade Called when someone asks for the signal. */
  constructor(onMade: () => void = () => {}) {
    this.#onMade = onMade;
  }

  get isAborted(): boolean {
    return this.#abortion !== undefined;
  }

  /** Whether someone has looked at the signal. */
  get isMade(): boolean {
    return this.#controller !== undefined;
  }

  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      // Many tasks, jobs and commands may listen. Node warns of a leak from eleven listeners on.
      setMaxListeners(0, this.#controller.signal);
      if (this.#abortion !== undefined) this.#controller.abort(this.#abortion.reason);
      this.#onMade();
    }
    return this.#controller.signal;
  }

  abort(reason?: unknown): void {
    if (this.isAborted) return;
    this.#abortion = { reason };
    this.#controller?.abort(reason);
    for (const listener of this.#listeners) listener();
  }

  /** Calls `listener` on a later abort, without making a signal, until the returned function is called. */
  onAbort(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}
