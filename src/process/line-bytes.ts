/**
 * Chunks of whole lines: valid UTF-8, with a line feed at the end of each line. A program may print any number of lines,
 * so a chunk is searched as bytes, and only once.
 */
import { isAscii } from "node:buffer";

export const lineFeed = 10;
const tab = 9;
const firstPrintable = 32;
const deleted = 127;

export interface Scan {
  readonly count: number;
  readonly isPlain: boolean;
}

/** Every workflow command has one of these in its line. */
const commandMarks = ["::", "##["] as const;

const scans = new WeakMap<Uint8Array, Scan>();

export function lineCount(lines: Uint8Array): number {
  return scanOf(lines).count;
}

/** Whether the lines have no control characters, of ASCII or ECMA-48, other than tabs and line endings. */
export function isPlain(lines: Uint8Array): boolean {
  return scanOf(lines).isPlain;
}

/** Whether the lines have a control character beyond ASCII, which ECMA-48 calls C1. */
export function hasC1(lines: Uint8Array): boolean {
  return !isAscii(lines) && /\u00C2[\u0080-\u009F]/.test(bufferOf(lines).toString("latin1"));
}

/** Remembers what a chunk holds, so that it is not scanned again. */
export function noteScan(lines: Uint8Array, scan: Scan): void {
  scans.set(lines, scan);
}

/** The same bytes as a Buffer, not a copy. */
export function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes)
    ? bytes
    : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The texts of the lines, without their endings. */
export function textsOf(lines: Uint8Array): readonly string[] {
  return bufferOf(lines)
    .toString("utf8", 0, Math.max(0, lines.length - 1))
    .split("\n");
}

/** A line of text, or several, as a chunk. */
export function linesOf(text: string): Buffer {
  return Buffer.from(`${text}\n`);
}

/** Whether a line could be a workflow command. */
export function mayHoldCommand(lines: Uint8Array): boolean {
  return commandMarks.some((mark) => bufferOf(lines).includes(mark));
}

export interface LineSorter<Command> {
  /** Reads a line that has `::` or `##[` in it; undefined where it is not a command. */
  readonly read: (text: string) => Command | undefined;
  readonly onCommand: (command: Command, text: string, line: Buffer) => void;
  /** Gets the ordinary lines, as many as possible at once. */
  readonly onLines: (lines: Buffer) => void;
}

/** Takes the commands out of a chunk, and hands out commands and lines in their order. */
export function sortLines<Command>(chunk: Uint8Array, sorter: LineSorter<Command>): void {
  const lines = bufferOf(chunk);
  if (!mayHoldCommand(lines)) return sorter.onLines(lines);
  let start = 0;
  let next = 0;
  const marks = commandMarks.map((mark) => new Mark(lines, mark));
  for (;;) {
    const markIndex = Math.min(...marks.map((mark) => mark.from(next)));
    if (markIndex === Infinity) break;
    const begin = lines.lastIndexOf(lineFeed, markIndex) + 1;
    next = lines.indexOf(lineFeed, markIndex) + 1;
    const text = lines.toString("utf8", begin, next - 1);
    const command = sorter.read(text);
    if (command === undefined) continue;
    if (begin > start) sorter.onLines(lines.subarray(start, begin));
    sorter.onCommand(command, text, lines.subarray(begin, next));
    start = next;
  }
  if (start === 0) sorter.onLines(lines);
  else if (start < lines.length) sorter.onLines(lines.subarray(start));
}

/** Finds a mark again and again, and reads each byte only once. */
class Mark {
  readonly #lines: Buffer;
  readonly #mark: string;
  #index = -1;

  constructor(lines: Buffer, mark: string) {
    this.#lines = lines;
    this.#mark = mark;
  }

  /** The index of the next mark; Infinity where there is none. */
  from(start: number): number {
    if (this.#index < start) {
      const index = this.#lines.indexOf(this.#mark, start);
      this.#index = index === -1 ? Infinity : index;
    }
    return this.#index;
  }
}

function scanOf(lines: Uint8Array): Scan {
  const earlierScan = scans.get(lines);
  if (earlierScan !== undefined) return earlierScan;
  const newScan = scan(lines);
  scans.set(lines, newScan);
  return newScan;
}

function scan(lines: Uint8Array): Scan {
  // Words begin at multiples of four.
  const start = Math.min(lines.length, (4 - (lines.byteOffset & 3)) & 3);
  const end = start + ((lines.length - start) & ~3);
  const parts = [
    scanBytes(lines, 0, start),
    scanWords(lines, start, end),
    scanBytes(lines, end, lines.length),
  ];
  return {
    count: parts.reduce((sum, { count }) => sum + count, 0),
    isPlain: parts.every((part) => part.isPlain) && !hasC1(lines),
  };
}

/** Four bytes at a time: most of them hold neither a line ending nor a control character. */
function scanWords(lines: Uint8Array, from: number, to: number): Scan {
  let count = 0;
  let isPlain = true;
  const wordCount = (to - from) >> 2;
  if (wordCount === 0) return { count, isPlain };
  const words = new Int32Array(lines.buffer, lines.byteOffset + from, wordCount);
  for (let index = 0; index < wordCount; index += 1) {
    const word = words[index] ?? 0;
    if (controlBits(word) === 0) continue;
    for (let shift = 0; shift < 32; shift += 8) {
      const byte = (word >>> shift) & 0xff;
      if (byte === lineFeed) count += 1;
      else if (isControl(byte)) isPlain = false;
    }
  }
  return { count, isPlain };
}

function scanBytes(lines: Uint8Array, from: number, to: number): Scan {
  let count = 0;
  let isPlain = true;
  for (const byte of lines.subarray(from, to)) {
    if (byte === lineFeed) count += 1;
    else if (isControl(byte)) isPlain = false;
  }
  return { count, isPlain };
}

/** Has the high bit of each of the four bytes that is below 32, or 127. Bits above the lowest one may be wrong. */
export function controlBits(word: number): number {
  const other = word ^ 0x7f7f7f7f;
  return (((word - 0x20202020) & ~word) | ((other - 0x01010101) & ~other)) & 0x80808080;
}

/** Whether the byte is a control character of ASCII, other than a tab or a line ending. */
export function isControl(byte: number): boolean {
  return (byte < firstPrintable && byte !== tab && byte !== lineFeed) || byte === deleted;
}
