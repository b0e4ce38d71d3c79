/**
 * Finds the file that Node could not read. For a syntax error in an ES module, Node prints the file when nobody catches
 * the error, but does not tell a program that does.
 */
import { createRequire } from "node:module";
import { devNull } from "node:os";
import { dirname } from "node:path";
import { explainBuildErrors } from "./build-problems.ts";
import { findEsbuild, runEsbuild } from "./esbuild.ts";
import type { LoadOptions } from "./load-options.ts";
import { findPackage, importedFile, packageOf } from "./package-exports.ts";

/** File, line and column of the first mistake in what the app imports of packages; undefined where there is none. */
export function unreadFile(
  importers: Readonly<Record<string, string>>,
  options: LoadOptions,
): string | undefined {
  for (const [specifier, importer] of Object.entries(importers)) {
    const file = fileOfPackage(specifier, importer);
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
    // What esbuild does not find, the package may do without.
    const mistake = message.split("\n").find((line) => !line.includes("Could not resolve "));
    const [, place] = /^(\S.*?:\d+:\d+): /.exec(mistake ?? "") ?? [];
    if (place !== undefined) return place;
  }
  return undefined;
}

function fileOfPackage(specifier: string, importer: string): string | undefined {
  const { name, subpath } = packageOf(specifier);
  const target = findPackage(name, importer);
  const path = target === undefined ? undefined : importedFile(target, subpath)?.file;
  try {
    return path ?? createRequire(importer).resolve(specifier);
  } catch {
    return undefined;
  }
}
