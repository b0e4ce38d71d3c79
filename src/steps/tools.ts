/** Steps that put a language's tools on the PATH. None of them uses a cache by default. */
import { checkList } from "../problems/options.ts";
import { UsageError } from "../problems/usage-error.ts";
import { shown } from "../problems/wording.ts";
import {
  actionStep,
  checkStepOptions,
  referencesIn,
  type StepOptions,
  stepSettings,
} from "./step-options.ts";
import {
  builtStep,
  isExpression,
  type PrintedExpression,
  type ShellStep,
  type UsesStep,
} from "./step.ts";

export interface SetupNodeOptions extends StepOptions {
  /** The package manager whose downloads are kept between runs. */
  readonly cache?: "npm" | "yarn" | "pnpm";
  readonly cacheDependencyPath?: string;
  readonly registryUrl?: string;
}

/** Puts a version of Node on the PATH: `setupNode("22")`. */
export function setupNode(
  version: string | PrintedExpression,
  options: SetupNodeOptions = {},
): UsesStep {
  checkVersion(version, "setupNode()", 'setupNode("22")');
  checkStepOptions(options, ["cache", "cacheDependencyPath", "registryUrl"], "setupNode()");
  return actionStep(
    "actions/setup-node",
    {
      "node-version": version,
      cache: options.cache,
      "cache-dependency-path": options.cacheDependencyPath,
      "registry-url": options.registryUrl,
      // By default the action may turn on a cache because of package.json.
      "package-manager-cache": options.cache === undefined ? false : undefined,
    },
    options,
    "setupNode()",
  );
}

export interface SetupPythonOptions extends StepOptions {
  /** The package manager whose downloads are kept between runs. */
  readonly cache?: "pip" | "pipenv" | "poetry";
  readonly cacheDependencyPath?: string;
  readonly allowPrereleases?: boolean;
}

/** Puts a version of Python on the PATH: `setupPython("3.12")`. */
export function setupPython(
  version: string | PrintedExpression,
  options: SetupPythonOptions = {},
): UsesStep {
  checkVersion(version, "setupPython()", 'setupPython("3.12")');
  checkStepOptions(options, ["cache", "cacheDependencyPath", "allowPrereleases"], "setupPython()");
  return actionStep(
    "actions/setup-python",
    {
      "python-version": version,
      cache: options.cache,
      "cache-dependency-path": options.cacheDependencyPath,
      "allow-prereleases": options.allowPrereleases,
    },
    options,
    "setupPython()",
  );
}

export interface SetupUvOptions extends StepOptions {
  /** A version of uv, or a range. Default: the one of the project, else the latest. */
  readonly version?: string | PrintedExpression;
  readonly pythonVersion?: string | PrintedExpression;
  readonly enableCache?: boolean;
}

/** Puts uv on the PATH. */
export function setupUv(options: SetupUvOptions = {}): UsesStep {
  checkStepOptions(options, ["version", "pythonVersion", "enableCache"], "setupUv()");
  const { version, pythonVersion } = options;
  if (version !== undefined) {
    checkVersion(version, "setupUv(): `version`", 'setupUv({ version: "0.9" })');
  }
  if (pythonVersion !== undefined) {
    checkVersion(pythonVersion, "setupUv(): `pythonVersion`", 'setupUv({ pythonVersion: "3.12" })');
  }
  return actionStep(
    "astral-sh/setup-uv",
    {
      version: options.version,
      "python-version": options.pythonVersion,
      "enable-cache": options.enableCache,
    },
    options,
    "setupUv()",
  );
}

export interface SetupRustOptions extends StepOptions {
  /** `stable`, `nightly`, `1.90`. Default: `stable`. */
  readonly toolchain?: string;
  /** In addition to rustc, cargo and the standard library: `["clippy", "rustfmt"]`. */
  readonly components?: readonly string[];
  /** Platforms to compile for. */
  readonly targets?: readonly string[];
}

/** Installs a Rust toolchain as the default one. Uses rustup, which GitHub's runners have, instead of an action. */
export function setupRust(options: SetupRustOptions = {}): ShellStep {
  checkStepOptions(options, ["toolchain", "components", "targets"], "setupRust()");
  const { toolchain = "stable", components = [], targets = [] } = options;
  checkList(components, "setupRust(): `components`");
  checkList(targets, "setupRust(): `targets`");
  for (const word of [toolchain, ...components, ...targets]) {
    if (typeof word === "string" && /^[\w.-]+$/.test(word)) continue;
    throw new UsageError(
      `setupRust(): ${shown(word)} is not the name of a toolchain, component or target.`,
    );
  }
  const extra = [
    ...components.map((component) => ` --component ${component}`),
    ...targets.map((target) => ` --target ${target}`),
  ];
  return builtStep<ShellStep>(
    {
      kind: "shell",
      command: `rustup toolchain install ${toolchain} --profile minimal${extra.join("")} && rustup default ${toolchain}`,
      setsUpTool: true,
      ...stepSettings({ name: `Set up Rust ${toolchain}`, ...options }, "setupRust()"),
    },
    referencesIn(options),
  );
}

/** Refuses numbers, because 3.10 would become 3.1. */
function checkVersion(version: unknown, owner: string, example: string): void {
  if (isExpression(version) || (typeof version === "string" && version.trim() !== "")) return;
  throw new UsageError(`${owner} takes the version as a text, not ${shown(version)}.`, [example]);
}
