// What jobs that do nothing take, two at a time, beside as many processes of Node:
//
//   node bench/jobs.mjs [JOBS] [ROUNDS] [--no-peers]
//
// With the peers that `./run bench` installs, where they are.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import process from "node:process";
import { given } from "./arguments.mjs";
import { install } from "./installed-app.mjs";
import { measure, table, timed } from "./measure.mjs";
import { jobPeers } from "./peers-of-jobs.mjs";
import { systemCalls } from "./system-calls.mjs";

/** @typedef {import("./measure.mjs").Program} Program */

const spawnsText = `import { spawn } from "node:child_process";
const wanted = Number(process.argv[2]);
let started = 0;
function next() {
  if (started === wanted) return;
  started += 1;
  spawn(process.execPath, ["-e", "0"], { stdio: "ignore" }).once("exit", next);
}
next();
next();
`;

const options = given("jobs.mjs", { jobs: 200, rounds: 1 });
if (options !== undefined) await main(options);

/** @param {{ readonly jobs: number, readonly rounds: number, readonly peers: boolean }} options */
async function main({ jobs, rounds, peers }) {
  const folder = mkdtempSync(path.join(os.tmpdir(), "recompose-bench-"));
  try {
    await install(folder);
    writeFileSync(path.join(folder, "spawns.mjs"), spawnsText);
    const prepare = async (/** @type {number} */ number) => {
      writeFileSync(path.join(folder, "recompose.ts"), appText(number));
      warm(folder);
      // What was changed in the last two seconds is compared by its content.
      await new Promise((resolve) => setTimeout(resolve, 2100));
      warm(folder);
    };
    await prepare(jobs);
    const spawns = (/** @type {number} */ number) => ["node", "spawns.mjs", String(number)];
    /** @type {Program[]} */
    const programs = [
      {
        name: `${jobs} times node -e 0, two at a time`,
        command: spawns(jobs),
        cwd: folder,
      },
      ...["fan", "chain", "layers"].map((shape) => ({
        name: `${jobs} jobs, ${shape}`,
        command: ["./run", shape, "--jobs=2"],
        cwd: folder,
        goal: "1.6x",
      })),
      ...(peers ? jobPeers(folder, jobs) : []),
    ];
    process.stdout.write(`Node ${process.version}, median of ${rounds} rounds\n`);
    process.stdout.write(`${table(programs, measure(programs, rounds))}\n`);
    const fan = ["./run", "fan", "--jobs=2"];
    process.stdout.write(
      await systemCalls([
        { name: "node -e 0, two at a time", cwd: folder, prepare: async () => {}, command: spawns },
        { name: "a job of a fan, two at a time", cwd: folder, prepare, command: () => fan },
      ]),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Each kind of start keeps data of its own for those that follow.
 *
 * @param {string} cwd
 */
function warm(cwd) {
  timed({ name: "a run", command: ["./run", "fan", "--dry-run"], cwd });
  timed({ name: "a job", command: ["./run", "noop"], cwd, env: { RECOMPOSE_EVENTS: "token" } });
}

/**
 * Jobs that need none, that need the one before, and that need the twenty of the layer before.
 *
 * @param {number} jobs
 */
function appText(jobs) {
  return `import { app, automation, job, task } from "recompose-ci";

const noop = task({ name: "noop", run() {} });

function shape(name: string, needs: (number: number) => readonly number[]) {
  return automation({
    name,
    jobs() {
      const declared: ReturnType<typeof job>[] = [];
      for (let number = 0; number < ${jobs}; number += 1) {
        const before = needs(number).map((index) => declared[index]!);
        declared.push(job(noop, { id: \`job-\${number}\`, needs: before }));
      }
    },
  });
}

const twenty = Array.from({ length: 20 }, (_, index) => index);
export default app({
  commands: [noop],
  automations: [
    shape("fan", () => []),
    shape("chain", (number) => (number === 0 ? [] : [number - 1])),
    shape("layers", (number) =>
      number < 20 ? [] : twenty.map((index) => Math.floor(number / 20) * 20 - 20 + index),
    ),
  ],
});
`;
}
