/**
 * Keeps which texts a checker had nothing to say about, so that it is not asked again. Nothing here is needed: whatever
 * cannot be read, written or understood counts as absent. Files are replaced whole, and the last of several that write at
 * once wins: what is lost is time.
 */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { writeWholeFile } from "../../host/files/whole-file.ts";

/** Where checks are kept, and by what code they were made. */
export interface KeptChecks {
  /** The best first. */
  readonly folders: Iterable<string>;
  /** Changes with the code that checks. */
  readonly code: string;
}

/** So many more than were asked for last are kept: those of other branches. */
const spare = 1000;

export class CheckedTexts {
  readonly #files: readonly string[];
  readonly #checker: string;
  readonly #known: ReadonlySet<string>;
  /** What was asked for, and is good. */
  readonly #good = new Set<string>();

  /** @param checker What tells the checker from any other, with its version and settings. */
  constructor(kept: KeptChecks | undefined, name: string, checker: string) {
    this.#files = [...(kept?.folders ?? [])].map((folder) => join(folder, name));
    this.#checker = digest([kept?.code ?? "", checker].join("\n"));
    this.#known = this.#read();
  }

  has(text: string): boolean {
    if (this.#known.size === 0 || !this.#known.has(digest(text))) return false;
    this.add(text);
    return true;
  }

  add(text: string): void {
    if (this.#files.length > 0) this.#good.add(digest(text));
  }

  save(): void {
    if ([...this.#good].every((key) => this.#known.has(key))) return;
    const others = [...this.#known].filter((key) => !this.#good.has(key));
    const kept = [...this.#good, ...others.slice(0, this.#good.size + spare)];
    for (const file of this.#files) {
      try {
        mkdirSync(dirname(file), { recursive: true });
        writeWholeFile(file, [this.#checker, ...kept].join("\n"));
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

/** Of each text another one, also where it has halves of characters, which are all the same in UTF-8. */
function digest(text: string): string {
  return createHash("sha256").update(text, "utf16le").digest("base64");
}
