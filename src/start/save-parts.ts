/** Saves V8's data of the parts of the program that this start ran, for the next start of its kind. */
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Script } from "node:vm";
import { statOf } from "./file-stamp.ts";
import { writeSealed } from "./sealed-file.ts";

export interface Part {
  readonly script: Script;
  /** Whether V8 had no data of it, or data that it could not use. */
  readonly isNew: boolean;
  readonly dataName: string;
  /** Names everything that the data is made from. */
  readonly identity: string;
  readonly module: { readonly exports: Readonly<Record<string, unknown>> };
}

/** @param folders Best first. */
export function saveParts(parts: readonly Part[], folders: () => Iterable<string>): void {
  for (const { script, dataName, identity } of parts) {
    save(dataName, script.createCachedData(), identity, folders());
  }
}

function save(name: string, data: Buffer, identity: string, folders: Iterable<string>): void {
  for (const folder of folders) {
    try {
      mkdirSync(folder, { recursive: true });
      writeSealed(join(folder, name), data, identity);
      prune(folder, name);
      return;
    } catch {
      // The next start only takes longer.
    }
  }
}

const anHour = 3_600_000_000_000n;

/** Removes data that has not been used for long. Each build of the program has data of its own. */
function prune(folder: string, name: string): void {
  const now = statOf(join(folder, name))?.mtimeNs ?? 0n;
  for (const other of readdirSync(folder)) {
    const old = statOf(join(folder, other));
    if (!other.startsWith(name) && old !== undefined && old.mtimeNs < now - 24n * anHour) {
      rmSync(join(folder, other), { force: true });
    }
  }
}
