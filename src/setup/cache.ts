import { actionSetup, type ActionSetup, type Expression } from "./setup-step.ts";

/** https://github.com/actions/cache#inputs */
export interface CacheOptions {
  /** Files and folders to keep, patterns allowed. */
  readonly path: string | readonly string[];
  /** Names what is kept; nothing is saved where a cache of this key exists. */
  readonly key: string | Expression;
  /** Beginnings of other keys to start from, best first. */
  readonly restoreKeys?: readonly string[];
  readonly lookupOnly?: boolean;
  readonly failOnCacheMiss?: boolean;
  readonly enableCrossOsArchive?: boolean;
}

/**
 * Keeps files between runs.
 *
 * @example cache({ path: "~/.npm", key: `npm-${hashFiles("package-lock.json")}` })
 */
export function cache(options: CacheOptions): ActionSetup {
  const { path, restoreKeys } = options;
  return actionSetup("actions/cache", {
    path: typeof path === "string" ? path : path.join("\n"),
    key: options.key,
    "restore-keys": restoreKeys?.join("\n"),
    "lookup-only": options.lookupOnly,
    "fail-on-cache-miss": options.failOnCacheMiss,
    enableCrossOsArchive: options.enableCrossOsArchive,
  });
}
