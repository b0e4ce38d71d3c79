import type { Reference } from "../../expression/build/algebra.ts";
import {
  flag,
  type FlagValue,
  type InputTable,
  lines,
  type LinesValue,
  oneOf,
  text,
  type TextValue,
} from "../input-table.ts";
import { type SetupAction, setupStep } from "../setup-action.ts";
import type { StepOptions } from "../step-options.ts";
import type { UsesStep } from "../step.ts";
import { type ToolVersion, versionsInput } from "../tool-version.ts";

/** Options of `setupPython()`. https://github.com/actions/setup-python/blob/main/action.yml */
export interface SetupPythonOptions extends StepOptions {
  /** The package manager whose downloads are kept between runs. Default: none. */
  readonly cache?: "pip" | "pipenv" | "poetry" | Reference<string>;
  /** The files that name the cache, patterns allowed. Default: those of the package manager, anywhere. */
  readonly cacheDependencyPath?: LinesValue;
  /** Whether `3.15` may be a version before its release where there is no release yet. Default: false. */
  readonly allowPrereleases?: FlagValue;
  /** Whether it takes the build without the global interpreter lock. Default: false. */
  readonly freethreaded?: FlagValue;
  /** The version of pip to install with it: `25.1`. Default: the one that comes with Python. */
  readonly pipVersion?: TextValue;
  /** Whether it sets the PATH and other variables for later steps. Default: true. */
  readonly updateEnvironment?: FlagValue;
  /** The kind of processor that it is built for: `x64`, `arm64`. Default: the runner's. */
  readonly architecture?: TextValue;
  /** Whether it looks for a newer version than the one that the runner has already. Default: false. */
  readonly checkLatest?: FlagValue;
  /** The token that downloads Python from github.com. Default: the job's own; none on another server. */
  readonly token?: TextValue;
}

const table: InputTable<SetupPythonOptions> = {
  cache: oneOf("pip", "pipenv", "poetry"),
  cacheDependencyPath: lines,
  allowPrereleases: flag,
  freethreaded: flag,
  pipVersion: text,
  updateEnvironment: flag,
  architecture: text,
  checkLatest: flag,
  token: text,
};

export const setupPythonAction: SetupAction = {
  call: "setupPython",
  action: "actions/setup-python",
  version: "python-version",
  severalVersions: true,
  table,
};

/**
 * Puts a version of Python on the PATH, or several, of which the last is `python`. It keeps nothing between runs unless
 * `cache` says so. Its outputs are `python-version`, `python-path` and `cache-hit`.
 *
 * @throws UsageError for a version that is no text, since the number 3.10 is 3.1, and for an option that it does not
 * have.
 * @example setupPython("3.12")
 * @example setupPython(["3.12", "3.13"])
 * @example setupPython({ versionFile: "pyproject.toml" })
 */
export function setupPython(
  version: ToolVersion | readonly TextValue[],
  options: SetupPythonOptions = {},
): UsesStep<"python-version" | "python-path" | "cache-hit"> {
  const first = versionsInput(version, setupPythonAction, 'setupPython("3.12")');
  return setupStep(setupPythonAction, { options, first });
}
