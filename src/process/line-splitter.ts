import { isUtf8 } from "node:buffer";
import { bufferOf, lineFeed, linesOf } from "./line-bytes.ts";
import type { Masker } from "./masker.ts";
import { PendingLine } from "./pending-line.ts";

export interface LineSplitterOptions {
  /** Masks whole lines, so that a value is hidden also where two pieces of output meet. */
  readonly masker?: Masker;
  /**
   * Lines are handed out as they came, for whoever reads commands in them and then shows the others by `maskedParts`.
   * The pieces of a line that is too long are cut where they hide the same as the whole.
   */
  readonly isRaw?: boolean;
  /** In bytes. A longer line becomes several, since memory must not grow with what a program prints. */
  readonly longestLine?: number;
  /** Gets the masked beginning of a line that has not ended after a moment, and again when more has come. */
  readonly onUnfinished?: (text: string) => void;
}

/** How many UTF-16 units of an unfinished line are shown: a longer one is not a question. */
const longestBeginning = 4096;

/** In bytes of UTF-8. */
export const longestLine: number = 1024 * 1024;

/**
 * Cuts a stream of bytes into chunks of whole lines: valid UTF-8, with a line feed at the end of each line. A chunk has
 * the lines that came together. Its bytes are valid only until the function that gets it has returned.
 */
export class LineSplitter {
  readonly #onLines: (lines: Buffer) => void;
  readonly #masker: Masker | undefined;
  readonly #isRaw: boolean;
  readonly #longestLine: number;
  readonly #pendingLine: PendingLine | undefined;
  /** The first `#restLength` of these bytes are the beginning of a line. */
  #rest = Buffer.alloc(0);
  #restLength = 0;

  constructor(onLines: (lines: Buffer) => void, options: LineSplitterOptions = {}) {
    this.#onLines = onLines;
    this.#masker = options.masker;
    this.#isRaw = options.isRaw === true;
    this.#longestLine = options.longestLine ?? longestLine;
    const { onUnfinished } = options;
    if (onUnfinished !== undefined) {
      this.#pendingLine = new PendingLine(() => this.#beginning(), onUnfinished);
    }
  }

  push(chunk: Uint8Array | string): void {
    const bytes = typeof chunk === "string" ? Buffer.from(chunk) : bufferOf(chunk);
    // Only the new bytes are searched, since a line may come character by character.
    const end = bytes.lastIndexOf(lineFeed) + 1;
    if (end > 0) {
      const lines = this.#takeRest(bytes.subarray(0, end));
      this.#pendingLine?.end();
      this.#emit(withoutReturns(lines));
    }
    if (end < bytes.length) {
      this.#append(bytes.subarray(end));
      if (this.#restLength > this.#longestLine) this.#cut();
      this.#pendingLine?.grew();
    }
  }

  /** Takes output that more follows at once. Its lines wait for that, unless they become too long. */
  hold(bytes: Buffer): void {
    if (this.#restLength + bytes.length > this.#longestLine) this.push(bytes);
    else this.#append(bytes);
  }

  /**
   * Ends an unfinished line that was shown. It was a question: the line ending of its answer was only typed at the
   * terminal. A line of which more has come since goes on.
   */
  break(): void {
    if (this.#pendingLine?.isShown !== true) return;
    const text = this.#restText();
    if (this.#beginning() !== (this.#masker?.mask(text) ?? text)) return;
    this.end();
  }

  /** Hands out the last line, even without a line ending. */
  end(): void {
    this.#pendingLine?.end();
    if (this.#restLength === 0) return;
    const isWhole = this.#rest[this.#restLength - 1] === lineFeed;
    this.#emit(this.#takeRest(isWhole ? Buffer.alloc(0) : Buffer.of(lineFeed)));
  }

  #beginning(): string {
    if (this.#restLength > longestBeginning * 4) return "";
    const text = this.#restText();
    if (text.length > longestBeginning) return "";
    return this.#masker === undefined ? text : this.#masker.maskBeginning(text);
  }

  /** Whole characters of the line that has not ended. */
  #restText(): string {
    return this.#rest.toString("utf8", 0, wholeCharacters(this.#rest, this.#restLength));
  }

  #append(bytes: Buffer): void {
    const length = this.#restLength + bytes.length;
    if (length > this.#rest.length) {
      const larger = Buffer.allocUnsafe(Math.max(length, this.#rest.length * 2));
      this.#rest.copy(larger, 0, 0, this.#restLength);
      this.#rest = larger;
    }
    bytes.copy(this.#rest, this.#restLength);
    this.#restLength = length;
  }

  /** The bytes that have waited, followed by `more`. They are valid until more has to wait. */
  #takeRest(more: Buffer): Buffer {
    if (this.#restLength === 0) return more;
    this.#append(more);
    const whole = this.#rest.subarray(0, this.#restLength);
    this.#restLength = 0;
    if (this.#rest.length > this.#longestLine) this.#rest = Buffer.alloc(0);
    return whole;
  }

  #emit(lines: Buffer): void {
    const valid = isUtf8(lines) ? lines : Buffer.from(lines.toString());
    // A line is masked before it is cut, since no part of a value is hidden by itself.
    if (this.#isRaw) return this.#onLines(valid);
    for (const part of maskedParts(valid, this.#masker, this.#longestLine)) this.#onLines(part);
  }

  /** Hands out the beginning of a line that is too long, and keeps the rest unmasked. */
  #cut(): void {
    this.#makeValid();
    let start = 0;
    while (this.#restLength - start > this.#longestLine) {
      const whole = wholeCharacters(this.#rest, start + this.#longestLine);
      const text = this.#rest.toString("utf8", start, whole);
      // The end of the text may be the beginning of something to hide.
      const settledLength = this.#masker?.settledLength(text) ?? text.length;
      const beginning = text.slice(
        0,
        isInCharacter(text, settledLength) ? settledLength - 1 : settledLength,
      );
      if (beginning === "") break;
      this.#emit(linesOf(beginning));
      start += Buffer.byteLength(beginning);
    }
    this.#rest.copyWithin(0, start, this.#restLength);
    this.#restLength -= start;
  }

  #makeValid(): void {
    const whole = wholeCharacters(this.#rest, this.#restLength);
    if (isUtf8(this.#rest.subarray(0, whole))) return;
    const valid = Buffer.from(this.#rest.toString("utf8", 0, whole));
    const partialCharacter = Buffer.from(this.#rest.subarray(whole, this.#restLength));
    this.#restLength = 0;
    this.#append(valid);
    this.#append(partialCharacter);
  }
}

/** The lines masked, in chunks of at most `longest` bytes. */
export function maskedParts(
  lines: Uint8Array,
  masker: Masker | undefined,
  longest: number = longestLine,
): readonly Buffer[] {
  return boundedLines(bufferOf(masker?.maskLines(lines) ?? lines), longest);
}

/** The lines in chunks of at most `longest` bytes, a line that is longer as several. */
export function boundedLines(lines: Buffer, longest: number = longestLine): readonly Buffer[] {
  const parts: Buffer[] = [];
  let start = 0;
  while (lines.length - start > longest + 1) {
    const ending = lines.lastIndexOf(lineFeed, start + longest);
    if (ending >= start) {
      parts.push(lines.subarray(start, ending + 1));
      start = ending + 1;
      continue;
    }
    const whole = wholeCharacters(lines, start + longest);
    // A part has at least one character, even where that is longer than `longest`.
    const end = whole > start ? whole : wholeCharacters(lines, start + longest + 3);
    parts.push(Buffer.concat([lines.subarray(start, end), Buffer.of(lineFeed)]));
    start = end;
  }
  return start === 0 ? [lines] : [...parts, lines.subarray(start)];
}

/** Replaces line endings of Windows with line feeds. */
function withoutReturns(lines: Buffer): Buffer {
  if (!lines.includes("\r\n")) return lines;
  return Buffer.from(lines.toString("latin1").replaceAll("\r\n", "\n"), "latin1");
}

/** `end`, or the start of the UTF-8 character that `end` would cut. */
function wholeCharacters(bytes: Uint8Array, end: number): number {
  for (let back = 1; back <= Math.min(3, end); back += 1) {
    const byte = bytes[end - back] ?? 0;
    if (byte < 0x80) break;
    if (byte < 0xc0) continue;
    const length = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
    return length > back ? end - back : end;
  }
  return end;
}

function isInCharacter(text: string, end: number): boolean {
  return /[\uD800-\uDBFF]/.test(text[end - 1] ?? "") && /[\uDC00-\uDFFF]/.test(text[end] ?? "");
}
