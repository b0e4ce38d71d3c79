/** Runs esbuild's own executable, which starts in half the time of its JavaScript API. */
import { spawnSync } from "node:child_process";
import { closeSync, existsSync, openSync, readSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { LoadOptions } from "./load-options.ts";

export interface Esbuild {
  readonly command: string;
  /** Arguments that come before esbuild's own. */
  readonly prefix: readonly string[];
  /** Changes whenever another version is installed. */
  readonly packageFile: string;
}

export interface EsbuildResult {
  readonly succeeded: boolean;
  /** The errors, in esbuild's words. */
  readonly errors: string;
}

type Surroundings = Pick<LoadOptions, "env" | "nodePath" | "platform" | "architecture">;

/** Where esbuild is installed for this program. */
export function findEsbuild(surroundings: Surroundings): Esbuild {
  const packageFile = createRequire(import.meta.url).resolve("esbuild/package.json");
  const command =
    surroundings.env["ESBUILD_BINARY_PATH"] ?? platformBinary(packageFile, surroundings);
  if (command !== undefined) return { command, prefix: [], packageFile };
  // esbuild's install script puts the executable itself in the place of this script, where it can.
  const script = join(dirname(packageFile), "bin", "esbuild");
  return isScript(script)
    ? { command: surroundings.nodePath, prefix: [script], packageFile }
    : { command: script, prefix: [], packageFile };
}

export function runEsbuild(esbuild: Esbuild, cwd: string, flags: readonly string[]): EsbuildResult {
  const child = spawnSync(esbuild.command, [...esbuild.prefix, ...flags], {
    cwd,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    stdio: ["ignore", "ignore", "pipe"],
    windowsHide: true,
  });
  if (child.error !== undefined) throw child.error;
  return { succeeded: child.status === 0, errors: child.stderr };
}

function platformBinary(packageFile: string, surroundings: Surroundings): string | undefined {
  const { platform, architecture } = surroundings;
  const file = platform === "win32" ? "esbuild.exe" : "bin/esbuild";
  try {
    const require = createRequire(packageFile);
    const binary = require.resolve(`@esbuild/${platform}-${architecture}/${file}`);
    return existsSync(binary) ? binary : undefined;
  } catch {
    return undefined; // Installed without optional dependencies, or for another machine.
  }
}

function isScript(file: string): boolean {
  const start = Buffer.alloc(2);
  const handle = openSync(file, "r");
  try {
    readSync(handle, start);
  } finally {
    closeSync(handle);
  }
  return start.toString("latin1") === "#!";
}
