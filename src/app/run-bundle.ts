/** Runs an app's bundle and gives its default export. */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { types } from "node:util";
import { Script } from "node:vm";
import { instanceKey } from "./bundle/bundle.ts";
import type { RunnableBundle } from "./cache/bundle-cache.ts";
import { fileUrl } from "../start/file-url.ts";
import { importModule } from "./import-module.ts";
import { resolveFrom } from "./bundle/package-exports.ts";
import { ownValue } from "../problems/own-value.ts";

/** A package of the app can be imported, but not required: the bundle has to be an ES module. */
export class NeedsModule extends Error {
  override readonly name: string = "NeedsModule";
}

type Require = (name: string) => unknown;

/** What stands where a source file says `import.meta`, `__dirname`, `__filename` and `require`. */
type ModuleParts = readonly [
  metas: readonly object[],
  folders: readonly string[],
  files: readonly string[],
  require: Require,
];

type Evaluate = (
  module: { exports: unknown },
  exports: unknown,
  require: Require,
  metas: ModuleParts[0],
  folders: ModuleParts[1],
  files: ModuleParts[2],
  isModule: (value: unknown) => boolean,
) => void;

const head =
  "(function (module, exports, require, __recompose_meta, __recompose_dir, __recompose_file, __recompose_isModule) {";

export async function runBundle(
  bundle: RunnableBundle,
  entry: string,
  recompose: object,
): Promise<unknown> {
  Object.assign(globalThis, { [Symbol.for(instanceKey)]: recompose });
  return bundle.format === "esm" ? importBundle(bundle, entry) : evaluate(bundle, entry);
}

function evaluate(bundle: RunnableBundle, entry: string): unknown {
  const script = new Script(`${head}${bundle.code}\n})`, {
    // A URL, as for an ES module. A path may have line endings in it, which would break the lines of a stack.
    filename: fileUrl(bundle.file),
    cachedData: bundle.compiled,
  });
  const [metas, folders, files, require] = moduleParts(bundle, entry);
  const module: { exports: unknown } = { exports: {} };
  const run = script.runInThisContext() as Evaluate;
  run(module, module.exports, require, metas, folders, files, types.isModuleNamespaceObject);
  // After the run, so that the compiled form has the functions that ran.
  if (bundle.compiled === undefined || script.cachedDataRejected === true) {
    bundle.saveCompiled(script.createCachedData());
  }
  return defaultOf(module.exports);
}

async function importBundle(bundle: RunnableBundle, entry: string): Promise<unknown> {
  const key = Symbol.for(`${instanceKey}.module`);
  Object.assign(globalThis, { [key]: () => moduleParts(bundle, entry) });
  const exports = (await importModule(fileUrl(bundle.file))) as {
    readonly default?: unknown;
  };
  return exports.default;
}

/** The default export of a bundled ES module, or all exports of a CommonJS file. */
function defaultOf(exports: unknown): unknown {
  const isModule = typeof exports === "object" && exports !== null && "__esModule" in exports;
  return isModule ? (exports as { readonly default?: unknown }).default : exports;
}

function moduleParts(bundle: RunnableBundle, entry: string): ModuleParts {
  const { sources } = bundle;
  const metas = sources.map((file) => ({
    get url() {
      return fileUrl(file);
    },
    filename: file,
    dirname: dirname(file),
    resolve: (specifier: string) => resolveFrom(file, specifier),
  }));
  return [metas, sources.map((file) => dirname(file)), sources, requireFrom(bundle, entry)];
}

function requireFrom(bundle: RunnableBundle, entry: string): Require {
  // Made at the first call, because making it takes longer than most apps take to load.
  let entryRequire: NodeJS.Require | undefined;
  const requireFromEntry = (): NodeJS.Require => (entryRequire ??= createRequire(entry));
  const requireFor = (name: string): unknown => {
    const importer = ownValue(bundle.importers, name);
    if (importer === undefined) return requireFromEntry()(name);
    try {
      return createRequire(quietly(importer))(ownValue(bundle.targets, name) ?? name);
    } catch (error) {
      if (bundle.format === "cjs" && cannotBeRequired(error)) throw new NeedsModule(name);
      throw error;
    }
  };
  for (const part of ["resolve", "cache", "extensions", "main"] as const) {
    Object.defineProperty(requireFor, part, {
      enumerable: true,
      get: () => requireFromEntry()[part],
    });
  }
  return requireFor;
}

/**
 * Node 20 warns that requiring ES modules is experimental, except for a file in `node_modules`. From such a file Node
 * finds the same packages as from the folder around it.
 */
function quietly(importer: string): string {
  return join(dirname(importer), "node_modules", "recompose-app.cjs");
}

function cannotBeRequired(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "ERR_REQUIRE_ASYNC_MODULE" || code === "ERR_PACKAGE_PATH_NOT_EXPORTED";
}
