/** After this many milliseconds a line that has not ended is shown: a program that only writes slowly ends it sooner. */
const moment = 100;
/** Milliseconds after which a line is shown again with more of it, about as fast as someone types. */
const pace = 30;

/**
 * Shows a line that has not ended yet. A question to the user has no line ending, and would not be seen before its
 * answer. The same goes for the dots that a slow program prints.
 */
export class PendingLine {
  readonly #readText: () => string;
  readonly #show: (text: string) => void;
  #timer: NodeJS.Timeout | undefined;
  #shownText = "";

  /** `readText` gives what may be shown of the line now. */
  constructor(readText: () => string, show: (text: string) => void) {
    this.#readText = readText;
    this.#show = show;
  }

  /** Call this when more of the line has come. */
  grew(): void {
    if (this.#timer !== undefined) return;
    this.#timer = setTimeout(() => this.#tell(), this.#shownText === "" ? moment : pace);
    this.#timer.unref();
  }

  /** Whether the user may have seen the line, and answered. */
  get isShown(): boolean {
    return this.#shownText !== "";
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#shownText = "";
  }

  #tell(): void {
    this.#timer = undefined;
    const text = this.#readText();
    if (text === "" || text === this.#shownText) return;
    this.#shownText = text;
    this.#show(text);
  }
}
