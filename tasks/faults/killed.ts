import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, expectSame, type Fault } from "./fault.ts";
import type { Scene } from "./scene.ts";

/** Each job has a child in a session of its own, which no signal to a group reaches. */
const app = `
const waits = task({ name: "waits", async run() {
  fs.appendFileSync(process.env.TRACE, "x");
  await run("sh", "-c", "setsid sleep 300 & sleep 300");
} });
const commands = [waits];
const automations = [automation({ name: "ci", jobs() {
  job(waits, { id: "one" });
  job(waits, { id: "two" });
} })];
`;

async function nothingIsLeft(scene: Scene): Promise<void> {
  await scene.until("no process is left", () => scene.survivors().length === 0);
  await scene.until("no temporary folder is left", () => scene.temporaryFolders().length === 0);
}

async function kill(scene: Scene, args: readonly string[], group: boolean): Promise<void> {
  scene.app(app);
  scene.commit();
  const trace = join(scene.folder, "trace");
  const { child, ended } = scene.start(args, { detached: true, env: { TRACE: trace } });
  await scene.until("both jobs run", () => scene.read("../trace") === "xx");
  const id = child.pid ?? 0;
  process.kill(group ? -id : id, "SIGKILL");
  expectSame("the end", (await ended).signal, "SIGKILL");
  await nothingIsLeft(scene);
}

const signals = ["SIGINT", "SIGTERM", "SIGHUP", "SIGKILL"] as const;

export const killed: readonly Fault[] = [
  {
    name: "`kill -9` of a run",
    holds: "its jobs end with it, and their folders go",
    cause: (scene) => kill(scene, ["ci"], false),
  },
  {
    name: "`kill -9` of a run's process group",
    holds: "its jobs end with it, and their folders go",
    cause: (scene) => kill(scene, ["ci"], true),
  },
  {
    name: "`kill -9` of a run with `--isolate`",
    holds: "the same, and the next run, whichever it is, forgets its worktrees",
    async cause(scene) {
      await kill(scene, ["ci", "--isolate"], false);
      scene.app(
        `const quick = task({ name: "quick", run: () => out("quick") });\nconst commands = [quick];\nconst automations = [automation({ name: "ci", jobs() { job(quick); } })];`,
      );
      const outcome = await scene.recompose(["ci"]);
      expect("the next run failed", outcome.exitCode === 0, outcome);
      const { stdout } = await scene.shell("git worktree list --porcelain");
      expectSame("worktrees", stdout.match(/^worktree /gm)?.length, 1);
    },
  },
  {
    name: "a signal at a random moment",
    holds: "no process and no temporary folder is left, and run.json can be read",
    times: 4,
    async cause(scene, random) {
      scene.app(app);
      scene.commit();
      const args = random() < 0.5 ? ["ci"] : ["ci", "--isolate"];
      const env = { TRACE: join(scene.folder, "trace") };
      const { child, ended } = scene.start(args, { detached: true, env });
      await new Promise((resolve) => setTimeout(resolve, random() * 1500));
      const id = child.pid ?? 0;
      const target = random() < 0.5 ? id : -id;
      const signal = signals[Math.floor(random() * signals.length)] ?? "SIGINT";
      try {
        process.kill(target, signal);
        // Whatever came too early for the program to hear it, the second ends.
        await new Promise((resolve) => setTimeout(resolve, 200));
        process.kill(target, signal);
      } catch {
        // It has ended.
      }
      await ended;
      await nothingIsLeft(scene);
      const folder = join(scene.project, ".recompose/runs");
      for (const name of readableRuns(folder))
        JSON.parse(scene.read(`.recompose/runs/${name}/run.json`) || "{}");
    },
  },
  {
    name: "`for (;;) {}` in a task, and Ctrl-C twice",
    holds: "the second one ends it, also without an automation",
    async cause(scene) {
      scene.app(`
const spins = task({ name: "spins", run() { fs.writeFileSync(process.env.TRACE, "x"); for (;;) {} } });
const commands = [spins];
const automations = [automation({ name: "ci", jobs() { job(spins); } })];
`);
      for (const command of ["spins", "ci"]) {
        const name = `trace-${command}`;
        const env = { TRACE: join(scene.folder, name) };
        const { ended, type } = scene.terminal([command], env);
        await scene.until("it spins", () => scene.read(`../${name}`) === "x");
        // Beside a task a shell counts, each time by a new `cat`.
        const counters = (): string => scene.survivors().filter(isCounter).join();
        if (command === "spins") await scene.until("it is watched", () => counters() !== "");
        const before = counters();
        type(interrupt);
        if (command === "spins") {
          const counted = (): boolean => counters() !== "" && counters() !== before;
          await scene.until("the first one is counted", counted);
        }
        type(interrupt);
        const outcome = await ended;
        // 137: by SIGKILL, as the program itself can no more.
        expectSame(`the end of ${command}`, outcome.exitCode, command === "spins" ? 137 : 130);
        await nothingIsLeft(scene);
      }
    },
  },
];

const interrupt = "\u0003";

function isCounter(process: string): boolean {
  return /^\d+ cat $/.test(process);
}

function readableRuns(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => /^\d/.test(name));
  } catch {
    return [];
  }
}
