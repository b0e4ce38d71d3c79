import { StringDecoder } from "node:string_decoder";

export interface LineSplitterOptions {
  /** Applied to every piece of text before it is cut: what it replaces is replaced also where two pieces meet. */
  readonly masker?: { mask(text: string): string; readonly longest: number };
  /** In UTF-16 units. A longer line becomes several: nothing here may grow with what a program prints. */
  readonly longestLine?: number;
}

/** Cuts a stream of bytes into lines of text, whole characters only, wherever the chunks were cut. */
export class LineSplitter {
  readonly #decoder = new StringDecoder("utf8");
  readonly #onLine: (line: string) => void;
  readonly #masker: LineSplitterOptions["masker"];
  readonly #longestLine: number;
  #rest = "";

  constructor(onLine: (line: string) => void, options: LineSplitterOptions = {}) {
    this.#onLine = onLine;
    this.#masker = options.masker;
    this.#longestLine = options.longestLine ?? 1024 * 1024;
  }

  push(chunk: Uint8Array): void {
    const lines = (this.#rest + this.#decoder.write(chunk)).split("\n");
    this.#rest = lines.pop() ?? "";
    for (const line of lines) this.#emit(line.endsWith("\r") ? line.slice(0, -1) : line);
    if (this.#rest.length > this.#longestLine) this.#rest = this.#cut(this.#rest);
  }

  /** The last line, where it has no line ending. */
  end(): void {
    const last = this.#rest + this.#decoder.end();
    this.#rest = "";
    if (last !== "") this.#emit(last);
  }

  #emit(line: string): void {
    const rest = line.length > this.#longestLine ? this.#cut(line) : line;
    this.#onLine(this.#mask(rest));
  }

  /** Hands out the beginning of a line that is too long, and returns what is left of it. */
  #cut(line: string): string {
    let rest = this.#mask(line);
    while (rest.length > this.#longestLine) {
      // The end of this piece may be the beginning of something to hide.
      const overlap = Math.min(this.#masker?.longest ?? 0, Math.floor(this.#longestLine / 2));
      let end = this.#longestLine - overlap;
      // Both halves of a character stay together.
      if (/[\uD800-\uDBFF]/.test(rest[end - 1] ?? "")) end += 1;
      this.#onLine(rest.slice(0, end));
      rest = rest.slice(end);
    }
    return rest;
  }

  #mask(text: string): string {
    return this.#masker === undefined ? text : this.#masker.mask(text);
  }
}
