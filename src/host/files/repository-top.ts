import { existsSync } from "node:fs";
import { join } from "node:path";
import { folderAndParents } from "./parent-folders.ts";

/** The folder itself and those above it, up to the root of the repository it is in. */
export function foldersUpwards(folder: string): readonly string[] {
  const folders = folderAndParents(folder);
  const top = folders.findIndex((place) => existsSync(join(place, ".git")));
  return top === -1 ? folders : folders.slice(0, top + 1);
}

/** The root of the repository that a folder is in; the folder itself if it is in none. */
export function repositoryTop(folder: string): string {
  return foldersUpwards(folder).find((place) => existsSync(join(place, ".git"))) ?? folder;
}
