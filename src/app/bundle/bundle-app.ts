/** Makes the bundle of an app: the project's files in, `node_modules` out. */
import { readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { type Bundle, instanceKey } from "./bundle.ts";
import { explainBuildErrors } from "./build-problems.ts";
import { type BundleInputs, inputsOf } from "./bundle-inputs.ts";
import { findEsbuild, runEsbuild } from "./esbuild.ts";
import { realPath } from "./disk.ts";
import type { LoadOptions } from "./load-options.ts";
import { bundledPackages, failedPackages, isLocal, readPackages } from "./external-packages.ts";
import { importedNames, importersOf, type Metafile, parseMetafile } from "./metafile.ts";
import { withOtherVersions } from "./other-versions.ts";
import { numberSources } from "./source-numbers.ts";

interface BundleRequest {
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
export function bundleApp(request: BundleRequest): {
  readonly bundle: Bundle;
  readonly inputs: BundleInputs;
} {
  const { entry, format, options, exportNames } = request;
  const esbuild = findEsbuild(options);
  // esbuild follows all links, and prints paths relative to the folder it runs in.
  const folder = realPath(dirname(entry));
  const scratch = realPath(request.scratch);
  const shim = join(scratch, "recompose-ci.mjs");
  const output = join(scratch, "bundle.js");
  const metafile = join(scratch, "metafile.json");
  writeFileSync(shim, shimText(exportNames));
  const flags = [
    // Relative, because esbuild gives "=" and "*" a meaning in the path of an entry point.
    `./${basename(entry)}`,
    "--bundle",
    // Without this, esbuild adds the condition "module", which Node does not have.
    "--conditions=",
    "--platform=node",
    "--target=node20.19",
    `--format=${format}`,
    // An alias comes before "paths" of a tsconfig.json. It is relative, because a "*" in it would be a pattern.
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
  ];
  const attempt = (packages: readonly string[]): BuildResult => {
    const { succeeded, errors } = runEsbuild(esbuild, folder, [...flags, ...packages]);
    if (!succeeded) return { errors, meta: new Map() };
    const text = readFileSync(metafile, "utf8");
    return { errors: "", meta: parseMetafile(text, relative(folder, shim)) };
  };
  const { errors, meta } = withLocalPackages(attempt, folder);
  if (format === "cjs" && errors.includes("Top-level await is currently not supported")) {
    return bundleApp({ ...request, format: "esm" });
  }
  if (errors !== "") throw explainBuildErrors(errors, { folder, cwd: options.cwd, exportNames });
  const packages = readPackages(meta, folder);
  if (format === "cjs" && packages.needsModule) return bundleApp({ ...request, format: "esm" });
  // The name of the scratch folder must not be in the bundle: the same files give the same bundle.
  const stable = (path: string): string =>
    readFileSync(path, "utf8").replaceAll(basename(scratch), "bundle");
  const numberedCode = numberSources(
    stable(output),
    stable(`${output}.map`),
    fileFinder(
      [...meta.keys()].map((path) => resolve(folder, path)),
      join(dirname(scratch), "bundle"),
    ),
  );
  const inputs = inputsOf(entry, meta, folder, packages);
  const code = asNode(numberedCode.code, format);
  const importers = importersOf(meta, folder);
  const parts = { code, importers, targets: packages.targets };
  return {
    bundle: { ...numberedCode, format, ...withOtherVersions(parts, packages.others, meta, folder) },
    inputs: { ...inputs, files: [...inputs.files, esbuild.stampFile] },
  };
}

interface BuildResult {
  /** Empty for a success. */
  readonly errors: string;
  readonly meta: Metafile;
}

/**
 * Bundles packages that are part of the project, which may be TypeScript, and no others. esbuild can leave out all
 * packages, or those that it gets a flag for. It takes a first build to know which packages the files import.
 */
function withLocalPackages(
  attempt: (flags: readonly string[]) => BuildResult,
  folder: string,
): BuildResult {
  const first = attempt(["--packages=external"]);
  const { packages } = readPackages(first.meta, folder);
  if (!packages.some(isLocal)) return first;
  const local = new Set(packages.filter(isLocal).map(({ name }) => name));
  const externals = new Set(importedNames(first.meta).filter((name) => !local.has(name)));
  for (;;) {
    const next = attempt([...externals].map((name) => `--external:${name}`));
    const names =
      next.errors === "" ? bundledPackages(next.meta, folder) : failedPackages(next.errors);
    const before = externals.size;
    for (const name of names) externals.add(name);
    if (externals.size === before) return next;
  }
}

/**
 * In Node, the default import of a CommonJS file is all that the file exports. esbuild makes it so only for some
 * importing files. In a CommonJS bundle `require` also gives ES modules, which stay as they are.
 */
function asNode(code: string, format: Bundle["format"]): string {
  const start = "var __toESM = (mod, isNodeMode, target) => ";
  const isModule = format === "cjs" ? "__recompose_isModule(mod) ? mod : " : "";
  return code.replace(`${start}(`, `${start}${isModule}(isNodeMode = 1, `);
}

/**
 * Finds the file for a source of a source map. A source is a URL, relative to the folder of the bundle, in which esbuild
 * has replaced each backslash by a slash.
 */
function fileFinder(files: readonly string[], bundleFolder: string): (source: string) => string {
  const withSlashes = (path: string): string => path.replaceAll("\\", "/");
  const bySource = new Map(
    files.map((file) => [withSlashes(relative(bundleFolder, withSlashes(file))), file]),
  );
  return (source) => {
    const path = decodeURIComponent(source);
    return bySource.get(path) ?? resolve(bundleFolder, path);
  };
}

/** The code that bundles get for `recompose-ci`: it exports what the running instance does. */
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

/** The code that runs the bundle gives these values. In CommonJS they are parameters. */
const moduleHead =
  "const [__recompose_meta,__recompose_dir,__recompose_file,require]=globalThis[Symbol.for('recompose-ci.module')]();";
