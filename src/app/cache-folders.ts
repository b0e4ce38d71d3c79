/** Where bundles are kept. */
import { dirname, join } from "node:path";
import { checksum } from "./checksum.ts";
import type { LoadOptions } from "./load-options.ts";
import { statOf } from "./file-stamp.ts";

export interface CacheFolders {
  /** Folders for what belongs to this app, best first. The last few may be outside the project. */
  readonly folders: readonly string[];
  /** The nearest `node_modules`: packages are found from a folder inside it. */
  readonly nodeModules: string | undefined;
}

/** Of an app, by the absolute path of its file. */
export function cacheFolders(
  entry: string,
  options: Pick<LoadOptions, "env" | "platform" | "homeFolder">,
): CacheFolders {
  const nodeModules = nearestNodeModules(dirname(entry));
  const name = checksum(Buffer.from(entry)).toString(16).padStart(8, "0");
  const inProject =
    nodeModules === undefined ? [] : [join(nodeModules, ".cache", "recompose", name)];
  return { folders: [...inProject, join(userCache(options), "recompose", name)], nodeModules };
}

function nearestNodeModules(start: string): string | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    const found = join(folder, "node_modules");
    if (statOf(found)?.isDirectory() === true) return found;
    if (folder === dirname(folder)) return undefined;
  }
}

/** On Linux: https://specifications.freedesktop.org/basedir-spec/latest/ */
function userCache(options: Pick<LoadOptions, "env" | "platform" | "homeFolder">): string {
  const { env, platform, homeFolder } = options;
  if (env["XDG_CACHE_HOME"]?.startsWith("/") === true) return env["XDG_CACHE_HOME"];
  if (platform === "darwin") return join(homeFolder, "Library", "Caches");
  if (platform === "win32") return env["LOCALAPPDATA"] ?? join(homeFolder, "AppData", "Local");
  return join(homeFolder, ".cache");
}
