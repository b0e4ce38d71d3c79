import { lstatSync } from "node:fs";
import { dirname } from "node:path";
import { performance } from "node:perf_hooks";
import { writeWholeFile } from "../../host/files/whole-file.ts";
import { messageOf } from "../../problems/wording.ts";
import { makeFolder, removeLinks } from "./own-files.ts";

/**
 * A file of at least this many UTF-16 units, as for a hundred jobs, is not written each time that a job starts or ends:
 * that would be most of the work. After a write it waits for a multiple of the time that the write took.
 */
const large = 32 * 1024;
const waitFactor = 50;

/** A file with the current state of something: whole at any moment, and never far behind. */
export class CurrentFile {
  readonly #path: string;
  readonly #root: string;
  #content: (() => string) | undefined;
  #lastContent: string | undefined;
  #timer: NodeJS.Timeout | undefined;
  #readyAt = 0;
  problem: string | undefined;

  /** `root` is the topmost of the run's own folders around it. */
  constructor(path: string, root = dirname(path)) {
    this.#path = path;
    this.#root = root;
  }

  /** Calls `content` when it writes; a later call of this method replaces it. */
  write(content: () => string): void {
    this.#content = content;
    const wait = this.#readyAt - performance.now();
    if (wait <= 0) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), wait).unref();
  }

  /** Writes now what still waits. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const content = this.#content;
    this.#content = undefined;
    if (content === undefined) return;
    const startedAt = performance.now();
    const text = content();
    if (text === this.#lastContent && this.problem === undefined) return;
    this.#lastContent = text;
    this.#put(text);
    if (text.length < large) return;
    this.#readyAt = startedAt + (performance.now() - startedAt) * waitFactor;
  }

  /** Writes the file again if somebody removed it, or if it could not be written before. */
  restore(): void {
    this.flush();
    if (this.#lastContent === undefined) return;
    const folder = dirname(this.#path);
    try {
      makeFolder(this.#root, folder);
      const isThere = lstatSync(this.#path, { throwIfNoEntry: false })?.isFile() === true;
      if (this.problem === undefined && isThere) return;
    } catch {
      // The next write reports the error.
    }
    this.#put(this.#lastContent);
  }

  #put(content: string): void {
    try {
      removeLinks(this.#root, dirname(this.#path));
      writeWholeFile(this.#path, content);
      this.problem = undefined;
    } catch (error) {
      this.problem = messageOf(error);
    }
  }
}
