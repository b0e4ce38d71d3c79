import { join } from "node:path";

interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** As in `process.platform`. */
  readonly platform: string;
  /** Used where no variable says where the cache is. */
  readonly homeFolder: string;
}

/** The user's cache folder. On Linux: https://specifications.freedesktop.org/basedir-spec/latest/ */
export function userCache(surroundings: Surroundings): string {
  const { env, platform } = surroundings;
  if (env["XDG_CACHE_HOME"]?.startsWith("/") === true) return env["XDG_CACHE_HOME"];
  const { homeFolder } = surroundings;
  if (platform === "darwin") return join(homeFolder, "Library", "Caches");
  if (platform === "win32") return env["LOCALAPPDATA"] ?? join(homeFolder, "AppData", "Local");
  return join(homeFolder, ".cache");
}
