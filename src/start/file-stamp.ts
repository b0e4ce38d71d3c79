/** Whether a file is still the one that was seen, told without reading it wherever that is safe. */
import { type BigIntStats, statSync } from "node:fs";

/** Undefined where there is nothing. */
export function statOf(path: string): BigIntStats | undefined {
  try {
    return statSync(path, { bigint: true, throwIfNoEntry: false });
  } catch {
    return undefined; // Such as a path that goes through a file.
  }
}

/** Changes with every change of the file. */
export function stampOf(stats: BigIntStats): string {
  return `${stats.mtimeNs} ${stats.ctimeNs} ${stats.size} ${stats.ino}`;
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
