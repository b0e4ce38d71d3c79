/** Knows what was in files, so that a file that was only written again does not count as changed. */
import { createHash } from "node:crypto";
import { lstatSync, readFileSync, readlinkSync } from "node:fs";

/** In bytes. Of a longer file, size and time have to do. */
const longestRead = 4 * 1024 * 1024;

export class FileContents {
  readonly #marks = new Map<string, string>();

  /** Takes in what is in the file now. Returns whether that is something else than before; a file may come and go. */
  update(path: string): boolean {
    const mark = markOf(path);
    const isOther = this.#marks.get(path) !== mark;
    if (mark === undefined) this.#marks.delete(path);
    else this.#marks.set(path, mark);
    return isOther;
  }
}

/** Undefined where there is no file. */
function markOf(path: string): string | undefined {
  try {
    const stats = lstatSync(path);
    if (stats.isDirectory()) return undefined;
    if (stats.isSymbolicLink()) return `link ${readlinkSync(path)}`;
    // A program may become one that can be run.
    const mode = (stats.mode & 0o111).toString(8);
    if (!stats.isFile() || stats.size > longestRead)
      return `${mode} ${stats.size} ${stats.mtimeMs}`;
    return `${mode} ${createHash("sha1").update(readFileSync(path)).digest("base64")}`;
  } catch {
    return undefined;
  }
}

/** In milliseconds since 1970; undefined where there is no file. A program cannot set it to another time. */
export function changeTime(path: string): number | undefined {
  return lstatSync(path, { throwIfNoEntry: false })?.ctimeMs;
}
