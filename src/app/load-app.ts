/**
 * Loads a project's app. Its files are bundled once; the bundle is kept with V8's compiled form of it, and used again
 * while no file it was made of has changed.
 */
import { randomUUID } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import vm from "node:vm";
import { bundleApp, instanceKey } from "./bundle-app.ts";
import { BundleCache } from "./bundle-cache.ts";
import type { Bundle } from "./bundle.ts";
import { rememberCode } from "./map-stack.ts";

/** What a loaded app gets from the program that loads it. */
export interface Surroundings {
  /** The running instance of this package, for `import … from "recompose-ci"`: there is one set of running tasks. */
  readonly recompose: object;
  /** Versions of this program and of Node: others have caches of their own. */
  readonly setting: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** The default export of the app's file. */
export async function loadApp(entry: string, surroundings: Surroundings): Promise<unknown> {
  const cache = new BundleCache(entry, surroundings.setting);
  let bundle = cache.read();
  if (bundle === undefined) {
    const startedAt = surroundings.now();
    bundle = await bundleApp(entry);
    cache.write(bundle, startedAt);
  }
  return bundle.format === "cjs"
    ? evaluate(bundle, cache, surroundings.recompose)
    : importModule(bundle, cache, surroundings.recompose);
}

type Evaluate = (
  require: (name: string) => unknown,
  module: { exports: { readonly default?: unknown } },
  exports: object,
  file: string,
  folder: string,
) => void;

function evaluate(bundle: Bundle, cache: BundleCache, recompose: object): unknown {
  const wrapped = `(function (require, module, exports, __filename, __dirname) {${bundle.code}\n})`;
  const cachedData = cache.readCompiled(wrapped);
  const script = new vm.Script(wrapped, {
    filename: bundle.entry,
    ...(cachedData === undefined ? {} : { cachedData }),
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  rememberCode(bundle.entry, bundle.code, dirname(bundle.entry));
  const requireFromApp = createRequire(bundle.entry);
  const module = { exports: {} };
  (script.runInThisContext() as Evaluate)(
    (name) => (name === "recompose-ci" ? recompose : (requireFromApp(name) as unknown)),
    module,
    module.exports,
    bundle.entry,
    dirname(bundle.entry),
  );
  // After the run: then it has the functions that ran, too.
  if (cachedData === undefined || script.cachedDataRejected === true) {
    cache.writeCompiled(wrapped, script.createCachedData());
  }
  return (module.exports as { readonly default?: unknown }).default;
}

/** An ES module can only be imported from a file, and its packages are looked up from that file's folder upwards. */
async function importModule(
  bundle: Bundle,
  cache: BundleCache,
  recompose: object,
): Promise<unknown> {
  Object.assign(globalThis, { [Symbol.for(instanceKey)]: recompose });
  mkdirSync(cache.folder, { recursive: true });
  const file = join(cache.folder, `${randomUUID()}.mjs`);
  writeFileSync(file, bundle.code);
  rememberCode(file, bundle.code, dirname(bundle.entry));
  try {
    const loaded = (await import(pathToFileURL(file).href)) as { readonly default?: unknown };
    return loaded.default;
  } finally {
    rmSync(file);
  }
}
