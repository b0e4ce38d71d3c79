/**
 * Loads the program part by part and starts it, with V8's compiled code of an earlier start of the same kind. The
 * package's `index.js` takes the API from here, so that there is one instance. Each start compiles this file again, so
 * it has only code that cannot be in the program.
 */
import { readFileSync } from "node:fs";
import process from "node:process";
import { Script } from "node:vm";
import { stampOf, statOf } from "./file-stamp.ts";
import { fileUrl } from "./file-url.ts";
import type * as LazyRequire from "./lazy-require.ts";
import type * as SaveParts from "./save-parts.ts";
import { readSealed } from "./sealed-file.ts";
import { startKind } from "./start-kind.ts";
import { userCache } from "./user-cache.ts";

declare const module: { exports: object };

interface Program {
  readonly api: object;
  /** Returns whether it was a start like most of its kind. */
  readonly main: () => Promise<boolean>;
}

type Require = (name: string) => unknown;

type Evaluate = (
  exports: object,
  require: Require,
  module: { readonly exports: object },
  file: string,
  importModule: (url: string) => Promise<unknown>,
) => void;

const kind = startKind(process.argv.slice(2), process.env);
const parts = new Map<string, SaveParts.Part>();
/** Whether V8 counts which parts of a function run. With cached code it cannot. */
const isCounted = Boolean(process.env["NODE_V8_COVERAGE"]);
/** Loads modules that are not part of the program. */
let requireModule: Require = require;

/** `require` of the program: a file of another part is `part:NAME/FILE`. */
function requireFile(name: string): unknown {
  if (!name.startsWith("part:")) return requireModule(name);
  const slash = name.indexOf("/");
  const part = name.slice("part:".length, slash);
  return (parts.get(part) ?? loadPart(part)).module.exports[name.slice(slash + 1)];
}

function loadPart(name: string): SaveParts.Part {
  const file = `${__dirname}/program/${name}.cjs`;
  const stats = statOf(file);
  const identity = [
    file,
    stats === undefined ? "" : stampOf(stats),
    process.version,
    process.arch,
    ...process.execArgv,
    process.env["NODE_OPTIONS"] ?? "",
  ].join("\n");
  const dataName = `${kind}-${name}-${file.replace(/[^\w.]+/g, "-").slice(-120)}.v8`;
  let cachedData: Buffer | undefined;
  for (const folder of isCounted ? [] : folders()) {
    cachedData = readSealed(`${folder}/${dataName}`, identity);
    if (cachedData !== undefined) break;
  }
  // The file is ASCII, and V8 reads Latin-1 the fastest.
  const script = new Script(readFileSync(file, "latin1"), { filename: fileUrl(file), cachedData });
  const isNew = cachedData === undefined || script.cachedDataRejected === true;
  const module = { exports: {} };
  const part = { script, isNew, dataName, identity, module };
  parts.set(name, part);
  const evaluate = script.runInThisContext() as Evaluate;
  evaluate(module.exports, requireFile, module, file, (url) => import(url));
  return part;
}

/** The folders for data, best first: beside the apps' bundles, or in the user's cache, which is always writable. */
function* folders(): Generator<string> {
  const [, modules] = /^(.*[\\/]node_modules)[\\/]/.exec(__dirname) ?? [];
  if (modules !== undefined) yield `${modules}/.cache/recompose/program`;
  const surroundings = {
    env: process.env,
    platform: process.platform,
    get homeFolder() {
      return (require("node:os") as { homedir(): string }).homedir();
    },
  };
  yield `${userCache(surroundings)}/recompose/program`;
}

async function start(): Promise<void> {
  const isUsual = await program.main();
  // After the run, so that the data has the functions that ran.
  const newParts = [...parts.values()].filter(({ isNew }) => isNew);
  if (isUsual && !isCounted && newParts.length > 0) {
    const { saveParts } = requireFile("part:rest/src/start/save-parts.ts") as typeof SaveParts;
    saveParts(newParts, folders);
  }
}

const { lazyRequire } = requireFile("part:start/src/start/lazy-require.ts") as typeof LazyRequire;
requireModule = lazyRequire(require);
const program = requireFile("part:start/src/cli/main.ts") as Program;
module.exports = { api: program.api, start };
