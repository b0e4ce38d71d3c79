import { lineFeed, textsOf } from "./line-bytes.ts";

export interface LastLine<From> {
  readonly from: From;
  readonly text: string;
}

interface KeptLine<From> {
  readonly from: From;
  /** Texts, or the bytes that become texts when they are asked for. */
  readonly lines: readonly string[] | Buffer;
  readonly count: number;
}

/** The end of an output, in bounded memory, however much of it there is. */
export class LastLines<From> {
  readonly #most: number;
  readonly #longest: number;
  #entries: KeptLine<From>[] = [];
  #keptCount = 0;

  /** Keeps at most so many lines, and of each at most `longest` UTF-16 units. */
  constructor(most: number, longest: number) {
    this.#most = most;
    this.#longest = longest;
  }

  add(from: From, text: string): void {
    this.#keep({ from, lines: [shorten(text, this.#longest)], count: 1 });
  }

  /** A chunk of whole lines, of which only the last are looked at. */
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

  #keep(entry: KeptLine<From>): void {
    this.#entries.push(entry);
    this.#keptCount += entry.count;
    let dropCount = 0;
    for (const { count } of this.#entries) {
      if (this.#keptCount - count < this.#most) break;
      this.#keptCount -= count;
      dropCount += 1;
    }
    if (dropCount > 0) this.#entries = this.#entries.slice(dropCount);
  }
}

/** At most the last `most` of some lines, and how many these are. */
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

/** At most `length` UTF-16 units, in memory too: a slice alone would keep the whole string alive. */
export function shorten(text: string, length: number): string {
  return text.length <= length ? text : Buffer.from(text.slice(0, length)).toString();
}
