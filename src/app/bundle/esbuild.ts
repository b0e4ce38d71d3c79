/**
 * Runs esbuild's own executable, which starts in half the time of its JavaScript API. It comes with one of the packages
 * `@esbuild/PLATFORM-ARCHITECTURE`. The package `esbuild` has an install script, which package managers refuse to run.
 */
import { spawnSync } from "node:child_process";
import { closeSync, existsSync, openSync, readSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { UsageError } from "../../problems/usage-error.ts";
import { messageOf } from "../../problems/wording.ts";
import type { LoadOptions } from "./load-options.ts";

export interface Esbuild {
  readonly command: string;
  /** Arguments that come before esbuild's own. */
  readonly prefix: readonly string[];
  /** Changes whenever another version is installed. */
  readonly stampFile: string;
}

type BuildSurroundings = Pick<LoadOptions, "env" | "nodePath" | "platform" | "architecture">;

/** @throws UsageError where esbuild is not installed for this machine. */
export function findEsbuild(surroundings: BuildSurroundings): Esbuild {
  const { env, nodePath } = surroundings;
  const ownBinary = env["ESBUILD_BINARY_PATH"];
  const { program, stampFile } = ownBinary
    ? { program: ownBinary, stampFile: ownBinary }
    : platformProgram(surroundings);
  // For Android on x64 and a few more it is WebAssembly, started by a script.
  return isScript(program)
    ? { command: nodePath, prefix: [program], stampFile }
    : { command: program, prefix: [], stampFile };
}

/** `errors` are in esbuild's words. */
export function runEsbuild(
  esbuild: Esbuild,
  cwd: string,
  flags: readonly string[],
): { readonly succeeded: boolean; readonly errors: string } {
  const child = spawnSync(esbuild.command, [...esbuild.prefix, ...flags], {
    cwd,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    stdio: ["ignore", "ignore", "pipe"],
    windowsHide: true,
  });
  if (child.error !== undefined) {
    throw new UsageError(
      `esbuild, which bundles the app, does not start: ${messageOf(child.error)}`,
    );
  }
  return { succeeded: child.status === 0, errors: child.stderr };
}

function platformProgram({ platform, architecture }: BuildSurroundings): {
  readonly program: string;
  readonly stampFile: string;
} {
  const name = `@esbuild/${platform}-${architecture}`;
  try {
    const stampFile = createRequire(import.meta.url).resolve(`${name}/package.json`);
    const file = platform === "win32" ? "esbuild.exe" : "bin/esbuild";
    const program = join(dirname(stampFile), file);
    if (existsSync(program)) return { program, stampFile };
  } catch {
    // It is not installed.
  }
  throw new UsageError(
    `esbuild, which bundles the app, is not installed for this machine: there is no package ${name}. ` +
      "It is an optional dependency of recompose-ci; the dependencies were installed without these, or on another system.",
    [
      "rm -rf node_modules, and install again here, with optional dependencies",
      "or set ESBUILD_BINARY_PATH to an esbuild of your own",
    ],
  );
}

/** False for a file that cannot be read: starting it gives the error. */
function isScript(file: string): boolean {
  const start = Buffer.alloc(2);
  try {
    const handle = openSync(file, "r");
    try {
      readSync(handle, start);
    } finally {
      closeSync(handle);
    }
  } catch {
    return false;
  }
  return start.toString("latin1") === "#!";
}
