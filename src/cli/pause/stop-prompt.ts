/** Waits for the key that a person presses at a stop, with what may be pressed at the bottom of the terminal. */
import cliTruncate from "cli-truncate";
import type { Host } from "../../host/host.ts";
import { readKeys } from "../../host/terminal-keys.ts";
import { LiveRegion } from "../../reporters/lines/live-region.ts";

/** Milliseconds between two drawings: other jobs go on meanwhile. */
const interval = 500;

export class StopPrompt {
  readonly #output: Host["stdout"];
  readonly #region: LiveRegion;
  #title = "";
  /** What is drawn while a key is waited for. */
  #lines: ((columns: number) => readonly string[]) | undefined;

  constructor({ stdout }: Pick<Host, "stdout">) {
    this.#output = stdout;
    this.#region = new LiveRegion(stdout);
  }

  /**
   * What `read` makes of the first key that it knows; undefined when the signal is aborted.
   *
   * @param title Says what is asked about, where something else was on the terminal meanwhile.
   * @param lines What is shown.
   */
  async choice<Choice>(
    title: string,
    lines: (columns: number) => readonly string[],
    read: (key: string) => Choice | undefined,
    signal: AbortSignal,
  ): Promise<Choice | undefined> {
    if (signal.aborted) return undefined;
    this.#title = title;
    this.#lines = lines;
    this.#draw();
    const timer = setInterval(() => this.#draw(), interval);
    let stopReading = (): void => {};
    let onAbort = (): void => {};
    try {
      return await new Promise<Choice | undefined>((resolve) => {
        onAbort = () => resolve(undefined);
        signal.addEventListener("abort", onAbort);
        stopReading = readKeys((key) => {
          const choice = read(key);
          if (choice !== undefined) resolve(choice);
        });
      });
    } finally {
      signal.removeEventListener("abort", onAbort);
      stopReading();
      clearInterval(timer);
      this.#lines = undefined;
      this.#region.close();
    }
  }

  pause(): void {
    this.#region.pause();
  }

  resume(): void {
    this.#region.resume();
    this.#draw([this.#title]);
  }

  #draw(above: readonly string[] = []): void {
    if (this.#lines === undefined || this.#region.isPaused) return;
    const columns = Math.max(1, this.#output.columns());
    const lines = this.#lines(columns).map((line) => cliTruncate(line, columns));
    this.#region.update(above, lines);
  }
}
