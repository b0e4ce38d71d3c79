import { lineFeed, textsOf } from "./line-bytes.ts";

export interface LastLine<From> {
  readonly from: From;
  readonly text: string;
}

interface Entry<From> {
  readonly from: From;
  /** Texts, or bytes that are decoded when somebody asks for them. */
  readonly lines: readonly string[] | Buffer;
  readonly count: number;
}

/** The last lines of an output, in bounded memory. */
export class LastLines<From> {
  readonly #most: number;
  readonly #longest: number;
  #entries: Entry<From>[] = [];
  #lineCount = 0;

  /** Keeps at most `most` lines, and at most `longest` UTF-16 units of each. */
  constructor(most: number, longest: number) {
    this.#most = most;
    this.#longest = longest;
  }

  add(from: From, text: string): void {
    this.#keep({ from, lines: [shorten(text, this.#longest)], count: 1 });
  }

  /** Adds a chunk of whole lines; only the last ones are read. */
  addLines(from: From, lines: Uint8Array): void {
    const { tail, count } = tailOf(lines, this.#most);
    const isShort = tail.length <= this.#most * this.#longest;
    this.#keep({
      from,
      // A copy: a part alone would keep the whole alive.
      lines: isShort
        ? Buffer.from(tail)
        : textsOf(tail).map((text) => shorten(text, this.#longest)),
      count,
    });
  }

  list(): readonly LastLine<From>[] {
    const all = this.#entries.flatMap(({ from, lines }) =>
      (Buffer.isBuffer(lines) ? textsOf(lines) : lines).map((text) => ({
        from,
        text: shorten(text, this.#longest),
      })),
    );
    return all.slice(-this.#most);
  }

  #keep(entry: Entry<From>): void {
    this.#entries.push(entry);
    this.#lineCount += entry.count;
    let dropCount = 0;
    for (const { count } of this.#entries) {
      if (this.#lineCount - count < this.#most) break;
      this.#lineCount -= count;
      dropCount += 1;
    }
    if (dropCount > 0) this.#entries = this.#entries.slice(dropCount);
  }
}

/** The last lines, at most `most`, and their number. */
function tailOf(
  lines: Uint8Array,
  most: number,
): { readonly tail: Uint8Array; readonly count: number } {
  let ending = lines.length - 1;
  let count = 0;
  for (; count < most && ending >= 0; count += 1) {
    ending = ending === 0 ? -1 : lines.lastIndexOf(lineFeed, ending - 1);
  }
  return { tail: lines.subarray(ending + 1), count };
}

/** The text cut to `length` UTF-16 units, as a copy: a slice would keep the whole string in memory. */
export function shorten(text: string, length: number): string {
  return text.length <= length ? text : Buffer.from(text.slice(0, length)).toString();
}
