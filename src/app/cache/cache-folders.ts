/** Where bundles are kept. */
import { dirname, join } from "node:path";
import { checksum } from "../../start/checksum.ts";
import type { LoadOptions } from "../bundle/load-options.ts";
import { statOf } from "../../start/file-stamp.ts";
import { userCache } from "../../start/user-cache.ts";

export interface CacheFolders {
  /** Folders for what belongs to this app, best first. The last few may be outside the project. */
  readonly folders: Iterable<string>;
  /** The nearest `node_modules`: packages are found from a folder inside it. */
  readonly nodeModules: string | undefined;
}

/** In the folder of an app, the folder for what is known about its workflows: no bundle, and kept as long as the app. */
export const checksName = "checks";

/** Of an app, by the absolute path of its file. */
export function cacheFolders(
  entry: string,
  options: Pick<LoadOptions, "env" | "platform" | "homeFolder">,
): CacheFolders {
  const nodeModules = nearestNodeModules(dirname(entry));
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

function nearestNodeModules(start: string): string | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    const path = join(folder, "node_modules");
    if (statOf(path)?.isDirectory() === true) return path;
    if (folder === dirname(folder)) return undefined;
  }
}
