/** Milliseconds after which a line that was begun and has not ended is worth showing: that is no slow writer any more. */
const moment = 100;
/** Milliseconds between two showings of one line: at the pace at which someone types. */
const pace = 30;

/**
 * Tells of a line that has no ending yet. A question to whoever sits at the terminal has none, and would not be seen
 * before it is answered; nor would the dots of something slow.
 */
export class PendingLine {
  readonly #read: () => string;
  readonly #show: (text: string) => void;
  #timer: NodeJS.Timeout | undefined;
  #shown = "";

  /** `read` gives what may be shown of the line now. */
  constructor(read: () => string, show: (text: string) => void) {
    this.#read = read;
    this.#show = show;
  }

  /** More of the line has come. */
  grew(): void {
    if (this.#timer !== undefined) return;
    this.#timer = setTimeout(() => this.#tell(), this.#shown === "" ? moment : pace);
    this.#timer.unref();
  }

  /** Whether someone may have read it, and answered. */
  get isShown(): boolean {
    return this.#shown !== "";
  }

  ended(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#shown = "";
  }

  #tell(): void {
    this.#timer = undefined;
    const text = this.#read();
    if (text === "" || text === this.#shown) return;
    this.#shown = text;
    this.#show(text);
  }
}
