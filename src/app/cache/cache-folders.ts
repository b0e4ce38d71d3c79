/** Where bundles are kept. */
import { dirname, join } from "node:path";
import { checksum } from "../../start/checksum.ts";
import { isFolder } from "../bundle/disk.ts";
import { folderAndParents } from "../../host/files/parent-folders.ts";
import type { LoadOptions } from "../bundle/load-options.ts";
import { userCache } from "../../start/user-cache.ts";

export interface CacheFolders {
  /** Folders for what belongs to this app, best first. The last few may be outside the project. */
  readonly folders: Iterable<string>;
  /** The nearest `node_modules`: packages are found from a folder inside it. */
  readonly nodeModules: string | undefined;
}

/** In the folder of an app, the folder with results of checks of its workflows. It stays as long as the app. */
export const checksName = "checks";

/** @param entry Absolute path of the app's file. */
export function cacheFolders(
  entry: string,
  options: Pick<LoadOptions, "env" | "platform" | "homeFolder">,
): CacheFolders {
  const nodeModules = folderAndParents(dirname(entry))
    .map((folder) => join(folder, "node_modules"))
    .find(isFolder);
  const name = checksum(Buffer.from(entry)).toString(16).padStart(8, "0");
  // One by one: most starts find what they look for in the first.
  const folders = {
    *[Symbol.iterator]() {
      if (nodeModules !== undefined) yield join(nodeModules, ".cache", "recompose", name);
      yield join(userCache(options), "recompose", name);
    },
  };
  return { folders, nodeModules };
}
