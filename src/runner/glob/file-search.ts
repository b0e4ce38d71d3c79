/**
 * Finds files by patterns, in the order in which GitHub does.
 * https://github.com/actions/toolkit/blob/main/packages/glob/src/internal-globber.ts
 */
import { lstatSync, readdirSync, realpathSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { isFound, mayHold, type PathPattern, piecesOf } from "./path-pattern.ts";

export interface SearchOptions {
  /** Whether links to folders are followed. */
  readonly follows: boolean;
  /** Whether files and folders are left out whose name starts with a dot, those where the search begins too. */
  readonly leavesHiddenOut?: boolean;
}

/** What lies in a file, as `file.txt/*` does, is an error. A link that leads nowhere is left out where it is followed. */
export function* filesOf(
  patterns: readonly PathPattern[],
  options: SearchOptions,
): Generator<string> {
  for (const root of searchPaths(patterns)) {
    if (isThere(root)) yield* walk(root, patterns, options, []);
  }
}

/** Where the search begins, without what lies in another of them. Not all of them have to be there. */
export function searchPaths(patterns: readonly PathPattern[]): readonly string[] {
  const roots = patterns.filter(({ excludes }) => !excludes).map(({ root }) => root);
  const isInside = (root: string): boolean =>
    roots.some((other) => other !== root && root.startsWith(other === "/" ? "/" : `${other}/`));
  return [...new Set(roots)].filter((root) => !isInside(root));
}

function isThere(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
}

function* walk(
  path: string,
  patterns: readonly PathPattern[],
  options: SearchOptions,
  above: readonly string[],
): Generator<string> {
  const { follows, leavesHiddenOut = false } = options;
  const pieces = piecesOf(path);
  const isMatch = isFound(pieces, patterns);
  const isAbove = patterns.some((pattern) => !pattern.excludes && mayHold(pattern, pieces));
  // What fits no pattern is not looked at: a link to itself cannot be.
  if (!isMatch && !isAbove) return;
  const stats = (follows ? statSync : lstatSync)(path, { throwIfNoEntry: false });
  if (stats === undefined || (leavesHiddenOut && basename(path).startsWith("."))) return;
  if (!stats.isDirectory()) {
    if (isMatch) yield path;
    return;
  }
  if (!isAbove) return;
  const real = follows ? realpathSync(path) : path;
  if (above.includes(real)) return;
  for (const name of readdirSync(path)) {
    yield* walk(join(path, name), patterns, options, [...above, real]);
  }
}
