import { randomUUID } from "node:crypto";
import { renameSync, rmSync, writeFileSync } from "node:fs";

/**
 * Writes a file whole or not at all: a reader never sees half of it, and a full disk leaves the old file. Each draft has
 * a name of its own, since several processes may write the same file at once; the last one wins.
 */
export function writeWholeFile(file: string, content: string | Uint8Array): void {
  const draft = `${file}.${randomUUID()}.tmp`;
  try {
    writeFileSync(draft, content);
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
