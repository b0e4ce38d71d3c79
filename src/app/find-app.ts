import { join } from "node:path";
import { UsageError } from "../problems/usage-error.ts";
import { isFile } from "./bundle/disk.ts";
import { folderAndParents } from "../host/files/parent-folders.ts";

/** If a folder has several, the first one counts. */
export const appFileNames = [
  "recompose.ts",
  "recompose.mts",
  "recompose.js",
  "recompose.mjs",
] as const;

/** Folders in which a project may keep its app with all that belongs to it. If a project has several, the first one counts. */
export const ownFolderNames = ["ci", "recompose"] as const;

/**
 * The absolute path of the project's app: the nearest from `cwd` upwards, in a folder or in one below it that is for the
 * app alone; undefined where there is none.
 */
export function nearestApp(cwd: string): string | undefined {
  const paths = folderAndParents(cwd).flatMap((folder) =>
    ["", ...ownFolderNames].flatMap((own) => appFileNames.map((name) => join(folder, own, name))),
  );
  return paths.find(isFile);
}

/** @throws UsageError where there is none. */
export function findApp(cwd: string): string {
  const path = nearestApp(cwd);
  if (path !== undefined) return path;
  throw new UsageError(`there is no recompose.ts in ${cwd} or in a folder above it.`, [
    "recompose init",
  ]);
}
