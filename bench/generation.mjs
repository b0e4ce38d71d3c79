// What `generate-gha` takes, beside js-yaml printing and Node writing the same:
//
//   node bench/generation.mjs [ROUNDS] [WORKFLOWS]
//
// Every round does each once, in turn, so that what else the machine does falls on all of them alike. The ratio is that
// of the time of the processor, of the process and all that it starts.
import { spawnSync } from "node:child_process";
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

/**
 * @typedef {object} Work
 * @property {string} name
 * @property {readonly string[]} arguments for `node`
 * @property {() => void} [prepare] done before each time, untimed
 *
 * @typedef {{ readonly wall: number, readonly processor: number }} Time in seconds
 */

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
    const works = worksIn(app, path.join(built, "cli.cjs"));
    for (const work of works) timed(work, app);
    compare(path.join(app, ".github", "workflows"));
    // What was changed in the last two seconds is compared by its content.
    await new Promise((resolve) => setTimeout(resolve, 2100));
    const times = works.map(() => /** @type {Time[]} */ ([]));
    for (let round = 0; round < rounds; round += 1) {
      for (const [index, work] of works.entries()) times[index]?.push(timed(work, app));
    }
    process.stdout.write(table(works, times));
  } finally {
    rmSync(built, { recursive: true, force: true });
    rmSync(app, { recursive: true, force: true });
  }
}

/**
 * @param {string} app
 * @param {string} cli
 * @returns {Work[]}
 */
function worksIn(app, cli) {
  const floor = path.join(root, "bench", "generation-floor.mjs");
  const floorFolder = path.join(app, "floor");
  const folder = path.join(app, ".github", "workflows");
  const remove = (/** @type {string} */ name) => rmSync(name, { recursive: true, force: true });
  const forget = () => {
    const cache = path.join(app, "node_modules", ".cache", "recompose");
    const names = existsSync(cache) ? readdirSync(cache) : [];
    for (const name of names) remove(path.join(cache, name, "checks"));
  };
  return [
    {
      name: "js-yaml, the same",
      arguments: [floor, floorFolder, String(workflows)],
      prepare: () => remove(floorFolder),
    },
    {
      name: "all new",
      arguments: [cli, "generate-gha"],
      prepare() {
        remove(folder);
        forget();
      },
    },
    { name: "nothing changed", arguments: [cli, "generate-gha"] },
    { name: "nothing changed, --check", arguments: [cli, "generate-gha", "--check"] },
    {
      name: "one of them changed",
      arguments: [cli, "generate-gha"],
      prepare() {
        const file = path.join(folder, "workflow-0.yml");
        writeFileSync(file, `${readFileSync(file, "utf8")}# more\n`);
      },
    },
  ];
}

/**
 * @param {Work} work
 * @param {string} cwd
 * @returns {Time}
 */
function timed(work, cwd) {
  work.prepare?.();
  // Reading extra certificates takes longer than all that a start does.
  const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;
  const began = performance.now();
  // The second line of `times` is what the ended children took.
  const { status, stdout, stderr } = spawnSync(
    "sh",
    ["-c", '"$@" >&2 && times', "sh", process.execPath, ...work.arguments],
    { cwd, env, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] },
  );
  const wall = (performance.now() - began) / 1000;
  if (status !== 0) throw new Error(`${work.name} ended with ${status}:\n${stderr}`);
  const [user = 0, system = 0] = (stdout.split("\n")[1] ?? "").split(" ").map(seconds);
  return { wall, processor: user + system };
}

/**
 * `0m1.250s`
 *
 * @param {string} text
 */
function seconds(text) {
  const [, minutes = 0, rest = 0] = /^(\d+)m([\d.]+)s$/.exec(text.trim()) ?? [];
  return Number(minutes) * 60 + Number(rest);
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

/**
 * @param {readonly Work[]} works
 * @param {readonly (readonly Time[])[]} times
 */
function table(works, times) {
  const middles = times.map((taken) => ({
    wall: median(taken.map(({ wall }) => wall)),
    processor: median(taken.map(({ processor }) => processor)),
  }));
  const rows = works.map(({ name }, index) => {
    const { wall, processor } = middles[index] ?? { wall: 0, processor: 0 };
    const ratio = processor / (middles[0]?.processor ?? 1);
    return [
      name.padEnd(28),
      `${processor.toFixed(2)} s`.padStart(12),
      `${wall.toFixed(2)} s`.padStart(12),
      `${ratio.toFixed(2)}×`.padStart(10),
    ].join("");
  });
  const title = `${workflows} workflows, Node ${process.version}, median of ${rounds} rounds`;
  const head = `${"".padEnd(28)}${"processor".padStart(12)}${"wall".padStart(12)}${"ratio".padStart(10)}`;
  return `${[title, head, ...rows].join("\n")}\n`;
}

/** @param {readonly number[]} numbers */
function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
