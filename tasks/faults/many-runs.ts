import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, expectSame, type Fault } from "./fault.ts";
import type { Scene } from "./scene.ts";

const waiting = `
const quick = task({ name: "quick", run: () => out("done") });
const long = task({ name: "long", async run() {
  fs.writeFileSync("started", "");
  while (!fs.existsSync("go")) await new Promise((resolve) => setTimeout(resolve, 20));
  out("went on");
} });
const commands = [quick, long];
const automations = [
  automation({ name: "slow", jobs() { job(long); } }),
  automation({ name: "fast", jobs() { job(quick); } }),
];
`;

export const manyRuns: readonly Fault[] = [
  {
    name: "22 quick runs beside a long one",
    holds: "the long one ends with its log and its record; the newest twenty others are kept",
    async cause(scene) {
      scene.app(waiting);
      const slow = scene.start(["slow"]);
      await scene.until("the long run starts", () => has(scene));
      for (let round = 0; round < 11; round += 1) {
        const pair = await Promise.all([scene.recompose(["fast"]), scene.recompose(["fast"])]);
        for (const outcome of pair) expectSame("a quick run", outcome.exitCode, 0);
      }
      const [oldest] = runs(scene);
      scene.write({ go: "" });
      const outcome = await slow.ended;
      expect("the long run failed", outcome.exitCode === 0, outcome.stdout, outcome.stderr);
      expect("its log is gone", scene.read(`.recompose/runs/${oldest}/jobs/long.log`) !== "");
      expectSame("runs that are kept", runs(scene).length, 20);
    },
  },
  {
    name: "30 automations, 10 at once",
    holds: "each ends well; no draft and no half of a file is left",
    async cause(scene) {
      scene.app(waiting);
      await scene.recompose(["--help"]);
      for (let round = 0; round < 3; round += 1) {
        const all = await Promise.all(Array.from({ length: 10 }, () => scene.recompose(["fast"])));
        for (const { exitCode, stderr } of all) expect("a run failed", exitCode === 0, stderr);
      }
      expectSame("the folder", readdirSync(join(scene.project, ".recompose")).sort(), [
        ".gitignore",
        "runs",
      ]);
      for (const id of runs(scene)) JSON.parse(scene.read(`.recompose/runs/${id}/run.json`));
    },
  },
];

function runs(scene: Scene): readonly string[] {
  return readdirSync(join(scene.project, ".recompose/runs"))
    .filter((name) => /^\d/.test(name))
    .sort();
}

function has(scene: Scene): boolean {
  return readdirSync(scene.project).includes("started");
}
