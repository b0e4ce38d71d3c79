// How the programs of bench/ are measured, and how the results are printed.
import { spawnSync } from "node:child_process";
import process from "node:process";
import { turns } from "./turns.mjs";

/**
 * @typedef {object} Program
 * @property {string} name
 * @property {readonly string[]} command
 * @property {string} cwd
 * @property {Readonly<Record<string, string>>} [env]
 * @property {string} [goal] what its ratio should be
 * @property {() => void} [prepare] done before each time, unmeasured
 *
 * @typedef {{ readonly wall: number, readonly processor: number }} Time in milliseconds
 */

/**
 * Runs every program once a round, in turn, so that what else the machine does falls on all of them alike.
 *
 * @param {readonly Program[]} programs
 * @param {number} rounds
 */
export function measure(programs, rounds) {
  const times = programs.map(() => /** @type {Time[]} */ ([]));
  for (let round = 0; round < rounds; round += 1) {
    for (const index of turns(programs.length, round)) {
      const program = programs[index];
      if (program !== undefined) times[index]?.push(timed(program));
    }
  }
  return times;
}

/** Reading extra certificates takes longer than all else that a start does. */
export function plainEnvironment() {
  const { NODE_EXTRA_CA_CERTS: _, ...own } = process.env;
  return own;
}

/**
 * The time of the processor is that of the program and of all that it starts, which the shell knows.
 *
 * @param {Program} program
 * @returns {Time}
 */
export function timed({ name, command, cwd, env = {}, prepare }) {
  prepare?.();
  const script = `TIMEFORMAT='%3U %3S'; { time "$@" >/dev/null 2>&3; } 3>/dev/null`;
  const began = performance.now();
  const { status, stderr } = spawnSync("bash", ["-c", script, "bash", ...command], {
    cwd,
    env: { ...plainEnvironment(), LC_ALL: "C", ...env },
    stdio: ["ignore", "ignore", "pipe"],
    encoding: "utf8",
  });
  const wall = performance.now() - began;
  if (status !== 0) throw new Error(`${name} ended with ${status}`);
  const [user = NaN, system = NaN] = stderr.trim().split(" ").map(Number);
  return { wall, processor: (user + system) * 1000 };
}

/**
 * Ratios are those of the time of the processor to the first program's.
 *
 * @param {readonly Program[]} programs
 * @param {readonly (readonly Time[])[]} times
 */
export function table(programs, times) {
  const middles = times.map((all) => ({
    wall: median(all.map(({ wall }) => wall)),
    processor: median(all.map(({ processor }) => processor)),
  }));
  const base = middles[0]?.processor ?? NaN;
  const rows = programs.map(({ name, goal = "" }, index) => {
    const { wall, processor } = middles[index] ?? { wall: NaN, processor: NaN };
    return [name, shown(wall), shown(processor), `${(processor / base).toFixed(2)}x`, goal];
  });
  return aligned([["", "wall", "processor", "ratio", "goal"], ...rows]);
}

/** @param {readonly (readonly string[])[]} rows */
export function aligned(rows) {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const lines = rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join("  ")
      .trimEnd(),
  );
  return `${lines.join("\n")}\n`;
}

/** @param {number} milliseconds */
function shown(milliseconds) {
  return milliseconds < 1000
    ? `${milliseconds.toFixed(1)} ms`
    : `${(milliseconds / 1000).toFixed(2)} s`;
}

/** @param {readonly number[]} numbers */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
