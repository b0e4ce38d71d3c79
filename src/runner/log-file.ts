import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import { dirname } from "node:path";

/** In UTF-16 units. */
const flushLength = 64 * 1024;

/**
 * A job's log. It writes before it returns, so that output waits for the disk and not in memory, however much of it
 * there is.
 */
export class LogFile {
  readonly #file: number;
  #pending: string[] = [];
  #length = 0;

  constructor(path: string) {
    mkdirSync(dirname(path), { recursive: true });
    this.#file = openSync(path, "w");
  }

  line(text: string): void {
    this.#pending.push(text, "\n");
    this.#length += text.length + 1;
    if (this.#length >= flushLength) this.flush();
  }

  flush(): void {
    if (this.#length === 0) return;
    const bytes = Buffer.from(this.#pending.join(""));
    this.#pending = [];
    this.#length = 0;
    for (let written = 0; written < bytes.length;) {
      written += writeSync(this.#file, bytes, written);
    }
  }

  close(): void {
    this.flush();
    closeSync(this.#file);
  }
}
