import {
  flag,
  type FlagValue,
  type InputTable,
  lines,
  type LinesValue,
  text,
  type TextValue,
} from "../input-table.ts";
import { type SetupAction, setupStep } from "../setup-action.ts";
import type { StepOptions } from "../step-options.ts";
import type { UsesStep } from "../step.ts";
import { type ToolVersion, versionInput } from "../tool-version.ts";

/** Options of `setupGo()`. https://github.com/actions/setup-go/blob/main/action.yml */
export interface SetupGoOptions extends StepOptions {
  /**
   * Whether modules and what was compiled are kept between runs. Default: false; the action's own is true from its v4
   * on, so that true is not printed.
   */
  readonly cache?: FlagValue;
  /** The files that name the cache, patterns allowed. Default: `go.mod` at the top of the repository. */
  readonly cacheDependencyPath?: LinesValue;
  /** The kind of processor that it is built for: `x64`, `arm64`. Default: the runner's. */
  readonly architecture?: TextValue;
  /** Whether it looks for a newer version than the one that the runner has already. Default: false. */
  readonly checkLatest?: FlagValue;
  /** The token that downloads Go from github.com. Default: the job's own; none on another server. */
  readonly token?: TextValue;
  /** The address of a mirror of https://go.dev/dl. Default: none. */
  readonly goDownloadBaseUrl?: TextValue;
}

const table: InputTable<SetupGoOptions> = {
  cache: flag,
  cacheDependencyPath: lines,
  architecture: text,
  checkLatest: flag,
  token: text,
  goDownloadBaseUrl: text,
};

export const setupGoAction: SetupAction = {
  call: "setupGo",
  action: "actions/setup-go",
  version: "go-version",
  table,
  ownDefaults: { cache: true },
  ownDefaultsSince: 4,
};

/**
 * Puts a version of Go on the PATH. Unlike the action alone, it keeps nothing between runs unless `cache` says so: other
 * workflows of the repository may write to a cache. Its outputs are `go-version` and `cache-hit`.
 *
 * @throws UsageError for a version that is no text, since the number 3.10 is 3.1, and for an option that it does not
 * have.
 * @example setupGo("1.25", { cache: true })
 * @example setupGo({ versionFile: "go.mod" })
 */
export function setupGo(
  version: ToolVersion,
  options: SetupGoOptions = {},
): UsesStep<"go-version" | "cache-hit"> {
  const first = versionInput(version, setupGoAction, 'setupGo("1.25")');
  return setupStep(setupGoAction, { options, first });
}
