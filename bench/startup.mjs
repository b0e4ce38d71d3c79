// How long a start takes, beside that of Node itself:
//
//   node bench/startup.mjs [ROUNDS]
//
// Every round starts each program once, in turn, so that what else the machine does falls on all of them alike.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { bundle } from "../scripts/bundle.mjs";
import { writeApp } from "./startup-apps.mjs";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/**
 * @typedef {object} Program
 * @property {string} name
 * @property {readonly string[]} arguments for `node`
 * @property {string} cwd
 * @property {() => void} [prepare] done before each start, untimed
 */

const rounds = Number(process.argv[2] ?? 20);
if (!Number.isInteger(rounds) || rounds < 1) {
  process.stderr.write("Usage: node bench/startup.mjs [ROUNDS]\n");
  process.exitCode = 2;
} else {
  await main();
}

async function main() {
  // Inside the project: the programs find esbuild from where they are.
  const parent = path.join(root, "node_modules", ".cache", "recompose-ci");
  mkdirSync(parent, { recursive: true });
  const built = mkdtempSync(path.join(parent, "bench-"));
  const apps = mkdtempSync(path.join(os.tmpdir(), "recompose-bench-"));
  try {
    const programs = await programsIn(built, apps);
    for (const program of programs) start(program);
    // What was changed in the last two seconds is compared by its content.
    await new Promise((resolve) => setTimeout(resolve, 2100));
    for (const program of programs) start(program);
    const times = programs.map(() => /** @type {number[]} */ ([]));
    for (let round = 0; round < rounds; round += 1) {
      for (const [index, program] of programs.entries()) times[index]?.push(start(program));
    }
    process.stdout.write(table(programs, times));
  } finally {
    rmSync(built, { recursive: true, force: true });
    rmSync(apps, { recursive: true, force: true });
  }
}

/**
 * @param {string} built
 * @param {string} apps
 * @returns {Promise<Program[]>}
 */
async function programsIn(built, apps) {
  const small = writeApp(path.join(apps, "small"), { files: 1, tasksPerFile: 5 });
  const large = writeApp(path.join(apps, "large"), { files: 60, tasksPerFile: 5 });
  const cold = writeApp(path.join(apps, "cold"), { files: 60, tasksPerFile: 5 });
  const clear = () =>
    rmSync(path.join(cold, "node_modules", ".cache"), { recursive: true, force: true });
  const loader = [await bundleDriver(built)];
  const programs = [
    { name: "node -e 0", arguments: ["-e", "0"], cwd: small },
    { name: "load: 5 tasks", arguments: loader, cwd: small },
    { name: "load: 60 files, 300 tasks", arguments: loader, cwd: large },
    { name: "load: the same, nothing cached", arguments: loader, cwd: cold, prepare: clear },
  ];
  if (!existsSync(path.join(root, "src", "cli", "main.ts"))) return programs;
  const outdir = path.join(built, "cli");
  await bundle({ outdir, minify: true });
  const help = [path.join(outdir, "cli.cjs"), "--help"];
  return [
    ...programs,
    { name: "recompose --help: 5 tasks", arguments: help, cwd: small },
    { name: "recompose --help: 300 tasks", arguments: help, cwd: large },
  ];
}

/** @param {string} built */
async function bundleDriver(built) {
  const outdir = path.join(built, "loader");
  await build({
    absWorkingDir: root,
    entryPoints: ["bench/startup-driver.mjs"],
    outdir,
    outExtension: { ".js": ".mjs" },
    splitting: true,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20.19",
    minify: true,
    logLevel: "warning",
  });
  return path.join(outdir, "startup-driver.mjs");
}

/**
 * The time in milliseconds.
 *
 * @param {Program} program
 */
function start(program) {
  program.prepare?.();
  // Reading extra certificates takes longer than all that is timed here.
  const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;
  const began = performance.now();
  const { status, stderr } = spawnSync(process.execPath, program.arguments, {
    cwd: program.cwd,
    env,
    stdio: ["ignore", "ignore", "pipe"],
    encoding: "utf8",
  });
  const took = performance.now() - began;
  if (status !== 0) throw new Error(`${program.name} ended with ${status}:\n${stderr}`);
  return took;
}

/**
 * @param {readonly Program[]} programs
 * @param {readonly (readonly number[])[]} times
 */
function table(programs, times) {
  const base = median(times[0] ?? []);
  const rows = programs.map(({ name }, index) => {
    const taken = times[index] ?? [];
    const middle = median(taken);
    return [
      name.padEnd(32),
      `${middle.toFixed(1)} ms`.padStart(10),
      `${Math.min(...taken).toFixed(1)} ms`.padStart(10),
      `${(middle / base).toFixed(2)}×`.padStart(8),
    ].join("");
  });
  const head = `${"".padEnd(32)}${"median".padStart(10)}${"least".padStart(10)}${"ratio".padStart(8)}`;
  return `${[`Node ${process.version}, ${rounds} rounds`, head, ...rows].join("\n")}\n`;
}

/** @param {readonly number[]} numbers */
function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
