// How many system calls a job makes, as strace counts them: that depends on the machine less than time does. A run looks at
// all processes of the machine after each job, one call for each of them.
import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { aligned, plainEnvironment } from "./measure.mjs";

/**
 * @typedef {object} Counted
 * @property {string} name
 * @property {string} cwd
 * @property {(jobs: number) => Promise<void>} prepare
 * @property {(jobs: number) => readonly string[]} command
 */

const few = 20;
const many = 40;

/**
 * The difference between so many jobs and fewer, for each job: what a start and an end make is in both.
 *
 * @param {readonly Counted[]} programs
 */
export async function systemCalls(programs) {
  if (spawnSync("strace", ["-V"]).status !== 0) {
    return "System calls of a job: not counted, there is no strace here.\n";
  }
  const rows = [];
  for (const { name, cwd, prepare, command } of programs) {
    const counts = [];
    for (const jobs of [few, many]) {
      await prepare(jobs);
      const words = command(jobs);
      counts.push({ own: counted(cwd, words, []), all: counted(cwd, words, ["-f"]) });
    }
    const [less, more] = counts;
    const each = (/** @type {"own" | "all"} */ of) =>
      (((more?.[of] ?? NaN) - (less?.[of] ?? NaN)) / (many - few)).toFixed(0);
    rows.push([name, each("own"), each("all")]);
  }
  const head = ["System calls of a job", "main thread", "all processes"];
  return aligned([head, ...rows]);
}

/**
 * @param {string} cwd
 * @param {readonly string[]} command
 * @param {readonly string[]} options of strace: without any, it counts the main thread of what the command starts
 */
function counted(cwd, command, options) {
  const file = path.join(cwd, "system-calls");
  const { status, stderr } = spawnSync("strace", ["-c", "-o", file, ...options, ...command], {
    cwd,
    env: plainEnvironment(),
    stdio: ["ignore", "ignore", "pipe"],
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`strace ${command.join(" ")} ended with ${status}: ${stderr}`);
  // The last row is the sum of all: `100.00    0.003125          24       127         7 total`.
  const [, calls] =
    /^\s*[\d.]+\s+[\d.]+\s+\d*\s+(\d+).* total$/m.exec(readFileSync(file, "utf8")) ?? [];
  rmSync(file);
  return Number(calls);
}
