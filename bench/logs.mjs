// What output costs on its way through recompose, beside `sed 's/^/| /'`:
//
//   node bench/logs.mjs [MEGABYTES] [ROUNDS] [--no-peers]
//
// With the peers that `./run bench` installs, where they are.
// Every round sends the same file of short lines through each program once, in turn, so that what else the machine does
// falls on all of them alike. Of each program the best round counts: its speed and its CPU time as shares of sed's, and
// the most memory that the process held which the command starts, where that is Node.
import { spawnSync } from "node:child_process";
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { turns } from "./turns.mjs";
import { bundle } from "../scripts/bundle.mjs";
import { given } from "./arguments.mjs";
import { aligned, plainEnvironment } from "./measure.mjs";
import { outputPeers } from "./peers-of-output.mjs";
import { makeRepository } from "./repository.mjs";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/**
 * @typedef {object} Program
 * @property {string} name
 * @property {string} command for bash; what it prints goes through a pipe
 * @property {string} [label] what its lines begin with; they are counted first
 * @property {number} [goal] of the speed of sed
 *
 * @typedef {object} Measured
 * @property {number} seconds
 * @property {number} cpu in seconds, of all processes
 * @property {number} memory in MiB, of the process that was started; 0 where that is not Node
 */

/** In MiB, of the process that is started. */
const memoryGoal = 100;

const options = given("logs.mjs", { megabytes: 200, rounds: 3 });
if (options !== undefined) await main(options);

/** @param {{ readonly megabytes: number, readonly rounds: number, readonly peers: boolean }} options */
async function main({ megabytes, rounds, peers }) {
  // Inside the project: the program finds esbuild from where it is.
  const parent = path.join(root, "node_modules", ".cache", "recompose-ci");
  mkdirSync(parent, { recursive: true });
  const built = mkdtempSync(path.join(parent, "bench-"));
  const app = mkdtempSync(path.join(os.tmpdir(), "recompose-bench-"));
  try {
    const outdir = path.join(built, "cli");
    await bundle({ outdir, minify: true });
    writeApp(app, path.join(outdir, "cli.cjs"));
    /** @type {readonly Program[]} */
    const programs = [
      { name: "sed 's/^/| /'", command: "cat lines.txt | sed 's/^/| /'", label: "| " },
      { name: "a task", command: "./run lines", label: "", goal: 0.75 },
      {
        name: "a task that has a secret",
        command: "TOKEN=hunter2-and-more ./run secret",
        label: "",
      },
      { name: "a job", command: "./run ci", label: "lines │ ", goal: 0.5 },
      { name: "a job, --quiet", command: "./run ci --quiet" },
      ...(peers ? outputPeers(app, path.join(app, "peak.cjs")) : []),
    ];
    const few = writeLines(path.join(app, "lines.txt"), 0.1);
    for (const program of programs) check(app, program, few);
    const lines = writeLines(path.join(app, "lines.txt"), megabytes);
    /** @type {(Measured | undefined)[]} */
    const best = programs.map(() => undefined);
    for (let round = 0; round < rounds; round += 1) {
      for (const index of turns(programs.length, round)) {
        const now = measure(app, programs[index]?.command ?? "");
        const before = best[index];
        best[index] = {
          seconds: Math.min(now.seconds, before?.seconds ?? Infinity),
          cpu: Math.min(now.cpu, before?.cpu ?? Infinity),
          memory: Math.max(now.memory, before?.memory ?? 0),
        };
      }
    }
    process.stdout.write(`${megabytes} MiB in ${lines} lines, Node ${process.version}\n`);
    process.stdout.write(table(programs, /** @type {Measured[]} */ (best)));
  } finally {
    rmSync(built, { recursive: true, force: true });
    rmSync(app, { recursive: true, force: true });
  }
}

/**
 * @param {string} file
 * @param {number} megabytes
 * @returns how many there are
 */
function writeLines(file, megabytes) {
  const descriptor = openSync(file, "w");
  let number = 0;
  for (let written = 0; written < megabytes * 1024 * 1024;) {
    let text = "";
    while (text.length < 64 * 1024) text += `line ${(number += 1)} of a short text\n`;
    written += writeSync(descriptor, text);
  }
  closeSync(descriptor);
  return number;
}

/**
 * @param {string} folder
 * @param {string} cli
 */
function writeApp(folder, cli) {
  const files = {
    "recompose.ts": `
      import { app, automation, job, onPush, run, task } from "recompose-ci";
      const print = async () => {
        await run("cat", "lines.txt");
      };
      const lines = task({ name: "lines", run: print });
      const secret = task({ name: "secret", secrets: ["TOKEN"], run: print });
      const ci = automation({ name: "ci", on: onPush(), jobs: () => void job(lines) });
      export default app({ commands: [lines, secret], automations: [ci], entryPoint: "./run", runsOn: "ubuntu-latest" });
    `,
    // Leaves behind what the first of its processes held, of those that the command starts.
    "peak.cjs": `
      if (process.env.BENCH_MEMORY !== undefined) {
        const file = process.env.BENCH_MEMORY + "/" + process.pid;
        delete process.env.BENCH_MEMORY;
        process.on("exit", () => {
          require("node:fs").writeFileSync(file, String(process.resourceUsage().maxRSS / 1024));
        });
      }
    `,
    run: `#!/bin/sh\nexec node --require ${folder}/peak.cjs ${cli} "$@"\n`,
    ".gitignore": "*\n",
  };
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(path.join(folder, name), text, { mode: 0o755 });
  }
  mkdirSync(path.join(folder, "node_modules"));
  makeRepository(folder);
}

/**
 * All lines come out, with their label.
 *
 * @param {string} cwd
 * @param {Program} program
 * @param {number} lines
 */
function check(cwd, { name, command, label }, lines) {
  const { status, stdout, stderr } = spawnSync("bash", ["-c", command], {
    cwd,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(`${name} ended with ${status}: ${stderr}`);
  if (label === undefined) return;
  const found = stdout.split("\n").filter((line) => line.startsWith(`${label}line `)).length;
  if (found !== lines) throw new Error(`${name} printed ${found} of ${lines} lines`);
}

/**
 * @param {string} folder
 * @param {string} command
 * @returns {Measured}
 */
function measure(folder, command) {
  const memory = mkdtempSync(path.join(folder, "memory-"));
  const script = `set -o pipefail; TIMEFORMAT='%R %U %S'; time { ${command} | cat >/dev/null; }`;
  const { status, stderr } = spawnSync("bash", ["-c", script], {
    cwd: folder,
    encoding: "utf8",
    env: { ...plainEnvironment(), BENCH_MEMORY: memory },
  });
  if (status !== 0) throw new Error(`${command}: ${stderr}`);
  const [seconds = 0, user = 0, system = 0] = (stderr.trim().split("\n").at(-1) ?? "")
    .split(" ")
    .map(Number);
  const peaks = readdirSync(memory).map((name) =>
    Number(readFileSync(path.join(memory, name), "utf8")),
  );
  return { seconds, cpu: user + system, memory: Math.max(0, ...peaks) };
}

/**
 * @param {readonly Program[]} programs
 * @param {readonly Measured[]} measured
 */
function table(programs, measured) {
  const [floor] = measured;
  if (floor === undefined) return "";
  const rows = programs.map(({ name, goal }, index) => {
    const { seconds, cpu, memory } = measured[index] ?? floor;
    return [
      name,
      `${seconds.toFixed(2)} s`,
      `${(floor.seconds / seconds).toFixed(3)}x`,
      goal === undefined ? "" : `${goal}x`,
      `${cpu.toFixed(2)} s`,
      `${(cpu / floor.cpu).toFixed(2)}x`,
      memory === 0 ? "" : `${memory.toFixed(0)} MiB`,
      goal === undefined ? "" : `${memoryGoal} MiB`,
    ];
  });
  return aligned([["", "wall", "speed", "goal", "processor", "ratio", "memory", "goal"], ...rows]);
}
