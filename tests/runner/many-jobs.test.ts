/** Work is counted, not timed: how often V8 came by each block of the program. */
import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { Project, runScript } from "../support/project.ts";

const app = `
import { app, automation, boolInput, expr, job, task } from "recompose-ci";
const work = task({ name: "work", artifacts: ["log"], run() {} });
const ci = automation({
  name: "ci",
  jobs() {
    let before = [];
    for (let n = 0; n < Number(process.env.JOBS); n += 1) {
      const options = { id: "job" + n, needs: before };
      before = [job(work, n === 0 ? { ...options, condition: expr\`github.ref != ''\` } : options)];
    }
  },
});
export default app({ entryPoint: "./run", commands: [work], automations: [ci] });
`;

interface Coverage {
  readonly result: readonly {
    readonly url: string;
    readonly functions: readonly { readonly ranges: readonly { readonly count: number }[] }[];
  }[];
}

/** https://nodejs.org/api/cli.html#node_v8_coveragedir */
async function workOf(project: Project, jobs: number): Promise<number> {
  const folder = mkdtempSync(path.join(project.folder, "coverage-"));
  const env = { JOBS: String(jobs), NODE_V8_COVERAGE: folder };
  const { exitCode, stdout } = await project.recompose(["ci", "--dry-run"], { env });
  expect([exitCode, stdout.includes(`job${jobs - 1}`)]).toEqual([0, true]);
  const counts = readdirSync(folder).flatMap((name) => {
    const { result } = JSON.parse(readFileSync(path.join(folder, name), "utf8")) as Coverage;
    return result
      .filter(({ url }) => url.startsWith("file:"))
      .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges.map((r) => r.count)));
  });
  return counts.reduce((sum, count) => sum + count, 0);
}

test("a chain of twice as many jobs is twice the work to plan", async () => {
  const project = new Project({ "recompose.ts": app, run: runScript() });
  await workOf(project, 10); // The bundle is made once.
  // A start does some work now and then that is not planning, such as summing a file that is young: the least counts.
  const least = new Map<number, number>();
  for (const jobs of [300, 600, 900, 300, 600, 900, 300, 600, 900]) {
    least.set(jobs, Math.min(least.get(jobs) ?? Infinity, await workOf(project, jobs)));
  }
  const [first = 0, second = 0, third = 0] = least.values();
  expect((third - second) / (second - first)).toBeCloseTo(1, 1);
});

test("a run declares its jobs once, and none of its jobs does it again", async () => {
  const project = new Project({
    "recompose.ts": `
import { app, automation, job, task } from "recompose-ci";
import { appendFileSync } from "node:fs";
const listed = task({ name: "listed", run() {} });
const unlisted = task({ name: "unlisted", run() {} });
const ci = automation({
  name: "ci",
  jobs() {
    appendFileSync("asked", \`\${process.env.GITHUB_JOB ?? "run"} \`);
    for (const id of ["a", "b", "c"]) job(listed, { id });
    job(unlisted, { id: "d" });
  },
});
export default app({ entryPoint: "./run", commands: [listed], automations: [ci] });
`,
    run: runScript(),
    ".gitignore": "*\n",
  });
  const { exitCode } = await project.recompose(["ci"]);
  expect(exitCode).toBe(0);
  // A task that only the automation names is found by declaring it.
  expect(project.read("asked").trim().split(" ").toSorted()).toEqual(["d", "run"]);
});
