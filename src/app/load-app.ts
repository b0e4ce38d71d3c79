/** Loads a project's app. The bundle of its files is cached with V8's compiled form, until one of the files changes. */
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
    // Imported here, because most starts find a bundle in the cache.
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

/** Such as a full disk, or a folder that is missing or cannot be written. Another folder may work. */
function isOfTheDisk(error: unknown): boolean {
  return (error as NodeJS.ErrnoException | undefined)?.syscall !== undefined;
}

/**
 * Whether code may call `import()`, which Node cannot do in a script that is compiled from V8's cached form. A quoted
 * text that looks like a call only makes the start slower.
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
 * The first error that nothing catches while the app loads. If an ES module imports a CommonJS file that throws, Node 20
 * reports the error here a second time, perhaps later. So after an error, listening goes on.
 */
function faultsOf({ onFault }: LoadOptions): { first: Promise<never>; stop: () => void } {
  let stop = (): void => {};
  const first = new Promise<never>((_resolve, reject) => {
    stop = onFault?.(reject) ?? stop;
  });
  return { first, stop: () => stop() };
}
