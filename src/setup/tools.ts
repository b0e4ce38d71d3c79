/** Steps that put a language's tools on the PATH. None of them uses a cache by default. */
import { checkList, checkOptions } from "../problems/options.ts";
import { UsageError } from "../problems/usage-error.ts";
import { shown } from "../problems/wording.ts";
import {
  actionSetup,
  type ActionSetup,
  type PrintedExpression,
  isExpression,
  type ShellSetup,
} from "./setup-step.ts";

export interface SetupNodeOptions {
  /** The package manager whose downloads are kept between runs. */
  readonly cache?: "npm" | "yarn" | "pnpm";
  readonly cacheDependencyPath?: string;
  readonly registryUrl?: string;
}

/** Puts a version of Node on the PATH: `setupNode("22")`. */
export function setupNode(
  version: string | PrintedExpression,
  options: SetupNodeOptions = {},
): ActionSetup {
  checkVersion(version, "setupNode()", 'setupNode("22")');
  checkOptions(options, ["cache", "cacheDependencyPath", "registryUrl"], "setupNode()");
  return actionSetup(
    "actions/setup-node",
    {
      "node-version": version,
      cache: options.cache,
      "cache-dependency-path": options.cacheDependencyPath,
      "registry-url": options.registryUrl,
      // By default the action may turn on a cache because of package.json.
      "package-manager-cache": options.cache === undefined ? false : undefined,
    },
    "setupNode()",
  );
}

export interface SetupPythonOptions {
  /** The package manager whose downloads are kept between runs. */
  readonly cache?: "pip" | "pipenv" | "poetry";
  readonly cacheDependencyPath?: string;
  readonly allowPrereleases?: boolean;
}

/** Puts a version of Python on the PATH: `setupPython("3.12")`. */
export function setupPython(
  version: string | PrintedExpression,
  options: SetupPythonOptions = {},
): ActionSetup {
  checkVersion(version, "setupPython()", 'setupPython("3.12")');
  checkOptions(options, ["cache", "cacheDependencyPath", "allowPrereleases"], "setupPython()");
  return actionSetup(
    "actions/setup-python",
    {
      "python-version": version,
      cache: options.cache,
      "cache-dependency-path": options.cacheDependencyPath,
      "allow-prereleases": options.allowPrereleases,
    },
    "setupPython()",
  );
}

export interface SetupUvOptions {
  /** A version of uv, or a range. Default: the one of the project, else the latest. */
  readonly version?: string | PrintedExpression;
  readonly pythonVersion?: string | PrintedExpression;
  readonly enableCache?: boolean;
}

/** Puts uv on the PATH. */
export function setupUv(options: SetupUvOptions = {}): ActionSetup {
  checkOptions(options, ["version", "pythonVersion", "enableCache"], "setupUv()");
  const { version, pythonVersion } = options;
  if (version !== undefined) {
    checkVersion(version, "setupUv(): `version`", 'setupUv({ version: "0.9" })');
  }
  if (pythonVersion !== undefined) {
    checkVersion(pythonVersion, "setupUv(): `pythonVersion`", 'setupUv({ pythonVersion: "3.12" })');
  }
  return actionSetup(
    "astral-sh/setup-uv",
    { version, "python-version": pythonVersion, "enable-cache": options.enableCache },
    "setupUv()",
  );
}

export interface SetupRustOptions {
  /** `stable`, `nightly`, `1.90`. Default: `stable`. */
  readonly toolchain?: string;
  /** In addition to rustc, cargo and the standard library: `["clippy", "rustfmt"]`. */
  readonly components?: readonly string[];
  /** Platforms to compile for. */
  readonly targets?: readonly string[];
}

/** Installs a Rust toolchain as the default one. Uses rustup, which GitHub's runners have, instead of an action. */
export function setupRust(options: SetupRustOptions = {}): ShellSetup {
  checkOptions(options, ["toolchain", "components", "targets"], "setupRust()");
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
  return {
    kind: "shell",
    name: `Set up Rust ${toolchain}`,
    command: `rustup toolchain install ${toolchain} --profile minimal${extra.join("")} && rustup default ${toolchain}`,
  };
}

/** Refuses numbers, because 3.10 would become 3.1. */
function checkVersion(version: unknown, owner: string, example: string): void {
  if (isExpression(version) || (typeof version === "string" && version.trim() !== "")) return;
  throw new UsageError(`${owner} takes the version as a text, not ${shown(version)}.`, [example]);
}
