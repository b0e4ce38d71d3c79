/** Stamps, which show whether a file has changed without reading it. */
import { type BigIntStats, statSync } from "node:fs";

/** Undefined where there is nothing. */
export function statOf(path: string): BigIntStats | undefined {
  try {
    return statSync(path, { bigint: true, throwIfNoEntry: false });
  } catch {
    return undefined; // Such as a path below a file.
  }
}

/** Changes with every change of the file. */
export function stampOf(stats: BigIntStats): string {
  return `${stats.mtimeNs} ${stats.ctimeNs} ${stats.size} ${stats.ino}`;
}

const twoSeconds = 2_000_000_000n;

/**
 * Clocks of file systems are coarse: a file that changed shortly before its stamp may change again without a new time, so
 * its content has to be compared (git's rule: https://git-scm.com/docs/racy-git). `ctime`, unlike `mtime`, cannot be set.
 */
export function isYoung(stats: BigIntStats, stampedAt: bigint): boolean {
  return stats.ctimeNs > stampedAt - twoSeconds;
}
