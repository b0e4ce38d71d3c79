/**
 * Loads the program and starts it, with what V8 compiled of it in an earlier start of the same kind. The package's
 * `index.js` takes the API from here, so that there is one instance of it.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import type * as Os from "node:os";
import { join, sep } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { Script } from "node:vm";
import { checksum } from "./checksum.ts";
import { stampOf, statOf } from "./file-stamp.ts";
import { lazyRequire } from "./lazy-require.ts";
import { readSealed, writeSealed } from "./sealed-file.ts";
import { startKind } from "./start-kind.ts";
import { userCache } from "./user-cache.ts";

interface Program {
  readonly api: object;
  /** Whether it was a start like most of its kind. */
  readonly main: () => Promise<boolean>;
}

type Evaluate = (
  exports: object,
  require: (name: string) => unknown,
  module: { readonly exports: object },
  file: string,
  importModule: (url: string) => Promise<unknown>,
) => void;

const kept = "program";
const lazily = lazyRequire(require);
const file = join(__dirname, "program.cjs");
const name = `${startKind(process.argv.slice(2), process.env)}-${checksum(Buffer.from(file)).toString(16)}.v8`;
const stats = statOf(file);
const identity = [
  file,
  stats === undefined ? "" : stampOf(stats),
  process.version,
  process.arch,
  ...process.execArgv,
  process.env["NODE_OPTIONS"] ?? "",
].join("\n");

/** Of functions that V8 has not compiled itself, it cannot count which parts ran. */
const isCounted = Boolean(process.env["NODE_V8_COVERAGE"]);

let compiled: Buffer | undefined;
for (const folder of folders()) {
  if (isCounted) break;
  compiled = readSealed(join(folder, name), identity);
  if (compiled !== undefined) break;
}
const script = new Script(readFileSync(file, "utf8"), {
  filename: pathToFileURL(file).href,
  ...(compiled === undefined ? {} : { cachedData: compiled }),
});
const loaded: { exports: object } = { exports: {} };
const evaluate = script.runInThisContext() as Evaluate;
evaluate(loaded.exports, lazily, loaded, file, (url) => import(url));
const program = loaded.exports as Program;

export const { api } = program;

export async function start(): Promise<void> {
  const isUsual = await program.main();
  if (isUsual && !isCounted && (compiled === undefined || script.cachedDataRejected === true)) {
    // After the run: then it has the functions that ran, too.
    save(script.createCachedData());
  }
}

/** Where data is kept, best first: beside the apps' bundles, or where the user may always write. */
function* folders(): Generator<string> {
  const modules = `${sep}node_modules${sep}`;
  const end = __dirname.lastIndexOf(modules);
  if (end !== -1) yield join(__dirname.slice(0, end + modules.length), ".cache", "recompose", kept);
  const surroundings = {
    env: process.env,
    platform: process.platform,
    get homeFolder() {
      return (lazily("node:os") as typeof Os).homedir();
    },
  };
  yield join(userCache(surroundings), "recompose", kept);
}

function save(data: Buffer): void {
  for (const folder of folders()) {
    try {
      mkdirSync(folder, { recursive: true });
      writeSealed(join(folder, name), data, identity);
      prune(folder);
      return;
    } catch {
      // Nothing is lost but time.
    }
  }
}

const anHour = 3_600_000_000_000n;

/** Removes what nothing has made or read a program from for long: each build of the program has data of its own. */
function prune(folder: string): void {
  const now = statOf(join(folder, name))?.mtimeNs ?? 0n;
  for (const other of readdirSync(folder)) {
    const old = statOf(join(folder, other));
    if (!other.startsWith(name) && old !== undefined && old.mtimeNs < now - 24n * anHour) {
      rmSync(join(folder, other), { force: true });
    }
  }
}
