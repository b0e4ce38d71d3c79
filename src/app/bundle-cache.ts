/** The bundle of an app, kept below `node_modules/.cache`. A cache that cannot be read or written is no error. */
import { createHash, randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import type { Bundle } from "./bundle.ts";

interface Stored {
  readonly format: Bundle["format"];
  readonly code: string;
  /** The state of each input when it was bundled. */
  readonly states: Readonly<Record<string, string>>;
}

/** Milliseconds. File systems keep times no finer than this where they are at their coarsest. */
const settlingTime = 2000;

export class BundleCache {
  readonly #entry: string;
  readonly folder: string;
  readonly #key: string;

  /** `setting` is what else a bundle depends on: the versions of this program and of Node. */
  constructor(entry: string, setting: string) {
    this.#entry = entry;
    this.folder = cacheFolder(dirname(entry));
    const hash = createHash("sha256").update(JSON.stringify([entry, setting]));
    this.#key = hash.digest("hex").slice(0, 16);
  }

  /** The bundle, unless one of its files has changed. */
  read(): Bundle | undefined {
    const stored = this.#load(`${this.#key}.json`);
    if (stored === undefined) return undefined;
    try {
      const { format, code, states } = JSON.parse(stored.toString("utf8")) as Stored;
      const isFresh = Object.entries(states).every(([file, state]) => stateOf(file) === state);
      return isFresh
        ? { format, code, entry: this.#entry, inputs: Object.keys(states) }
        : undefined;
    } catch {
      return undefined;
    }
  }

  /** @param startedAt Milliseconds since 1970 at which the bundling began. */
  write({ format, code, inputs }: Bundle, startedAt: number): void {
    // A file changed just now may change again without a visible difference, as git's index knows it too:
    // https://git-scm.com/docs/racy-git
    if (inputs.some((file) => changedAt(file) > startedAt - settlingTime)) return;
    const states = Object.fromEntries(inputs.map((file) => [file, stateOf(file)]));
    this.#save(`${this.#key}.json`, JSON.stringify({ format, code, states } satisfies Stored));
  }

  /** V8's compiled form of exactly this code. */
  readCompiled(code: string): Buffer | undefined {
    return this.#load(`${this.#key}-${digest(code)}.v8`);
  }

  writeCompiled(code: string, compiled: Buffer): void {
    this.#save(`${this.#key}-${digest(code)}.v8`, compiled);
  }

  #load(name: string): Buffer | undefined {
    try {
      return readFileSync(join(this.folder, name));
    } catch {
      return undefined;
    }
  }

  /** Renamed into place: another process may read or write the same file right now. */
  #save(name: string, content: string | Buffer): void {
    const draft = join(this.folder, `${randomUUID()}.tmp`);
    try {
      mkdirSync(this.folder, { recursive: true });
      writeFileSync(draft, content);
      renameSync(draft, join(this.folder, name));
    } catch {
      // Without a cache every start bundles anew.
    }
  }
}

/** Beside the project's dependencies, where nothing has to be ignored or cleaned up by hand. */
function cacheFolder(root: string): string {
  for (let folder = root; ; folder = dirname(folder)) {
    const modules = join(folder, "node_modules");
    if (existsSync(modules)) return join(modules, ".cache/recompose");
    if (folder === dirname(folder)) return join(homedir(), ".cache/recompose");
  }
}

function digest(code: string): string {
  return createHash("sha256").update(code).digest("hex").slice(0, 16);
}

/** Differs when a file was written, replaced, made or removed. */
function stateOf(file: string): string {
  const stats = statSync(file, { bigint: true, throwIfNoEntry: false });
  if (stats === undefined) return "absent";
  return [stats.mtimeNs, stats.ctimeNs, stats.size, stats.ino].join(" ");
}

function changedAt(file: string): number {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats === undefined ? 0 : Math.max(stats.mtimeMs, stats.ctimeMs);
}
