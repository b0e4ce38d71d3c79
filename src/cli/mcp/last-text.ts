/** The end of what a program printed, in as many lines and characters as an agent may want to read. */
import { visibleText } from "../../problems/control-text.ts";
import { fitting } from "../../problems/wording.ts";

/** In UTF-16 units. */
const longestLine = 2000;

/** In UTF-16 units: what an agent reads at once. */
export const longestText: number = 32 * 1024;

interface Line {
  readonly number: number;
  readonly text: string;
}

export class LastText {
  readonly #most: number;
  readonly #longest: number;
  #lines: Line[] = [];
  #count = 0;
  /** Of all lines together, in UTF-16 units. */
  #length = 0;

  /**
   * @param most How many lines.
   * @param longest How many UTF-16 units they have together.
   */
  constructor(most: number, longest: number = longestText) {
    this.#most = most;
    this.#longest = longest;
  }

  /** How many lines there were. */
  get count(): number {
    return this.#count;
  }

  /** Whether one more line could push out an earlier one. */
  get isFull(): boolean {
    return this.#count >= this.#most || this.#length + longestLine >= this.#longest;
  }

  /** @param number Of the line, from 1. Default: how many were added. */
  add(line: string, number: number = this.#count + 1): void {
    const text = fitting(visibleText(line), longestLine);
    this.#count += 1;
    this.#length += text.length + 1;
    this.#lines.push({ number, text });
    // Each line is moved once or twice, not at each addition.
    if (this.#lines.length > 2 * this.#most + 16) this.#lines = this.#kept();
  }

  /** The last lines; `from` is the number of the first one, undefined where there are none. */
  get(): { readonly text: string; readonly from: number | undefined } {
    const lines = this.#kept();
    let length = 0;
    const start =
      lines.findLastIndex(({ text }) => (length += text.length + 1) > this.#longest) + 1;
    const shownLines = lines.slice(start);
    return { text: shownLines.map(({ text }) => text).join("\n"), from: shownLines[0]?.number };
  }

  #kept(): Line[] {
    return this.#most === 0 ? [] : this.#lines.slice(-this.#most);
  }
}
