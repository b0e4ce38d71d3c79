/** The end of what a program printed, in as many lines and characters as an agent may want to read. */
import { visibleText } from "../../problems/control-text.ts";
import { fitting } from "../../problems/wording.ts";

/** In UTF-16 units. */
const longestLine = 2000;

/** In UTF-16 units: what an agent reads at once. */
export const longestText: number = 32 * 1024;

export class LastText {
  readonly #most: number;
  readonly #longest: number;
  #lines: string[] = [];
  #count = 0;

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

  add(line: string): void {
    this.#count += 1;
    this.#lines.push(fitting(visibleText(line), longestLine));
    // Each line is moved once or twice, not at each addition.
    if (this.#lines.length > 2 * this.#most + 16) this.#lines = this.#kept();
  }

  /** The last lines; `from` is the number of the first one, from 1. */
  get(): { readonly text: string; readonly from: number } {
    const lines = this.#kept();
    let length = 0;
    const start = lines.findLastIndex((line) => (length += line.length + 1) > this.#longest) + 1;
    const shownLines = lines.slice(start);
    return { text: shownLines.join("\n"), from: this.#count - shownLines.length + 1 };
  }

  #kept(): string[] {
    return this.#most === 0 ? [] : this.#lines.slice(-this.#most);
  }
}
