/** Milliseconds after which a line that was begun and has not ended is worth showing: that is no slow writer any more. */
const moment = 100;
/** Milliseconds between two showings of one line: at the pace at which someone types. */
const pace = 30;

/**
 * Tells of a line that has no ending yet. A question to whoever sits at the terminal has none, and would not be seen
 * before it is answered; nor would the dots of something slow.
 */
export class PendingLine {
  readonly #readText: () => string;
  readonly #show: (text: string) => void;
  #timer: NodeJS.Timeout | undefined;
  #shownText = "";

  /** `read` gives what may be shown of the line now. */
  constructor(readText: () => string, show: (text: string) => void) {
    this.#readText = readText;
    this.#show = show;
  }

  /** More of the line has come. */
  grew(): void {
    if (this.#timer !== undefined) return;
    this.#timer = setTimeout(() => this.#tell(), this.#shownText === "" ? moment : pace);
    this.#timer.unref();
  }

  /** Whether someone may have read it, and answered. */
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
