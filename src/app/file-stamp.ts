/** Whether a file is still the one that was seen, told without reading it wherever that is safe. */
import type * as Crypto from "node:crypto";
import { type BigIntStats, readFileSync, realpathSync, statSync } from "node:fs";
import { createRequire } from "node:module";

/** Path, stamp (which changes with every change of the file) and hash of the content. */
export type FileStamp = readonly [path: string, stamp: string, hash: string];

/** Path, stamp (which changes when a file is added or removed), and the files that must stay absent. */
export type FolderStamp = readonly [path: string, stamp: string, absent: readonly string[]];

/** Undefined where there is nothing. */
export function statOf(path: string): BigIntStats | undefined {
  try {
    return statSync(path, { bigint: true, throwIfNoEntry: false });
  } catch {
    return undefined; // Such as a path that goes through a file.
  }
}

export function stampOf(stats: BigIntStats): string {
  return `${stats.mtimeNs} ${stats.ctimeNs} ${stats.size} ${stats.ino}`;
}

// Loaded at its first use: most starts hash nothing, and would only wait for it.
const load = createRequire(import.meta.url);

export function hashText(content: string | Buffer): string {
  const { createHash } = load("node:crypto") as typeof Crypto;
  return createHash("sha256").update(content).digest("hex");
}

/** Undefined where the file cannot be read. */
export function hashOf(path: string): string | undefined {
  try {
    return hashText(readFileSync(path));
  } catch {
    return undefined;
  }
}

const twoSeconds = 2_000_000_000n;

/**
 * A file changed this shortly before it was stamped may change again without a new time of change, where clocks are
 * coarse: its content has to be compared (git's rule: https://git-scm.com/docs/racy-git). The time of the last change
 * of anything about a file, unlike that of its content, cannot be set.
 */
export function isYoung(stats: BigIntStats, stampedAt: bigint): boolean {
  return stats.ctimeNs > stampedAt - twoSeconds;
}

export function isFile(path: string): boolean {
  return statOf(path)?.isFile() === true;
}

/** With all links followed. */
export function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}
