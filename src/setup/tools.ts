/** Steps that put a language's tools on the PATH. None of them turns on a cache by itself: a cache is asked for. */
import { UsageError } from "../problems/usage-error.ts";
import { actionSetup, type ActionSetup, type Expression, type ShellSetup } from "./setup-step.ts";

export interface SetupNodeOptions {
  /** The package manager whose downloads are kept between runs. */
  readonly cache?: "npm" | "yarn" | "pnpm";
  readonly cacheDependencyPath?: string;
  readonly registryUrl?: string;
}

/** Puts a version of Node on the PATH: `setupNode("22")`. */
export function setupNode(
  version: string | Expression,
  options: SetupNodeOptions = {},
): ActionSetup {
  return actionSetup("actions/setup-node", {
    "node-version": version,
    cache: options.cache,
    "cache-dependency-path": options.cacheDependencyPath,
    "registry-url": options.registryUrl,
    // The action would otherwise guess a cache from package.json.
    "package-manager-cache": options.cache === undefined ? false : undefined,
  });
}

export interface SetupPythonOptions {
  /** The package manager whose downloads are kept between runs. */
  readonly cache?: "pip" | "pipenv" | "poetry";
  readonly cacheDependencyPath?: string;
  readonly allowPrereleases?: boolean;
}

/** Puts a version of Python on the PATH: `setupPython("3.12")`. */
export function setupPython(
  version: string | Expression,
  options: SetupPythonOptions = {},
): ActionSetup {
  return actionSetup("actions/setup-python", {
    "python-version": version,
    cache: options.cache,
    "cache-dependency-path": options.cacheDependencyPath,
    "allow-prereleases": options.allowPrereleases,
  });
}

export interface SetupUvOptions {
  /** A version of uv, or a range. Default: what the project asks for, else the latest. */
  readonly version?: string | Expression;
  readonly pythonVersion?: string | Expression;
  readonly enableCache?: boolean;
}

/** Puts uv on the PATH. */
export function setupUv(options: SetupUvOptions = {}): ActionSetup {
  return actionSetup("astral-sh/setup-uv", {
    version: options.version,
    "python-version": options.pythonVersion,
    "enable-cache": options.enableCache,
  });
}

export interface SetupRustOptions {
  /** `stable`, `nightly`, `1.90`. Default: `stable`. */
  readonly toolchain?: string;
  /** Beside rustc, cargo and the standard library: `["clippy", "rustfmt"]`. */
  readonly components?: readonly string[];
  /** Platforms to compile for. */
  readonly targets?: readonly string[];
}

/**
 * Makes a Rust toolchain the default one, with rustup, which GitHub's runners have:
 * an action for it would be code of a third party for one command.
 */
export function setupRust(options: SetupRustOptions = {}): ShellSetup {
  const toolchain = options.toolchain ?? "stable";
  for (const word of [toolchain, ...(options.components ?? []), ...(options.targets ?? [])]) {
    if (/^[\w.-]+$/.test(word)) continue;
    throw new UsageError(
      `setupRust(): ${JSON.stringify(word)} is not the name of a toolchain, component or target.`,
    );
  }
  const extra = [
    ...(options.components ?? []).map((component) => ` --component ${component}`),
    ...(options.targets ?? []).map((target) => ` --target ${target}`),
  ];
  return {
    kind: "shell",
    name: `Set up Rust ${toolchain}`,
    command: `rustup toolchain install ${toolchain} --profile minimal${extra.join("")} && rustup default ${toolchain}`,
  };
}
