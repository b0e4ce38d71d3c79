import { closeSync, fstatSync, lstatSync, readSync, writeSync } from "node:fs";
import { messageOf } from "../../problems/wording.ts";
import { openFile } from "./own-files.ts";
import type { RunMask } from "./run-mask.ts";

/** In bytes, or in UTF-16 units of text that is not encoded yet. */
const flushLength = 64 * 1024;

/** Longer lines are written directly; shorter ones are copied and wait for more. */
const directLength = 16 * 1024;

type LogMask = Pick<RunMask, "text" | "lines">;

/**
 * A job's log. It writes before it returns, so that a lot of output waits for the disk and not in memory. If it cannot be
 * written, the job goes on and `problem` says why.
 */
export class LogFile {
  readonly #root: string;
  readonly #path: string;
  readonly #mask: LogMask;
  #file: number | undefined;
  #pendingParts: (string | Uint8Array)[] = [];
  #length = 0;
  #size = 0;
  problem: string | undefined;

  /** `root` is the folder of the run. */
  constructor(root: string, path: string, mask: LogMask) {
    this.#root = root;
    this.#path = path;
    this.#mask = mask;
    this.#attempt(() => {
      this.#file = openFile(root, path);
    });
  }

  /** How many bytes it has, with those that wait. */
  get size(): number {
    return this.#size;
  }

  line(line: string): void {
    const text = `${this.#mask.text(line)}\n`;
    this.#size += Buffer.byteLength(text);
    this.#add(text);
  }

  /** Whole lines, with their endings. */
  lines(lines: Uint8Array): void {
    const maskedLines = this.#mask.lines(lines);
    this.#size += maskedLines.length;
    if (maskedLines.length >= directLength) {
      this.flush();
      this.#write(maskedLines);
    } else this.#add(Buffer.from(maskedLines));
  }

  flush(): void {
    if (this.#length === 0) return;
    const parts = this.#pendingParts.map((part) =>
      typeof part === "string" ? Buffer.from(part) : part,
    );
    this.#pendingParts = [];
    this.#length = 0;
    this.#write(Buffer.concat(parts));
  }

  /** Writes the log again if a job removed it: an open file keeps its content. */
  restore(): void {
    this.flush();
    const file = this.#file;
    if (file === undefined) return;
    this.#attempt(() => {
      const there = lstatSync(this.#path, { throwIfNoEntry: false });
      if (there?.ino === fstatSync(file).ino) return;
      const copy = openFile(this.#root, this.#path);
      const piece = Buffer.alloc(flushLength);
      for (let position = 0; ;) {
        const length = readSync(file, piece, 0, piece.length, position);
        if (length === 0) break;
        writeBytes(copy, piece.subarray(0, length));
        position += length;
      }
      closeSync(file);
      this.#file = copy;
    });
  }

  close(): void {
    this.flush();
    const file = this.#file;
    this.#file = undefined;
    if (file !== undefined) this.#attempt(() => closeSync(file));
  }

  #write(bytes: Uint8Array): void {
    const file = this.#file;
    if (file === undefined) return;
    this.#attempt(() => writeBytes(file, bytes));
  }

  #add(part: string | Uint8Array): void {
    this.#pendingParts.push(part);
    this.#length += part.length;
    if (this.#length >= flushLength) this.flush();
  }

  #attempt(action: () => void): void {
    try {
      action();
    } catch (error) {
      this.problem ??= `its log cannot be written: ${messageOf(error)}`;
    }
  }
}

function writeBytes(file: number, bytes: Uint8Array): void {
  for (let position = 0; position < bytes.length;) position += writeSync(file, bytes, position);
}
