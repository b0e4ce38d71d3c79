import { randomUUID } from "node:crypto";
import { closeSync, openSync, renameSync, rmSync, writeSync } from "node:fs";

/**
 * Writes a file whole or not at all, as `writeWholeFile` does, from pieces that come one after another: it never has more
 * than one of them.
 */
export async function writePiecewise(file: string, pieces: AsyncIterable<string>): Promise<void> {
  const draft = `${file}.${randomUUID()}.tmp`;
  try {
    const descriptor = openSync(draft, "w");
    try {
      for await (const piece of pieces) writeBytes(descriptor, Buffer.from(piece));
    } finally {
      closeSync(descriptor);
    }
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** A disk that fills up may take a part. */
function writeBytes(descriptor: number, bytes: Uint8Array): void {
  for (let position = 0; position < bytes.length;) {
    position += writeSync(descriptor, bytes, position);
  }
}
