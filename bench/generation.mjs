// What `generate-gha` takes, beside js-yaml printing and Node writing the same:
//
//   node bench/generation.mjs [ROUNDS] [WORKFLOWS] [--no-peers]
//
// With the peers that `./run bench` installs, where they are.
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
import { given } from "./arguments.mjs";
import { workflowData, writeApp } from "./generation-app.mjs";
import { measure, table } from "./measure.mjs";
import { generationPeers } from "./peers-of-generation.mjs";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const options = given("generation.mjs", { rounds: 5, workflows: 500 });
if (options !== undefined) await main(options);

/** @param {{ readonly rounds: number, readonly workflows: number, readonly peers: boolean }} options */
async function main({ rounds, workflows, peers }) {
  // Inside the project: the program finds esbuild from where it is.
  const parent = path.join(root, "node_modules", ".cache", "recompose-ci");
  mkdirSync(parent, { recursive: true });
  const built = mkdtempSync(path.join(parent, "bench-"));
  const app = mkdtempSync(path.join(os.tmpdir(), "recompose-bench-"));
  try {
    await bundle({ outdir: built, minify: true });
    writeApp(app, workflows);
    const own = programsIn(app, path.join(built, "cli.cjs"), workflows);
    const others = peers ? await generationPeers(app, workflows) : [];
    const programs = [...own, ...others];
    measure(programs, 1);
    for (const { folder } of [{ folder: path.join(app, ".github", "workflows") }, ...others]) {
      compare(folder, workflows);
    }
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
 * @param {number} workflows
 * @returns {import("./measure.mjs").Program[]}
 */
function programsIn(app, cli, workflows) {
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
      goal: "3x",
      prepare() {
        remove(folder);
        forget();
      },
    },
    { name: "nothing changed", command: generate, cwd: app, goal: "1.5x" },
    {
      name: "nothing changed, --check",
      command: [...generate, "--check"],
      cwd: app,
      goal: "1.5x",
    },
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
 * The floor prints what recompose does, and what its peers do.
 *
 * @param {string} folder
 * @param {number} workflows
 */
function compare(folder, workflows) {
  for (let workflow = 0; workflow < workflows; workflow += 1) {
    const file = path.join(folder, `workflow-${workflow}.yml`);
    if (!isDeepStrictEqual(load(readFileSync(file, "utf8")), workflowData(workflow))) {
      throw new Error(`${file} is not what the floor prints`);
    }
  }
}
