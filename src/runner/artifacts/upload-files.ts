/** Which files `actions/upload-artifact` takes: https://github.com/actions/upload-artifact/blob/main/src/shared/search.ts */
import { statSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { filesOf, searchPaths } from "../glob/file-search.ts";
import { readPathPatterns } from "../glob/path-pattern.ts";

export interface FilesToUpload {
  /** The folder that they are in: paths in the artifact begin below it. */
  readonly root: string;
  /** Relative to it. */
  readonly files: readonly string[];
}

/**
 * @param folder what relative paths start from.
 */
export function filesToUpload(
  lines: readonly string[],
  folder: string,
  includeHiddenFiles: boolean,
): FilesToUpload {
  const patterns = readPathPatterns(lines, folder);
  const search = filesOf(patterns, { follows: true, leavesHiddenOut: !includeHiddenFiles });
  // Folders without files do not count, and what is neither file nor folder would never come to its end.
  const found = [...search].filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile());
  const root = rootOf(searchPaths(patterns), found) ?? folder;
  return { root, files: found.map((file) => relative(root, file)).sort() };
}

/** A file that is named itself arrives without the folders above it. */
function rootOf(paths: readonly string[], files: readonly string[]): string | undefined {
  if (paths.length > 1) return commonFolder(paths);
  const [only] = paths;
  return only !== undefined && files.length === 1 && files[0] === only ? dirname(only) : only;
}

function commonFolder(paths: readonly string[]): string {
  const [first = [], ...others] = paths.map((path) => path.split(sep));
  const end = first.findIndex((name, index) => others.some((other) => other[index] !== name));
  return join(sep, ...(end === -1 ? first : first.slice(0, end)));
}

/** Files whose paths differ in upper and lower case alone: some file systems hold only one of them. */
export function caseCollisions(files: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return files.filter((file) => {
    const key = file.toLowerCase();
    const isTaken = seen.has(key);
    seen.add(key);
    return isTaken;
  });
}
