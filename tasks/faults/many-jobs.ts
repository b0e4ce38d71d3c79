import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, expectSame, type Fault } from "./fault.ts";
import type { Scene } from "./scene.ts";

interface Coverage {
  readonly result: readonly {
    readonly url: string;
    readonly functions: readonly { readonly ranges: readonly { readonly count: number }[] }[];
  }[];
}

/** How often V8 came by each block of the program: https://nodejs.org/api/cli.html#node_v8_coveragedir */
async function workOf(scene: Scene, jobs: number): Promise<number> {
  const folder = join(scene.folder, `coverage-${jobs}`);
  mkdirSync(folder);
  const env = { JOBS: String(jobs), NODE_V8_COVERAGE: folder };
  const { exitCode, stderr } = await scene.recompose(["ci", "--dry-run"], { env });
  expect("exit code", exitCode === 0, stderr);
  let work = 0;
  for (const name of readdirSync(folder)) {
    const { result } = JSON.parse(readFileSync(join(folder, name), "utf8")) as Coverage;
    for (const { url, functions } of result) {
      if (!url.startsWith("file:")) continue;
      for (const { ranges } of functions) for (const { count } of ranges) work += count;
    }
  }
  return work;
}

export const manyJobs: readonly Fault[] = [
  {
    name: "a chain of 5,000 jobs",
    holds: "twice as many jobs are twice the work to plan, counted, not timed",
    async cause(scene) {
      scene.app(`
const work = task({ name: "work", artifacts: ["log"], run() {} });
const commands = [work];
const automations = [automation({ name: "ci", jobs() {
  let needs = [];
  for (let n = 0; n < Number(process.env.JOBS); n += 1) needs = [job(work, { id: "job" + n, needs })];
} })];
`);
      await workOf(scene, 2);
      const [small, half, whole] = [
        await workOf(scene, 100),
        await workOf(scene, 2550),
        await workOf(scene, 5000),
      ];
      const ratio = (whole - half) / (half - small);
      expectSame("the second half costs as much as the first", ratio.toFixed(1), "1.0");
    },
  },
];
