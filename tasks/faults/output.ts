import { expect, expectSame, type Fault } from "./fault.ts";

export const output: readonly Fault[] = [
  {
    name: "`./run yes | head -1`",
    holds: "ends at once, quietly",
    async cause(scene) {
      scene.app(`
const prints = task({ name: "yes", run: () => run("yes") });
const says = task({ name: "says", run() { for (let n = 0; n < 1e6; n += 1) out("y"); } });
const commands = [prints, says];
const automations = [automation({ name: "ci", jobs() { job(says); } })];
`);
      for (const command of ["yes", "says"]) {
        const { exitCode, stdout, stderr } = await scene.shell(`./run ${command} | head -1`);
        expectSame(command, [exitCode, stdout.split("\n").length, stderr], [0, 2, ""]);
      }
      await scene.until("nothing is left", () => scene.survivors().length === 0);
    },
  },
  {
    name: "a thrown Proxy, null, a cycle, an object without a prototype",
    holds: "fails with one line, exit code 1",
    async cause(scene) {
      const values = {
        proxy:
          "new Proxy({}, { get() { throw new Error('no') }, getPrototypeOf() { throw 1 }, has() { throw 2 } })",
        nothing: "null",
        bare: "Object.create(null)",
        cycle: "(() => { const error = new Error('round'); error.cause = error; return error; })()",
        lazy: "Object.defineProperty(new Error('x'), 'message', { get() { throw 3 } })",
      };
      const entries = Object.entries(values);
      scene.app(`
const commands = [${entries.map(([name, value]) => `task({ name: "${name}", run() { throw ${value}; } })`).join(",\n")}];
const automations = [automation({ name: "ci", jobs() { for (const each of commands) job(each); } })];
`);
      for (const [name] of entries) {
        const outcome = await scene.recompose([name]);
        expect(name, outcome.exitCode === 1 && outcome.stdout + outcome.stderr !== "", outcome);
        expect(
          `${name}: our own source`,
          !/node:internal|^Node\.js v/m.test(outcome.stderr),
          outcome,
        );
      }
      expectSame("the automation", (await scene.recompose(["ci"])).exitCode, 1);
      for (const { id, result } of scene.record.jobs) expectSame(id, result, "failure");
    },
  },
  {
    name: "an error message of 9 MiB",
    holds: "the job fails with it, the others go on",
    async cause(scene) {
      scene.app(`
const shouts = task({ name: "shouts", run() { throw new Error("x".repeat(9 * 1024 * 1024)); } });
const fine = task({ name: "fine", run: () => out("fine") });
const commands = [shouts, fine];
const automations = [automation({ name: "ci", jobs() { job(shouts); job(fine); } })];
`);
      expectSame("exit code", (await scene.recompose(["ci"])).exitCode, 1);
      const results = scene.record.jobs.map(({ id, result }) => `${id} ${result}`);
      expectSame("results", results, ["shouts failure", "fine success"]);
      expectSame("the task", (await scene.recompose(["shouts"])).exitCode, 1);
    },
  },
];
