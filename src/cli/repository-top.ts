import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The folder itself and those above it, up to the root of the repository it is in. */
export function foldersUpwards(folder: string): readonly string[] {
  const parent = dirname(folder);
  if (parent === folder || existsSync(join(folder, ".git"))) return [folder];
  return [folder, ...foldersUpwards(parent)];
}

/** The root of the repository that a folder is in; the folder itself if it is in none. */
export function repositoryTop(folder: string): string {
  return foldersUpwards(folder).find((place) => existsSync(join(place, ".git"))) ?? folder;
}
