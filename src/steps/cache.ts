import { UsageError } from "../problems/usage-error.ts";
import { actionStep, checkStepOptions, type StepOptions } from "./step-options.ts";
import { joinLines, type PrintedExpression, type UsesStep } from "./step.ts";

const optionNames = "path key restoreKeys lookupOnly failOnCacheMiss enableCrossOsArchive".split(
  " ",
);

/** https://github.com/actions/cache#inputs */
export interface CacheOptions extends StepOptions {
  /** Files and folders to keep, patterns allowed. */
  readonly path: string | readonly string[];
  /** The name of the cache. Nothing is saved if a cache with this key exists. */
  readonly key: string | PrintedExpression;
  /** Beginnings of the keys to restore if this key has no cache, best first. */
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
export function cache(options: CacheOptions): UsesStep {
  checkStepOptions(options, optionNames, "cache()");
  const { path, key, restoreKeys } = options;
  const isMissing = [path, key].some((value: unknown) => value === undefined || value === "");
  if (isMissing || (Array.isArray(path) && path.length === 0)) {
    throw new UsageError("cache() needs the path to keep and a key that names it.", [
      'cache({ path: "~/.npm", key: `npm-${hashFiles("package-lock.json")}` })',
    ]);
  }
  return actionStep(
    "actions/cache",
    {
      path: joinLines(path, "cache(): `path`"),
      key,
      "restore-keys": joinLines(restoreKeys, "cache(): `restoreKeys`"),
      "lookup-only": options.lookupOnly,
      "fail-on-cache-miss": options.failOnCacheMiss,
      enableCrossOsArchive: options.enableCrossOsArchive,
    },
    options,
    "cache()",
  );
}
