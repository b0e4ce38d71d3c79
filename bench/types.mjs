// What type-checking an app of 300 tasks takes, beside the same app with a package that has no types:
//
//   node bench/types.mjs [ROUNDS]
//
// Every round checks each once, in turn, so that what else the machine does falls on both alike.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { given } from "./arguments.mjs";
import { aligned, plainEnvironment } from "./measure.mjs";
import { stubText, writeTypedApp } from "./types-app.mjs";
import { turns } from "./turns.mjs";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const tsc = path.join(root, "node_modules", "typescript", "bin", "tsc");
const files = 60;
const whole = "Whole process";
const shown = [
  "Files",
  "Lines",
  "Types",
  "Instantiations",
  "Symbols",
  "Parse time",
  "Check time",
  "Total time",
  whole,
];
const goal = "1.7x";

const options = given("types.mjs", { rounds: 5 });
if (options !== undefined) main(options.rounds);

/** @param {number} rounds */
function main(rounds) {
  const folder = mkdtempSync(path.join(os.tmpdir(), "recompose-bench-"));
  try {
    const types = path.join(folder, "types");
    compile(root, ["-p", "tsconfig.build.json", "--outDir", types]);
    const stubs = path.join(folder, "stubs");
    mkdirSync(stubs);
    writeFileSync(path.join(stubs, "index.d.ts"), stubText(path.join(types, "index.d.ts")));
    const apps = Object.entries({ "untyped stubs": stubs, recompose: types }).map(([name, of]) => ({
      name,
      app: appWith(of, path.join(folder, `${path.basename(of)}-app`)),
    }));
    const measured = apps.map(() => /** @type {Record<string, number>[]} */ ([]));
    for (let round = 0; round < rounds; round += 1) {
      for (const index of turns(apps.length, round)) {
        measured[index]?.push(check(apps[index]?.app ?? ""));
      }
    }
    process.stdout.write(
      table(
        apps.map(({ name }) => name),
        measured,
        rounds,
      ),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} types
 * @param {string} app
 */
function appWith(types, app) {
  writeTypedApp(app, files);
  const installed = path.join(app, "node_modules", "recompose-ci");
  mkdirSync(installed, { recursive: true });
  symlinkSync(types, path.join(installed, "types"));
  symlinkSync(path.join(root, "node_modules", "@types"), path.join(app, "node_modules", "@types"));
  const exports = { ".": { types: "./types/index.d.ts", default: "./index.js" } };
  const manifest = { name: "recompose-ci", version: "0.0.0", type: "module", exports };
  writeFileSync(path.join(installed, "package.json"), JSON.stringify(manifest));
  writeFileSync(path.join(app, "package.json"), JSON.stringify({ type: "module" }));
  return app;
}

/**
 * @param {string} cwd
 * @param {readonly string[]} args
 */
function compile(cwd, args) {
  const { status, stdout } = spawnSync(process.execPath, [tsc, ...args], {
    cwd,
    env: plainEnvironment(),
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`tsc ended with ${status}:\n${stdout}`);
  return stdout;
}

/**
 * What tsc says of its work, by name: times in seconds.
 *
 * @param {string} app
 */
function check(app) {
  const began = performance.now();
  // One thread: with more, work that overlaps is counted several times.
  const text = compile(app, ["--extendedDiagnostics", "--singleThreaded"]);
  const rows = text.matchAll(/^([A-Z][\w ()/]+):\s+([\d.]+)[sK]?$/gm);
  const all = Object.fromEntries([...rows].map(([, name, value]) => [name, Number(value)]));
  return { ...all, [whole]: (performance.now() - began) / 1000 };
}

/**
 * @param {readonly string[]} names
 * @param {readonly (readonly Record<string, number>[])[]} measured
 * @param {number} rounds
 */
function table(names, measured, rounds) {
  const title = `${files * 5} tasks, Node ${process.version}, least of ${rounds} rounds`;
  const rows = shown.map((what) => {
    const least = measured.map((all) => Math.min(...all.map((each) => each[what] ?? Number.NaN)));
    const [floor = Number.NaN, own = Number.NaN] = least;
    return [
      what,
      ...least.map((value) => String(Number(value.toFixed(3)))),
      `${(own / floor).toFixed(2)}x`,
      what === whole ? goal : "",
    ];
  });
  return `${title}\n${aligned([["", ...names, "ratio", "goal"], ...rows])}`;
}
