// What `generate-gha` takes, beside js-yaml printing and Node writing the same:
//
//   node bench/generation.mjs [ROUNDS] [WORKFLOWS]
//
// Every round does each once, in turn, so that what else the machine does falls on all of them alike. The ratio is that
// of the time of the processor, of the process and all that it starts.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import process from "node:process";
import { isDeepStrictEqual } from "node:util";
import { fileURLToPath } from "node:url";
import { load } from "js-yaml";
import { bundle } from "../scripts/bundle.mjs";
import { workflowData, writeApp } from "./generation-app.mjs";
import { measure, table } from "./measure.mjs";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const rounds = Number(process.argv[2] ?? 5);
const workflows = Number(process.argv[3] ?? 500);
if (!Number.isInteger(rounds) || rounds < 1 || !Number.isInteger(workflows) || workflows < 1) {
  process.stderr.write("Usage: node bench/generation.mjs [ROUNDS] [WORKFLOWS]\n");
  process.exitCode = 2;
} else {
  await main();
}

async function main() {
  // Inside the project: the program finds esbuild from where it is.
  const parent = path.join(root, "node_modules", ".cache", "recompose-ci");
  mkdirSync(parent, { recursive: true });
  const built = mkdtempSync(path.join(parent, "bench-"));
  const app = mkdtempSync(path.join(os.tmpdir(), "recompose-bench-"));
  try {
    await bundle({ outdir: built, minify: true });
    writeApp(app, workflows);
    const programs = programsIn(app, path.join(built, "cli.cjs"));
    measure(programs, 1);
    compare(path.join(app, ".github", "workflows"));
    // What was changed in the last two seconds is compared by its content.
    await new Promise((resolve) => setTimeout(resolve, 2100));
    process.stdout.write(
      `${workflows} workflows, Node ${process.version}, median of ${rounds} rounds\n`,
    );
    process.stdout.write(table(programs, measure(programs, rounds)));
  } finally {
    rmSync(built, { recursive: true, force: true });
    rmSync(app, { recursive: true, force: true });
  }
}

/**
 * @param {string} app
 * @param {string} cli
 * @returns {import("./measure.mjs").Program[]}
 */
function programsIn(app, cli) {
  const floor = path.join(root, "bench", "generation-floor.mjs");
  const floorFolder = path.join(app, "floor");
  const folder = path.join(app, ".github", "workflows");
  const remove = (/** @type {string} */ name) => rmSync(name, { recursive: true, force: true });
  const forget = () => {
    const cache = path.join(app, "node_modules", ".cache", "recompose");
    const names = existsSync(cache) ? readdirSync(cache) : [];
    for (const name of names) remove(path.join(cache, name, "checks"));
  };
  const generate = [process.execPath, cli, "generate-gha"];
  return [
    {
      name: "js-yaml, the same",
      command: [process.execPath, floor, floorFolder, String(workflows)],
      cwd: app,
      prepare: () => remove(floorFolder),
    },
    {
      name: "all new",
      command: generate,
      cwd: app,
      prepare() {
        remove(folder);
        forget();
      },
    },
    { name: "nothing changed", command: generate, cwd: app },
    { name: "nothing changed, --check", command: [...generate, "--check"], cwd: app },
    {
      name: "one of them changed",
      command: generate,
      cwd: app,
      prepare() {
        const file = path.join(folder, "workflow-0.yml");
        writeFileSync(file, `${readFileSync(file, "utf8")}# more\n`);
      },
    },
  ];
}

/**
 * The floor prints what recompose does.
 *
 * @param {string} folder
 */
function compare(folder) {
  for (let workflow = 0; workflow < workflows; workflow += 1) {
    const file = path.join(folder, `workflow-${workflow}.yml`);
    if (!isDeepStrictEqual(load(readFileSync(file, "utf8")), workflowData(workflow))) {
      throw new Error(`${file} is not what the floor prints`);
    }
  }
}
