import type { Condition, Reference } from "../../expression/build/algebra.ts";
import {
  filledText,
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
import { versionText } from "../tool-version.ts";

/** Options of `setupPnpm()`. https://github.com/pnpm/action-setup/blob/master/action.yml */
export interface SetupPnpmOptions extends StepOptions {
  /** A version, a range, or `latest`. Default: the `packageManager` of package.json; it is an error to give both. */
  readonly version?: TextValue;
  /** The package.json that says the version. Default: the one at the top of the repository. */
  readonly packageJsonFile?: TextValue;
  /** Whether packages are kept between runs. Default: false. `setupNode()` has `cache: "pnpm"` for the same. */
  readonly cache?: FlagValue;
  /** The lockfiles that name the cache, patterns allowed. Default: `pnpm-lock.yaml`. */
  readonly cacheDependencyPath?: LinesValue;
  /** Whether it runs `pnpm install`, or how, as YAML: `args: [--prod]`. Default: false. */
  readonly runInstall?: boolean | string | Condition | Reference<string>;
  /** Whether pnpm brings a Node of its own. Default: false. */
  readonly standalone?: FlagValue;
  /** The folder that it is installed in. Default: `~/setup-pnpm`. */
  readonly dest?: TextValue;
}

const table: InputTable<SetupPnpmOptions> = {
  version: (value) => versionText(value, "setupPnpm(): `version`", 'setupPnpm({ version: "10" })'),
  packageJsonFile: filledText,
  cache: flag,
  cacheDependencyPath: lines,
  runInstall: (value, what) => (typeof value === "boolean" ? value : filledText(value, what)),
  standalone: flag,
  dest: text,
};

export const setupPnpmAction: SetupAction = {
  call: "setupPnpm",
  action: "pnpm/action-setup",
  table,
  otherNames: {
    packageJsonFile: "package_json_file",
    cacheDependencyPath: "cache_dependency_path",
    runInstall: "run_install",
  },
};

/**
 * Puts pnpm on the PATH. It stands before `setupNode()` where that keeps the packages of pnpm, because that asks pnpm for
 * their folder. Its outputs are `dest` and `bin_dest`.
 *
 * @throws UsageError for an option that the function does not have, and for a value that its input does not take.
 * @example [checkout(), setupPnpm(), setupNode("24", { cache: "pnpm" })]
 */
export function setupPnpm(options: SetupPnpmOptions = {}): UsesStep<"dest" | "bin_dest"> {
  return setupStep(setupPnpmAction, { options });
}
