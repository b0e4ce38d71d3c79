import { type Stats, statSync } from "node:fs";

/**
 * Undefined where there is nothing, and where there can be nothing, as below a file or behind a link to itself.
 * `throwIfNoEntry` alone does not cover the latter.
 */
export function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}
