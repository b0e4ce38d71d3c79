/**
 * A cache of the texts for which a checker had no findings. A file that cannot be read or written counts as absent. If
 * several processes write at once, the last one wins: then a text is only checked again.
 */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { writeWholeFile } from "../../host/files/whole-file.ts";

/** Where the cache is. */
export interface CheckCache {
  /** The first one that works is used. */
  readonly folders: Iterable<string>;
  /** Identifies the code that checks: other code does not use the cache. */
  readonly code: string;
}

/** The file also keeps this many texts that the last run did not have: those of other branches. */
const spare = 1000;

export class CheckedTexts {
  readonly #files: readonly string[];
  readonly #checker: string;
  readonly #before: ReadonlySet<string>;
  /** The texts of this run without findings. */
  readonly #accepted = new Set<string>();

  /** @param checker The version and settings of the checker. */
  constructor(checks: CheckCache | undefined, name: string, checker: string) {
    this.#files = [...(checks?.folders ?? [])].map((folder) => join(folder, name));
    this.#checker = digest([checks?.code ?? "", checker].join("\n"));
    this.#before = this.#read();
  }

  has(text: string): boolean {
    if (this.#before.size === 0 || !this.#before.has(digest(text))) return false;
    this.add(text);
    return true;
  }

  add(text: string): void {
    if (this.#files.length > 0) this.#accepted.add(digest(text));
  }

  save(): void {
    if ([...this.#accepted].every((key) => this.#before.has(key))) return;
    const others = [...this.#before].filter((key) => !this.#accepted.has(key));
    const keys = [...this.#accepted, ...others.slice(0, this.#accepted.size + spare)];
    for (const file of this.#files) {
      try {
        mkdirSync(dirname(file), { recursive: true });
        writeWholeFile(file, [this.#checker, ...keys].join("\n"));
        return;
      } catch {
        // The next folder may be writable.
      }
    }
  }

  #read(): ReadonlySet<string> {
    for (const file of this.#files) {
      try {
        const [checker, ...keys] = readFileSync(file, "utf8").split("\n");
        if (checker === this.#checker) return new Set(keys);
      } catch {
        // The next folder may have it.
      }
    }
    return new Set();
  }
}

/** From UTF-16, because in UTF-8 all halves of characters are the same. */
function digest(text: string): string {
  return createHash("sha256").update(text, "utf16le").digest("base64");
}
