/**
 * Cache files that must not be damaged, because V8 trusts them. A seal beside the file has the file's stamp, and its
 * checksum for a file that is young or was copied with its seal.
 */
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { checksum } from "./checksum.ts";
import { isYoung, stampOf, statOf } from "./file-stamp.ts";

/**
 * Writes the file and its seal, each whole or not at all. Of several processes that write at once, the last one wins.
 *
 * @param identity what the content is made from
 * @throws where the folder cannot be written
 */
export function writeSealed(file: string, content: Buffer, identity = ""): void {
  replace(file, content);
  seal(file, checksum(content), identity);
}

/** Undefined for a file that is missing, damaged, or made from something else. */
export function readSealed(file: string, identity = ""): Buffer | undefined {
  try {
    const sealFile = sealOf(file);
    const sealedAt = statOf(sealFile)?.ctimeNs;
    const [sum, stamp, ...rest] = readFileSync(sealFile, "utf8").split("\n");
    const stats = statOf(file);
    if (sealedAt === undefined || stats === undefined || rest.join("\n") !== identity) {
      return undefined;
    }
    const content = readFileSync(file);
    if (stampOf(stats) === stamp && !isYoung(stats, sealedAt)) return content;
    if (String(checksum(content)) !== sum) return undefined;
    try {
      seal(file, Number(sum), identity);
    } catch {
      // Without a new seal, the next start compares the sum again.
    }
    return content;
  } catch {
    return undefined;
  }
}

function seal(file: string, sum: number, identity: string): void {
  const stats = statOf(file);
  if (stats === undefined) return;
  replace(sealOf(file), [sum, stampOf(stats), identity].join("\n"));
}

function sealOf(file: string): string {
  return `${file}.seal`;
}

function replace(file: string, content: string | Buffer): void {
  const draft = `${file}.${Math.random().toString(36).slice(2)}.tmp`;
  try {
    writeFileSync(draft, content);
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
