/**
 * Finds the file that Node cannot read. Node names the file of a syntax error in an ES module only when it prints the
 * error itself, not to a program that catches it.
 */
import { devNull } from "node:os";
import { dirname } from "node:path";
import { explainBuildErrors } from "./build-problems.ts";
import { findEsbuild, runEsbuild } from "./esbuild.ts";
import type { LoadOptions } from "./load-options.ts";
import { fileOfPackage } from "./package-exports.ts";

/** File, line and column of the first mistake in what the app imports of packages; undefined where there is none. */
export function unreadableFile(
  importers: Readonly<Record<string, string>>,
  options: LoadOptions,
): string | undefined {
  for (const [specifier, importer] of Object.entries(importers)) {
    const file = fileOf(specifier, importer);
    if (file === undefined) continue;
    const folder = dirname(file);
    const { errors } = runEsbuild(findEsbuild(options), folder, [
      file,
      "--bundle",
      "--platform=node",
      "--format=esm",
      // In a package, Node takes TypeScript for JavaScript, or refuses it.
      "--loader:.ts=js",
      "--loader:.node=empty",
      `--outfile=${devNull}`,
      "--log-level=error",
      "--log-limit=0",
      "--color=false",
    ]);
    if (errors === "") continue;
    const { message } = explainBuildErrors(errors, { folder, cwd: options.cwd, exportNames: [] });
    // The package may work without a file that esbuild does not find.
    const mistake = message.split("\n").find((line) => !line.includes("Could not resolve "));
    const [, place] = /^(\S.*?:\d+:\d+): /.exec(mistake ?? "") ?? [];
    if (place !== undefined) return place;
  }
  return undefined;
}

function fileOf(specifier: string, importer: string): string | undefined {
  try {
    return fileOfPackage(specifier, importer);
  } catch {
    return undefined;
  }
}
