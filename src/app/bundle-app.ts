/** Makes the bundle of an app: the project's files in, `node_modules` out. */
import { readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { type Bundle, instanceKey } from "./bundle.ts";
import { explainBuildErrors } from "./build-problems.ts";
import { type BundleInputs, inputsOf } from "./bundle-inputs.ts";
import { findEsbuild, runEsbuild } from "./esbuild.ts";
import { realPath } from "./file-stamp.ts";
import type { LoadOptions } from "./load-options.ts";
import { importersOf, parseMetafile } from "./metafile.ts";
import { numberSources } from "./source-numbers.ts";

export interface BundledApp {
  readonly bundle: Bundle;
  readonly inputs: BundleInputs;
}

export interface BundleRequest {
  readonly entry: string;
  /** The format to try first; CommonJS starts faster, but has no top-level await. */
  readonly format: Bundle["format"];
  /** An empty folder for esbuild's output. */
  readonly scratch: string;
  /** The names that `recompose-ci` exports. */
  readonly exportNames: readonly string[];
  readonly options: LoadOptions;
}

/** @throws UsageError for a syntax error or for an import of a file that is not there. */
export function bundleApp(request: BundleRequest): BundledApp {
  const { entry, format, options, exportNames } = request;
  const esbuild = findEsbuild(options);
  // esbuild's paths have all links followed, and are relative to these.
  const folder = realPath(dirname(entry));
  const scratch = realPath(request.scratch);
  const shim = join(scratch, "recompose-ci.mjs");
  const output = join(scratch, "bundle.js");
  const metafile = join(scratch, "metafile.json");
  writeFileSync(shim, shimText(exportNames));
  const { succeeded, errors } = runEsbuild(esbuild, folder, [
    // Relative: in an entry point "=" would name its output, and "*" is a pattern.
    `./${basename(entry)}`,
    "--bundle",
    "--packages=external",
    "--platform=node",
    "--target=node20.19",
    `--format=${format}`,
    // Before any "paths" of a tsconfig.json, such as this project's own.
    // Relative, for a "*" in the path of the project would be a pattern here, too.
    `--alias:recompose-ci=./${relative(folder, shim)}`,
    "--define:import.meta=__recompose_meta_0000_",
    "--define:__dirname=__recompose_dir_0000_",
    "--define:__filename=__recompose_file_0000_",
    ...(format === "esm" ? [`--banner:js=${moduleHead}`] : []),
    "--sourcemap=external",
    `--outfile=${output}`,
    `--metafile=${metafile}`,
    "--log-level=error",
    "--log-limit=0",
    "--color=false",
  ]);
  if (!succeeded) {
    if (format === "cjs" && errors.includes("Top-level await is currently not supported")) {
      return bundleApp({ ...request, format: "esm" });
    }
    throw explainBuildErrors(errors, { folder, cwd: options.cwd, exportNames });
  }
  const meta = parseMetafile(readFileSync(metafile, "utf8"), relative(folder, shim));
  // The same files give the same bundle, wherever it is made.
  const stable = (path: string): string =>
    readFileSync(path, "utf8").replaceAll(basename(scratch), "bundle");
  const numbered = numberSources(
    stable(output),
    stable(`${output}.map`),
    fileFinder(
      [...meta.keys()].map((path) => resolve(folder, path)),
      join(dirname(scratch), "bundle"),
    ),
  );
  const inputs = inputsOf(entry, meta, folder);
  return {
    bundle: { ...numbered, format, importers: importersOf(meta, folder) },
    inputs: { ...inputs, files: [...inputs.files, esbuild.stampFile] },
  };
}

/**
 * From the sources of a map to files. A source is a URL, relative to the folder of the bundle; esbuild has made a slash
 * of every backslash in the path of the file.
 */
function fileFinder(files: readonly string[], bundleFolder: string): (source: string) => string {
  const slashed = (path: string): string => path.replaceAll("\\", "/");
  const bySource = new Map(
    files.map((file) => [slashed(relative(bundleFolder, slashed(file))), file]),
  );
  return (source) => {
    const path = decodeURIComponent(source);
    return bySource.get(path) ?? resolve(bundleFolder, path);
  };
}

/** Stands in for the package: it hands out what the running instance exports. */
function shimText(names: readonly string[]): string {
  const exports = names.map(
    (name) => `export const ${name} = /* @__PURE__ */ get(${JSON.stringify(name)});`,
  );
  return [
    `const instance = globalThis[Symbol.for(${JSON.stringify(instanceKey)})];`,
    "const get = (name) => instance[name];",
    ...exports,
  ].join("\n");
}

/** Filled in by the one who runs the bundle; in CommonJS they are parameters. */
const moduleHead =
  "const [__recompose_meta,__recompose_dir,__recompose_file,require]=globalThis[Symbol.for('recompose-ci.module')]();";
