/**
 * Loads a project's app. Its files are bundled once; the bundle is kept with V8's compiled form of it, and used again
 * while nothing it was made of has changed.
 */
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../problems/usage-error.ts";
import { messageOf } from "../problems/wording.ts";
import type { Bundle } from "./bundle/bundle.ts";
import { BundleCache, type RunnableBundle, startName } from "./cache/bundle-cache.ts";
import { cacheFolders } from "./cache/cache-folders.ts";
import type { LoadOptions } from "./bundle/load-options.ts";
import { rememberMap } from "./map-stack.ts";
import { NeedsModule, runBundle } from "./run-bundle.ts";
import { thisStart } from "../start/this-start.ts";

/**
 * The default export of the app's file.
 *
 * @param entry absolute path of `recompose.ts`
 * @throws UsageError where it cannot be bundled or throws
 */
export async function loadApp(entry: string, options: LoadOptions): Promise<unknown> {
  const exportNames = Object.keys(options.recompose).filter((name) => name !== "default");
  const setting = [entry, options.programVersion, options.nodeVersion, ...exportNames].join("\n");
  const cache = new BundleCache(cacheFolders(entry, options), setting);
  const cachedBundle = cache.read();
  try {
    if (cachedBundle !== undefined) return await run(cachedBundle, entry, options);
    return await bundleAndRun("cjs");
  } catch (error) {
    if (!(error instanceof NeedsModule)) throw error;
    return bundleAndRun("esm");
  }

  async function bundleAndRun(format: Bundle["format"]): Promise<unknown> {
    thisStart.isUsual = false;
    // Only now: most starts find a bundle, and would only wait for what makes one.
    const { bundleApp } = await import("./bundle/bundle-app.ts");
    let problem: unknown;
    for (const make of cache.scratchMakers) {
      let scratch = "";
      let runnable: RunnableBundle;
      try {
        scratch = make();
        writeFileSync(join(scratch, startName), "");
        const { bundle, inputs } = bundleApp({ entry, format, scratch, exportNames, options });
        if (format === "cjs" && importsLater(bundle.code)) throw new NeedsModule("import()");
        runnable = cache.write(bundle, inputs, scratch);
      } catch (error) {
        if (scratch !== "") rmSync(scratch, { recursive: true, force: true });
        if (!isOfTheDisk(error)) throw error;
        problem = error;
        continue;
      }
      try {
        return await run(runnable, entry, options);
      } finally {
        rmSync(scratch, { recursive: true, force: true });
      }
    }
    throw new UsageError(`there is no place to bundle the app in: ${messageOf(problem)}`, [
      "set TMPDIR to a folder that can be written",
    ]);
  }
}

/** A place that is full, missing or not to be written: another one may do. */
function isOfTheDisk(error: unknown): boolean {
  return (error as NodeJS.ErrnoException | undefined)?.syscall !== undefined;
}

/**
 * Whether code is left that imports while it runs. In a script, Node forgets how to do that once the script is compiled
 * from V8's cached form. A text that only looks like it costs a slower start.
 */
function importsLater(code: string): boolean {
  return /\bimport\s*\(/.test(code);
}

/** How many calls a stack has. By default Node cuts it, perhaps before the line of the app with a wrong option. */
const stackLength = 50;

async function run(bundle: RunnableBundle, entry: string, options: LoadOptions): Promise<unknown> {
  rememberMap(bundle.file, bundle.readMap);
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = stackLength;
  const faults = faultsOf(options);
  try {
    const exports = await Promise.race([runBundle(bundle, entry, options.recompose), faults.first]);
    faults.stop();
    return exports;
  } catch (error) {
    if (error instanceof NeedsModule) {
      faults.stop();
      throw error;
    }
    const { explainLoadError } = await import("./load-problems.ts");
    const { importers, file } = bundle;
    throw await explainLoadError(error, { entry, file, importers }, options);
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/**
 * An error that nothing catches while the app loads is an error of loading it, too. Node 20 also has those here that a
 * CommonJS file threw which an ES module imports, once more and perhaps later: so after one it goes on to listen.
 */
function faultsOf({ onFault }: LoadOptions): { first: Promise<never>; stop: () => void } {
  let stop = (): void => {};
  const first = new Promise<never>((_resolve, reject) => {
    stop = onFault?.(reject) ?? stop;
  });
  return { first, stop: () => stop() };
}
