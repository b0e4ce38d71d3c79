/** Keeping files between runs: `actions/cache`, and its halves. */
import { UsageError } from "../../problems/usage-error.ts";
import { shown } from "../../problems/wording.ts";
import {
  filledLines,
  filledText,
  flag,
  type FlagValue,
  type InputTable,
  lines,
  type LinesValue,
  type NumberValue,
  type TextValue,
  wholeNumber,
} from "../input-table.ts";
import { literalText } from "../literal-text.ts";
import { type SetupAction, setupStep } from "../setup-action.ts";
import { checkStepOptions, type StepOptions } from "../step-options.ts";
import type { StepValue, UsesStep } from "../step.ts";

interface CommonOptions extends StepOptions {
  /** Files and folders to keep, patterns allowed. Restoring needs the same paths as saving. */
  readonly path: LinesValue;
  /** The name of the cache, without commas. Nothing is saved if a cache with this key exists. */
  readonly key: TextValue;
  /** Whether a cache may be saved on Windows and restored elsewhere, or the other way round. Default: false. */
  readonly enableCrossOsArchive?: FlagValue;
}

/** Options of `restoreCache()`. https://github.com/actions/cache/blob/main/restore/action.yml */
export interface RestoreCacheOptions extends CommonOptions {
  /** Beginnings of the keys to restore if this key has no cache, best first. Default: none. */
  readonly restoreKeys?: LinesValue;
  /** Whether it only asks if there is such a cache, and downloads nothing. Default: false. */
  readonly lookupOnly?: FlagValue;
  /** Whether the step fails where there is no such cache. Default: false. */
  readonly failOnCacheMiss?: FlagValue;
}

/** Options of `saveCache()`. https://github.com/actions/cache/blob/main/save/action.yml */
export interface SaveCacheOptions extends CommonOptions {
  /** How much of a large file is uploaded at a time, in bytes. Default: the action's. */
  readonly uploadChunkSize?: NumberValue;
}

/**
 * Options of `cache()`. https://github.com/actions/cache/blob/main/action.yml, without `save-always`, which does not work
 * as it says.
 */
export interface CacheOptions extends RestoreCacheOptions, SaveCacheOptions {}

/** https://github.com/actions/toolkit/blob/main/packages/cache/src/cache.ts */
function withoutComma(read: StepValue, what: string): StepValue {
  if (typeof read !== "string" || literalText(read)?.includes(",") !== true) return read;
  throw new UsageError(`${what} is ${shown(read)}, and the key of a cache cannot have a comma.`);
}

const restoreTable: InputTable<RestoreCacheOptions> = {
  path: filledLines,
  key: (value, what) => withoutComma(filledText(value, what), what),
  restoreKeys: (value, what) => withoutComma(lines(value, what), what),
  lookupOnly: flag,
  failOnCacheMiss: flag,
  enableCrossOsArchive: flag,
};

const saveTable: InputTable<SaveCacheOptions> = {
  path: filledLines,
  key: restoreTable.key,
  uploadChunkSize: wholeNumber(1),
  enableCrossOsArchive: flag,
};

const table: InputTable<CacheOptions> = { ...restoreTable, ...saveTable };

const otherNames = { enableCrossOsArchive: "enableCrossOsArchive" };

export const cacheAction: SetupAction = {
  call: "cache",
  action: "actions/cache",
  table,
  otherNames,
};

export const restoreCacheAction: SetupAction = {
  call: "restoreCache",
  action: "actions/cache/restore",
  table: restoreTable,
  otherNames,
};

export const saveCacheAction: SetupAction = {
  call: "saveCache",
  action: "actions/cache/save",
  table: saveTable,
  otherNames,
};

/**
 * Keeps files between runs: it restores them here, and saves them at the end of a job that succeeds. Its output
 * `cache-hit` is `true` for a cache of this very key.
 *
 * @throws UsageError for a missing path or key, and for a key with a comma.
 * @example cache({ path: "~/.npm", key: `npm-${hashFiles("package-lock.json")}` })
 */
export function cache(options: CacheOptions): UsesStep<"cache-hit"> {
  return step(cacheAction, options);
}

/**
 * Restores what `cache()` or `saveCache()` saved, and saves nothing: for a job that must not change the cache. Its
 * outputs are `cache-hit`, `cache-primary-key` and `cache-matched-key`.
 *
 * @throws UsageError for a missing path or key, and for a key with a comma.
 * @example restoreCache({ path: "~/.npm", key: `npm-${hashFiles("package-lock.json")}` })
 */
export function restoreCache(
  options: RestoreCacheOptions,
): UsesStep<"cache-hit" | "cache-primary-key" | "cache-matched-key"> {
  return step(restoreCacheAction, options);
}

/**
 * Saves files for later runs at this place among the steps, also for a job that fails, if `if` says so.
 *
 * @throws UsageError for a missing path or key, and for a key with a comma.
 * @example saveCache({ path: "~/.npm", key: restored.get("cache-primary-key"), if: not(cancelled()) })
 */
export function saveCache(options: SaveCacheOptions): UsesStep<never> {
  return step(saveCacheAction, options);
}

function step<Known extends string>(action: SetupAction, options: CommonOptions): UsesStep<Known> {
  const { call, table: known } = action;
  checkStepOptions(options, Object.keys(known), `${call}()`);
  const needed: Partial<CommonOptions> = options;
  if (needed.path === undefined || needed.key === undefined) {
    throw new UsageError(`${call}() needs the path to keep and a key that names it.`, [
      `${call}({ path: "~/.npm", key: \`npm-\${hashFiles("package-lock.json")}\` })`,
    ]);
  }
  return setupStep(action, { options });
}
