import type { Condition, Reference } from "../../expression/build/algebra.ts";
import { UsageError } from "../../problems/usage-error.ts";
import {
  flag,
  type FlagValue,
  filledText,
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
import { versionText } from "../tool-version.ts";

/** Options of `setupUv()`. https://github.com/astral-sh/setup-uv/blob/main/action.yml */
export interface SetupUvOptions extends StepOptions {
  /** A version of uv, or a range. Default: the one that `uv.toml` or `pyproject.toml` asks for, else the latest. */
  readonly version?: TextValue;
  /** The file that says the version of uv, in place of `version`: `tools/uv.toml`, `.tool-versions`. Default: none. */
  readonly versionFile?: TextValue;
  /** The version of Python that uv uses, as `UV_PYTHON`. Default: uv decides. */
  readonly pythonVersion?: TextValue;
  /**
   * Whether the cache of uv is kept between runs. Default: `auto`, on GitHub's runners, but not for releases, tags,
   * `pull_request_target` and `workflow_run`.
   */
  readonly enableCache?: boolean | "auto" | Condition | Reference<string>;
  /**
   * The files that name the cache, patterns allowed, relative to `workingDirectory`. Default: `uv.lock`,
   * `pyproject.toml`, `*.py.lock`, and files of requirements and constraints, anywhere.
   */
  readonly cacheDependencyGlob?: LinesValue;
  /** Whether the cache is restored. Default: true. */
  readonly restoreCache?: FlagValue;
  /** Whether the cache is saved at the end of the job. Default: true. */
  readonly saveCache?: FlagValue;
  /** The end of the cache's name. Default: none. */
  readonly cacheSuffix?: TextValue;
  /**
   * The folder of the cache. Default: the one of uv's settings or `UV_CACHE_DIR`; else, on GitHub's runners, one below
   * `runner.temp`.
   */
  readonly cacheLocalPath?: TextValue;
  /** Whether what can be downloaded again is left out of the saved cache. Default: false. */
  readonly pruneCache?: FlagValue;
  /** Whether the cache has the versions of Python that uv installed. Default: false. */
  readonly cachePython?: FlagValue;
  /** Whether the step succeeds where there is nothing to keep. Default: false. */
  readonly ignoreNothingToCache?: FlagValue;
  /** Whether it is silent about a `workingDirectory` without files. Default: false. */
  readonly ignoreEmptyWorkdir?: FlagValue;
  /** Whether later steps run in a virtual environment. Default: false. */
  readonly activateEnvironment?: FlagValue;
  /** The folder of that environment. Default: `.venv`. */
  readonly venvPath?: TextValue;
  /** Whether that environment is made without looking at the project. Default: false. */
  readonly noProject?: FlagValue;
  /** The folder of the project. Default: the workspace. */
  readonly workingDirectory?: TextValue;
  /**
   * The SHA-256 that the downloaded uv has to have. Default: the one that the action knows for the version, if it knows
   * one.
   */
  readonly checksum?: TextValue;
  /** The token that downloads uv from github.com. Default: the job's own. */
  readonly githubToken?: TextValue;
  /** The folder for what `uv tool` installs, as `UV_TOOL_DIR`. Default: uv's, and on Windows one below `runner.temp`. */
  readonly toolDir?: TextValue;
  /** The folder for the programs of that, as `UV_TOOL_BIN_DIR`. Default: uv's, and on Windows one below `runner.temp`. */
  readonly toolBinDir?: TextValue;
  /** The address of a list of versions. Default: that of Astral. */
  readonly manifestFile?: TextValue;
  /** Whether uv comes from Astral's mirror, not from github.com. Default: true. */
  readonly downloadFromAstralMirror?: FlagValue;
  /** Whether errors of uv and Python become annotations. Default: true. */
  readonly addProblemMatchers?: FlagValue;
  /** Whether only warnings and errors are printed. Default: false. */
  readonly quiet?: FlagValue;
  /** Which version of a range it takes. Default: `highest`. */
  readonly resolutionStrategy?: "highest" | "lowest" | Reference<string>;
}

const table: InputTable<SetupUvOptions> = {
  version: (value) => versionText(value, "setupUv(): `version`", 'setupUv({ version: "0.9" })'),
  pythonVersion: (value) =>
    versionText(value, "setupUv(): `pythonVersion`", 'setupUv({ pythonVersion: "3.12" })'),
  enableCache: oneOf(true, false, "auto"),
  versionFile: filledText,
  cacheDependencyGlob: lines,
  restoreCache: flag,
  saveCache: flag,
  cacheSuffix: text,
  cacheLocalPath: text,
  pruneCache: flag,
  cachePython: flag,
  ignoreNothingToCache: flag,
  ignoreEmptyWorkdir: flag,
  activateEnvironment: flag,
  venvPath: text,
  noProject: flag,
  workingDirectory: text,
  checksum: text,
  githubToken: text,
  toolDir: text,
  toolBinDir: text,
  manifestFile: text,
  downloadFromAstralMirror: flag,
  addProblemMatchers: flag,
  quiet: flag,
  resolutionStrategy: oneOf("highest", "lowest"),
};

export const setupUvAction: SetupAction = {
  call: "setupUv",
  action: "astral-sh/setup-uv",
  table,
};

interface WithoutVersion {
  /** Not together with `versionFile`. Default: none. */
  readonly version?: never;
}

interface WithoutVersionFile {
  /** Not together with `version`. Default: none. */
  readonly versionFile?: never;
}

type UvOutput =
  | "uv-version"
  | "uv-path"
  | "uvx-path"
  | "cache-hit"
  | "cache-key"
  | "venv"
  | "python-version"
  | "python-cache-hit";

/**
 * Puts uv on the PATH. Its outputs are `uv-version`, `uv-path`, `uvx-path`, `python-version`, `venv` and those of its
 * cache.
 *
 * @throws UsageError for `version` together with `versionFile`, and for an option that it does not have.
 * @example setupUv({ version: "0.9", pythonVersion: m.python })
 * @example setupUv({ versionFile: "tools/uv.toml" })
 */
export function setupUv(
  options: SetupUvOptions & (WithoutVersion | WithoutVersionFile) = {},
): UsesStep<UvOutput> {
  const step = setupStep<UvOutput>(setupUvAction, { options });
  if (options.version === undefined || options.versionFile === undefined) return step;
  throw new UsageError("setupUv() takes `version` or `versionFile`, not both.");
}
