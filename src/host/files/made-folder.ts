import { existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Makes a folder with those above it. `mkdirSync` with `recursive` says ENOENT for some errors, such as a read-only file
 * system: https://github.com/nodejs/node/issues/47098
 */
export function makeFolders(path: string, mode = 0o777): void {
  try {
    mkdirSync(path, { recursive: true, mode });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    for (const folder of missingFolders(path)) mkdirSync(folder, { mode });
  }
}

/** The topmost first. */
function missingFolders(path: string): readonly string[] {
  const parent = dirname(path);
  return existsSync(path) || parent === path ? [] : [...missingFolders(parent), path];
}
