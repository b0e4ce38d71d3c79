// What a start takes, beside Node's own and other task runners:
//
//   node bench/startup.mjs [ROUNDS] [--no-peers]
//
// With the peers that `./run bench` installs, where they are.
import { appendFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import process from "node:process";
import { given } from "./arguments.mjs";
import { install } from "./installed-app.mjs";
import { aligned, measure, median, table, timed } from "./measure.mjs";
import { startPeers } from "./peers-of-starts.mjs";
import { writeApp } from "./startup-apps.mjs";

/** @typedef {import("./measure.mjs").Program} Program */

const options = given("startup.mjs", { rounds: 20 });
if (options !== undefined) await main(options);

/** @param {{ readonly rounds: number, readonly peers: boolean }} options */
async function main({ rounds, peers }) {
  const apps = mkdtempSync(path.join(os.tmpdir(), "recompose-bench-"));
  try {
    const [small = "", large = "", edited = ""] = ["small", "large", "edited"].map((name) =>
      path.join(apps, name),
    );
    for (const [folder, files] of /** @type {const} */ ([
      [small, 1],
      [large, 60],
      [edited, 60],
    ])) {
      mkdirSync(folder);
      await install(folder);
      writeApp(folder, { files, tasksPerFile: 5 });
    }
    const warm = [
      { name: "node -e 0", command: ["node", "-e", "0"], cwd: small },
      ...starts("5 tasks", small, { task: "1.4x", help: "1.4x" }),
      ...starts("300 tasks in 60 files", large, { task: "1.6x", help: "1.6x" }),
      ...(peers ? startPeers(apps) : []),
    ];
    for (const program of warm) timed(program);
    // What was changed in the last two seconds is compared by its content.
    await new Promise((resolve) => setTimeout(resolve, 2100));
    for (const program of warm) timed(program);
    process.stdout.write(`Node ${process.version}, median of ${rounds} rounds\n`);
    process.stdout.write(`${table(warm, measure(warm, rounds))}\n${edits(edited, rounds)}`);
  } finally {
    rmSync(apps, { recursive: true, force: true });
  }
}

/**
 * @param {string} size
 * @param {string} cwd
 * @param {{ readonly task: string, readonly help: string }} goals
 * @returns {Program[]}
 */
function starts(size, cwd, { task, help }) {
  return [
    { name: `./run TASK, ${size}`, command: ["./run", "task-1-1"], cwd, goal: task },
    { name: `./run --help, ${size}`, command: ["./run", "--help"], cwd, goal: help },
    {
      name: `completion of a word, ${size}`,
      command: ["./run", "__complete", "task-1"],
      cwd,
      goal: help,
    },
  ];
}

/**
 * The first start after an edit of one of the files, beside one that changes nothing.
 *
 * @param {string} cwd
 * @param {number} rounds
 */
function edits(cwd, rounds) {
  const file = path.join(cwd, "tasks", "file-7.ts");
  let edit = 0;
  const command = ["./run", "task-1-1"];
  const programs = [
    {
      name: "after an edit",
      command,
      cwd,
      prepare: () => appendFileSync(file, `// ${(edit += 1)}\n`),
    },
    { name: "after that", command, cwd },
  ];
  for (const program of programs) timed(program);
  const [changed = [], same = []] = measure(programs, rounds);
  const [first, next] = [changed, same].map((all) => ({
    wall: median(all.map(({ wall }) => wall)),
    processor: median(all.map(({ processor }) => processor)),
  }));
  const more = (/** @type {"wall" | "processor"} */ what) =>
    `+${((first?.[what] ?? NaN) - (next?.[what] ?? NaN)).toFixed(0)} ms`;
  return aligned([
    ["", "wall", "processor", "goal"],
    ["first start after an edit of one of 60 files", more("wall"), more("processor"), "+60 ms"],
  ]);
}
