import { flag, type FlagValue, type InputTable, text, type TextValue } from "../input-table.ts";
import { type SetupAction, setupStep } from "../setup-action.ts";
import type { StepOptions } from "../step-options.ts";
import type { UsesStep } from "../step.ts";
import { type ToolVersion, versionInput } from "../tool-version.ts";

/** Options of `setupDeno()`. https://github.com/denoland/setup-deno/blob/main/action.yml */
export interface SetupDenoOptions extends StepOptions {
  /** Whether modules and packages are kept between runs. Default: false. */
  readonly cache?: FlagValue;
  /** What names the cache. Default: a hash of all `deno.lock`. */
  readonly cacheHash?: TextValue;
  /** The name of the program. Default: `deno`. */
  readonly denoBinaryName?: TextValue;
}

const table: InputTable<SetupDenoOptions> = {
  cache: flag,
  cacheHash: text,
  denoBinaryName: text,
};

export const setupDenoAction: SetupAction = {
  call: "setupDeno",
  action: "denoland/setup-deno",
  version: "deno-version",
  optionalVersion: true,
  table,
};

/**
 * Puts a version of Deno on the PATH. It keeps nothing between runs unless `cache` says so. Its outputs are
 * `deno-version`, `release-channel` and `cache-hit`.
 *
 * @param version A version, a range, `lts`, `canary`, or a file: `.dvmrc`, `.tool-versions`. Default: `2.x`.
 * @throws UsageError for a version that is no text, since the number 3.10 is 3.1, and for an option that it does not
 * have.
 * @example setupDeno("2.5", { cache: true })
 */
export function setupDeno(
  version?: ToolVersion,
  options: SetupDenoOptions = {},
): UsesStep<"deno-version" | "release-channel" | "cache-hit"> {
  const first = versionInput(version, setupDenoAction, 'setupDeno("2.x")');
  return setupStep(setupDenoAction, { options, first });
}
