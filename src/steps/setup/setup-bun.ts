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

/**
 * Options of `setupBun()`. https://github.com/oven-sh/setup-bun/blob/main/action.yml, without what it calls deprecated.
 */
export interface SetupBunOptions extends StepOptions {
  /**
   * Whether the program is downloaded anew, and not kept between runs. Default: true; the action's own is false, which is
   * therefore not printed.
   */
  readonly noCache?: FlagValue;
  /** Registries of packages, with a token behind a bar: `@owner:https://npm.pkg.github.com/|$TOKEN`. Default: none. */
  readonly registries?: LinesValue;
  /** The address of the program itself, in place of a version. Default: none. */
  readonly bunDownloadUrl?: TextValue;
  /** The token that looks for versions on github.com. Default: the job's own; none on another server. */
  readonly token?: TextValue;
}

const table: InputTable<SetupBunOptions> = {
  noCache: flag,
  registries: lines,
  bunDownloadUrl: text,
  token: text,
};

export const setupBunAction: SetupAction = {
  call: "setupBun",
  action: "oven-sh/setup-bun",
  version: "bun-version",
  optionalVersion: true,
  table,
  ownDefaults: { noCache: false },
};

/**
 * Puts a version of Bun on the PATH. The packages that it installs are kept with `cache()`: their folder is
 * `~/.bun/install/cache`. Its outputs are `bun-version`, `bun-revision`, `bun-path`, `bun-download-url` and `cache-hit`.
 *
 * @param version A version, a range, `latest`, `canary`, or a file: `.bun-version`, `.tool-versions`. Default: the one in
 * `packageManager` or `engines` of package.json, else the latest.
 * @throws UsageError for a version that is no text, since the number 3.10 is 3.1, and for an option that it does not
 * have.
 * @example setupBun("1.3")
 * @example setupBun({ versionFile: ".bun-version" })
 */
export function setupBun(
  version?: ToolVersion,
  options: SetupBunOptions = {},
): UsesStep<"bun-version" | "bun-revision" | "bun-path" | "bun-download-url" | "cache-hit"> {
  const first = versionInput(version, setupBunAction, 'setupBun("1.3")');
  return setupStep(setupBunAction, { options, first });
}
