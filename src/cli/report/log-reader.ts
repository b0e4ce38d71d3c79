/** Reads the logs of a run in pieces, for its page: each may have any length. */
import { closeSync, openSync, readSync } from "node:fs";
import { statsOf } from "../../host/files/file-stats.ts";
import { lineFeed, textsOf } from "../../process/line-bytes.ts";
import type { ReportLog } from "../../reporters/report/shown-job.ts";

const pieceLength = 256 * 1024;
/** Bytes at the end of a log that its last lines are taken from, and how many lines that are. */
const tailLength = 64 * 1024;
const tailLines = 20;

export interface LogFile extends ReportLog {
  readonly path: string;
  /** Bytes before the first line that the page has. */
  readonly start: number;
}

export function sizeOf(path: string): number {
  const stats = statsOf(path);
  return stats?.isFile() === true ? stats.size : 0;
}

/**
 * @param offsets where something begins, in bytes
 * @param longest how many bytes of it the page may have: of a longer log, it has the end
 */
export function readLogFile(path: string, offsets: readonly number[], longest: number): LogFile {
  const size = sizeOf(path);
  const wanted = [...new Set(offsets)].toSorted((a, b) => a - b);
  const lineAt = new Map<number, number>();
  let start = 0;
  let firstLine = 1;
  let line = 1;
  let position = 0;
  let last = lineFeed;
  const note = (end: number): void => {
    for (let [next] = wanted; next !== undefined && next < end; [next] = wanted) {
      lineAt.set(next, line);
      wanted.shift();
    }
  };
  for (const piece of piecesOf(path, 0, size)) {
    for (let at = piece.indexOf(lineFeed); at !== -1; at = piece.indexOf(lineFeed, at + 1)) {
      const end = position + at + 1;
      note(end);
      line += 1;
      if (size - start > longest) {
        start = end;
        firstLine = line;
      }
    }
    position += piece.length;
    last = piece.at(-1) ?? last;
  }
  note(Number.POSITIVE_INFINITY);
  const lineCount = last === lineFeed ? line - 1 : line;
  return { path, start, firstLine, lineCount, lineAt, lastLines: lastLinesOf(path, size) };
}

function lastLinesOf(path: string, size: number): readonly string[] {
  const tail = Buffer.concat([...piecesOf(path, Math.max(0, size - tailLength), size)]);
  // It may begin within a line, and that within a character.
  const begin = size > tailLength ? tail.indexOf(lineFeed) + 1 : 0;
  const lines = tail.subarray(begin);
  const ended = lines.at(-1) === lineFeed ? lines : Buffer.concat([lines, Buffer.from("\n")]);
  return lines.length === 0 ? [] : textsOf(ended).slice(-tailLines);
}

/** The bytes from `start` to `end`. */
export function* piecesOf(path: string, start: number, end: number): Generator<Buffer> {
  if (end <= start) return;
  const file = openSync(path, "r");
  try {
    for (let position = start; position < end;) {
      const piece = Buffer.alloc(Math.min(pieceLength, end - position));
      const length = readSync(file, piece, 0, piece.length, position);
      if (length === 0) return;
      yield piece.subarray(0, length);
      position += length;
    }
  } finally {
    closeSync(file);
  }
}
