/** What a run does for each of its jobs, counted in its own process: how long that takes depends on the machine. */
import { expect, test } from "vitest";
import { Project, runScript } from "../support/project.ts";

const jobs = 6;

const files = {
  run: runScript(),
  ".gitignore": "*\n",
  "recompose.ts": `
import { app, automation, job, task } from "recompose-ci";
const nothing = task({ name: "nothing", run() {} });
const ci = automation({
  name: "ci",
  jobs() {
    for (let number = 0; number < ${jobs}; number += 1) job(nothing, { id: "job" + number });
  },
});
export default app({ commands: [nothing], automations: [ci], entryPoint: "./run" });
`,
  // Counts the calls between one start of a process and the next, but for those that Node's own functions make, for what
  // is printed, and for looks at the machine's processes, whose number nobody knows.
  "count.cjs": `
const fs = require("node:fs");
const childProcess = require("node:child_process");
const between = [];
let counts = {};
let isInside = false;
const counted = (owner) => {
  for (const [name, original] of Object.entries(owner)) {
    if (typeof original !== "function" || /^[A-Z_]/.test(name)) continue;
    owner[name] = Object.assign(function (...given) {
      if (isInside) return original.apply(this, given);
      const isOther = given[0] === 1 || given[0] === 2 || String(given[0]).startsWith("/proc");
      if (!isOther) counts[name] = (counts[name] ?? 0) + 1;
      isInside = true;
      try {
        return original.apply(this, given);
      } finally {
        isInside = false;
      }
    }, original);
  }
};
if (process.argv[2] === "ci") {
  const { writeFileSync } = fs;
  counted(fs);
  counted(fs.promises);
  for (const name of ["spawnSync", "execFileSync", "execSync"]) {
    const original = childProcess[name];
    childProcess[name] = (...given) => {
      counts[name] = (counts[name] ?? 0) + 1;
      return original(...given);
    };
  }
  const { spawn } = childProcess.ChildProcess.prototype;
  childProcess.ChildProcess.prototype.spawn = function (...given) {
    between.push(counts);
    counts = {};
    return spawn.apply(this, given);
  };
  process.on("exit", () => writeFileSync(__dirname + "/counts.json", JSON.stringify(between)));
}
`,
};

/**
 * From the start of one job to that of the next: its log, its folder of temporary files, five files that a step may write
 * and its script, all looked at for links that another job may have put there; `run.json` when a job ends and when one starts.
 */
const once = {
  existsSync: 1,
  fstatSync: 1,
  lstatSync: 23,
  mkdirSync: 2,
  openSync: 1,
  renameSync: 2,
  rmSync: 2,
  statSync: 5,
  writeFileSync: 8,
};

test("a job costs its run no more file operations than it needs, and one process", async () => {
  const project = new Project(files);
  const env = { NODE_OPTIONS: `--require=${project.folder}/count.cjs` };
  const counted = async (): Promise<unknown> => {
    const outcome = await project.recompose(["ci", "--jobs=1"], { env });
    expect(outcome).toMatchObject({ exitCode: 0, stderr: "" });
    const between = JSON.parse(project.read("counts.json")) as readonly object[];
    return between.slice(1 - jobs);
  };
  // The first start keeps data for later ones, while the run goes on.
  await expect
    .poll(counted, { timeout: 20_000, interval: 0 })
    .toEqual(Array.from({ length: jobs - 1 }, () => once));
});
