/** Bundles an app's own files with esbuild; packages stay outside. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, extname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { BuildFailure, BuildOptions, Loader, Message, Plugin } from "esbuild";
import { UsageError } from "../problems/usage-error.ts";
import type { Bundle } from "./bundle.ts";

/** @throws UsageError with the place in the file, for code that cannot be read and imports that lead nowhere. */
export async function bundleApp(entry: string): Promise<Bundle> {
  const { build } = await import("esbuild");
  const attempt = async (format: Bundle["format"]): Promise<Bundle> => {
    const { outputFiles, metafile } = await build({
      ...settings(entry),
      format,
      plugins: [importMeta, ...(format === "esm" ? [runningInstance] : [])],
    });
    const [output] = outputFiles;
    const root = dirname(entry);
    return {
      format,
      code: output?.text ?? "",
      entry,
      inputs: [
        ...Object.keys(metafile.inputs)
          .filter((input) => !input.startsWith(`${instanceKey}:`))
          .map((input) => resolve(root, input)),
        ...configurationFiles(root),
      ],
    };
  };
  try {
    return await attempt("cjs");
  } catch (error) {
    if (!isBuildFailure(error)) throw error;
    const isAsync = error.errors.every(({ text }) => text.startsWith("Top-level await"));
    if (!isAsync) throw bundleError(error.errors);
  }
  try {
    return await attempt("esm");
  } catch (error) {
    throw isBuildFailure(error) ? bundleError(error.errors) : error;
  }
}

function settings(
  entry: string,
): BuildOptions & { readonly metafile: true; readonly write: false } {
  return {
    entryPoints: [entry],
    absWorkingDir: dirname(entry),
    bundle: true,
    platform: "node",
    target: "node20.19",
    packages: "external",
    // Never a copy of this package, also where a tsconfig has a path for its name.
    external: ["recompose-ci"],
    define: { "import.meta": metaName },
    sourcemap: "inline",
    sourcesContent: false,
    // Absolute, because an ES module of the bundle lies elsewhere.
    sourceRoot: `${dirname(entry)}/`,
    keepNames: true,
    metafile: true,
    write: false,
    logLevel: "silent",
  };
}

const metaName = "__recomposeImportMeta";

/** A bundle has one `import.meta`, and each of its files wants its own. */
const importMeta: Plugin = {
  name: "import-meta",
  setup(build) {
    build.onLoad({ filter: /\.[cm]?[jt]sx?$/ }, ({ path }) => {
      const source = readFileSync(path, "utf8");
      if (!source.includes("import.meta")) return undefined;
      const meta = { url: pathToFileURL(path).href, filename: path, dirname: dirname(path) };
      // On the file's first line, so that the lines of error messages stay right.
      const contents = `const ${metaName} = ${JSON.stringify(meta)};${source.replace(/^#!.*/, "")}`;
      return { contents, loader: loaderOf(path) };
    });
  },
};

/** Where an app in ES module form finds the running instance of this package; CommonJS is handed a `require`. */
export const instanceKey = "recompose-ci/instance";

const runningInstance: Plugin = {
  name: "running-instance",
  setup(build) {
    build.onResolve({ filter: /^recompose-ci$/ }, ({ path }) => ({ path, namespace: instanceKey }));
    build.onLoad({ filter: /.*/, namespace: instanceKey }, () => ({
      contents: `module.exports = globalThis[Symbol.for(${JSON.stringify(instanceKey)})];`,
    }));
  },
};

function loaderOf(path: string): Loader {
  switch (extname(path)) {
    case ".tsx":
      return "tsx";
    case ".jsx":
      return "jsx";
    case ".ts":
    case ".mts":
    case ".cts":
      return "ts";
    default:
      return "js";
  }
}

/** What tells esbuild how to read the files, present or not: one that appears changes the result. */
function configurationFiles(root: string): string[] {
  const files: string[] = [];
  for (let folder = root; ; folder = dirname(folder)) {
    files.push(join(folder, "tsconfig.json"), join(folder, "package.json"));
    if (folder === dirname(folder) || existsSync(join(folder, ".git"))) return files;
  }
}

function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && "errors" in error && Array.isArray(error.errors);
}

/** `tasks/build.ts:3:8: Could not resolve "./nothing.ts"`, then the line and where in it. */
function bundleError(errors: readonly Message[]): UsageError {
  const shown = errors.slice(0, 3).map(({ text, location }) => {
    if (location === null) return text;
    const { file, line, column, lineText } = location;
    return `${file}:${line}:${column + 1}: ${text}\n    ${lineText}\n    ${" ".repeat(column)}^`;
  });
  return new UsageError(shown.join("\n"));
}
