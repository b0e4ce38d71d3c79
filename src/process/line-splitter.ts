import { StringDecoder } from "node:string_decoder";
import { UnfinishedLine } from "./unfinished-line.ts";

export interface LineMasker {
  mask(text: string): string;
  /** For what is still being printed: less of it where its end could become something to hide. */
  maskBeginning(text: string): string;
  /** How much of a text is masked the same however it goes on. */
  settledLength(text: string): number;
}

export interface LineSplitterOptions {
  /** Applied to every piece of text before it is cut: what it replaces is replaced also where two pieces meet. */
  readonly masker?: LineMasker;
  /** In UTF-16 units. A longer line becomes several: nothing here may grow with what a program prints. */
  readonly longestLine?: number;
  /** What follows this text, up to the end of the line, stays in one piece where it fits into one. */
  readonly mark?: string;
  /** Gets the beginning of a line that has not ended after a moment, masked, and more of it when more has come. */
  readonly onUnfinished?: (text: string) => void;
}

/** UTF-16 units of an unfinished line that are shown: more is no question. */
const longestBeginning = 4096;

/** In UTF-16 units. */
export const longestLine: number = 1024 * 1024;

/** A long line in several, with both halves of a character together. */
export function linePieces(line: string, longest: number = longestLine): readonly string[] {
  const found: string[] = [];
  let rest = line;
  while (rest.length > longest) {
    const end = wholeCharacters(rest, longest);
    found.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return [...found, rest];
}

/** `end`, or one more where it would stand in the middle of a character. */
function wholeCharacters(text: string, end: number): number {
  return /[\uD800-\uDBFF]/.test(text[end - 1] ?? "") ? end + 1 : end;
}

/** Cuts a stream of bytes into lines of text, whole characters only, wherever the chunks were cut. */
export class LineSplitter {
  readonly #decoder = new StringDecoder("utf8");
  readonly #onLine: (line: string) => void;
  readonly #masker: LineSplitterOptions["masker"];
  readonly #longestLine: number;
  readonly #mark: string;
  readonly #unfinished: UnfinishedLine | undefined;
  #rest = "";

  constructor(onLine: (line: string) => void, options: LineSplitterOptions = {}) {
    this.#onLine = onLine;
    this.#masker = options.masker;
    this.#longestLine = options.longestLine ?? longestLine;
    this.#mark = options.mark ?? "";
    const { onUnfinished } = options;
    if (onUnfinished !== undefined) {
      this.#unfinished = new UnfinishedLine(() => this.#beginning(), onUnfinished);
    }
  }

  push(chunk: Uint8Array | string): void {
    const text = typeof chunk === "string" ? chunk : this.#decoder.write(chunk);
    // Without an ending there is nothing to look through again: a line may come character by character.
    if (!text.includes("\n")) this.#rest += text;
    else {
      const lines = (this.#rest + text).split("\n");
      this.#rest = lines.pop() ?? "";
      this.#unfinished?.ended();
      for (const line of lines) this.#emit(line.endsWith("\r") ? line.slice(0, -1) : line);
    }
    if (this.#rest.length > this.#longestLine) this.#rest = this.#cut(this.#rest);
    if (this.#rest !== "") this.#unfinished?.grew();
  }

  /**
   * Ends a line that was shown unfinished: what is printed elsewhere now follows an answer, whose line ending only the
   * terminal has. One whose end waits goes on.
   */
  break(): void {
    if (this.#unfinished?.isShown !== true || this.#beginning() !== this.#mask(this.#rest)) return;
    const line = this.#rest;
    this.#rest = "";
    this.#unfinished.ended();
    this.#emit(line);
  }

  /** The last line, where it has no line ending. */
  end(): void {
    this.#unfinished?.ended();
    const last = this.#rest + this.#decoder.end();
    this.#rest = "";
    if (last !== "") this.#emit(last);
  }

  #beginning(): string {
    if (this.#rest.length > longestBeginning) return "";
    return this.#masker === undefined ? this.#rest : this.#masker.maskBeginning(this.#rest);
  }

  #emit(text: string): void {
    for (const piece of linePieces(this.#mask(text), this.#longestLine)) this.#onLine(piece);
  }

  /** Hands out the beginning of a line that is too long and goes on, and returns what is left of it, not masked yet. */
  #cut(line: string): string {
    const marked = this.#mark === "" ? -1 : line.indexOf(this.#mark);
    if (marked > 0) {
      this.#emit(line.slice(0, marked));
      return line.slice(marked);
    }
    // Its end may be the beginning of something to hide, or the first half of a character.
    const settled = this.#masker?.settledLength(line) ?? line.length;
    const end = /[\uD800-\uDBFF]/.test(line[settled - 1] ?? "") ? settled - 1 : settled;
    this.#emit(line.slice(0, end));
    return line.slice(end);
  }

  #mask(text: string): string {
    return this.#masker === undefined ? text : this.#masker.mask(text);
  }
}
