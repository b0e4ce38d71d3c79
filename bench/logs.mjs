// What output costs on its way through recompose, beside `sed 's/^/| /'`:
//
//   node bench/logs.mjs [MEGABYTES [ROUNDS]]
//
// Every round sends the same file of short lines through each program once, in turn, so that what else the machine does
// falls on all of them alike. Of each program the best round counts: its speed and its CPU time as shares of sed's, and
// the most memory that the process held which the command starts.
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
import { bundle } from "../scripts/bundle.mjs";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/**
 * @typedef {object} Program
 * @property {string} name
 * @property {string} command for bash; what it prints goes through a pipe
 *
 * @typedef {object} Measured
 * @property {number} seconds
 * @property {number} cpu in seconds, of all processes
 * @property {number} memory in MiB, of the process that was started; 0 where that is not Node
 */

const megabytes = Number(process.argv[2] ?? 200);
const rounds = Number(process.argv[3] ?? 3);
if (!(megabytes > 0) || !Number.isInteger(rounds) || rounds < 1) {
  process.stderr.write("Usage: node bench/logs.mjs [MEGABYTES [ROUNDS]]\n");
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
    const outdir = path.join(built, "cli");
    await bundle({ outdir, minify: true });
    const lines = writeLines(path.join(app, "lines.txt"));
    writeApp(app, path.join(outdir, "cli.cjs"));
    /** @type {readonly Program[]} */
    const programs = [
      { name: "sed 's/^/| /'", command: "cat lines.txt | sed 's/^/| /'" },
      { name: "a task", command: "./run lines" },
      { name: "a task that has a secret", command: "TOKEN=hunter2-and-more ./run secret" },
      { name: "a job", command: "./run ci" },
      { name: "a job, --quiet", command: "./run ci --quiet" },
    ];
    for (const { command } of programs.slice(1)) measure(app, `SMALL=1 ${command}`);
    /** @type {(Measured | undefined)[]} */
    const best = programs.map(() => undefined);
    for (let round = 0; round < rounds; round += 1) {
      for (const [index, { command }] of programs.entries()) {
        const now = measure(app, command);
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
 * @returns how many there are
 */
function writeLines(file) {
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
        await run(process.env.SMALL === "1" ? "true" : "cat", "lines.txt");
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
  const git = ["-c", "user.name=bench", "-c", "user.email=bench@localhost"];
  for (const words of [
    ["init", "--quiet"],
    ["commit", "--quiet", "--allow-empty", "-m", "bench"],
  ]) {
    spawnSync("git", [...git, ...words], { cwd: folder });
  }
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
    env: { ...process.env, BENCH_MEMORY: memory },
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
  const rows = programs.map(({ name }, index) => {
    const { seconds, cpu, memory } = measured[index] ?? floor;
    return [
      name.padEnd(26),
      `${seconds.toFixed(2).padStart(6)} s`,
      `${(floor.seconds / seconds).toFixed(3).padStart(6)} of its speed`,
      `${cpu.toFixed(2).padStart(6)} s CPU`,
      `${(cpu / floor.cpu).toFixed(1).padStart(5)}x`,
      memory === 0 ? "" : `${memory.toFixed(0).padStart(5)} MiB`,
    ].join("  ");
  });
  return `${rows.map((row) => row.trimEnd()).join("\n")}\n`;
}
