import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, inject, test } from "vitest";
import { Project, runScript } from "../support/project.ts";
import { hasTerminals, onTerminal } from "../support/terminal/terminal.ts";

const files = {
  run: runScript(),
  "recompose.ts": `import { app, automation, job, run, task } from "recompose-ci";
import { parse } from "./ci/parse.ts";
const thrown = task({ name: "thrown", run: () => void parse("x") });
const program = task({
  name: "program",
  async run() {
    await Promise.all([run("false")]);
  },
});
const around = task({ name: "around", run: async () => (await thrown()).unwrap() });
const ci = automation({ name: "ci", jobs: () => void job(around) });
export default app({ commands: [thrown, program, around], automations: [ci] });`,
  "ci/parse.ts": `interface Parsed { text: string }
export function parse(text: string): Parsed {
  throw new SyntaxError("cannot parse " + text);
}`,
};

const place = "at ci/parse.ts:3:9";

describe("a thrown error is shown with its line in the app", () => {
  test("through a pipe", async () => {
    const { stdout } = await new Project(files).recompose(["thrown"]);
    expect(stdout).toMatch(/^✗ thrown \S+ cannot parse x\n {2}at ci\/parse\.ts:3:9$/);
  });

  test("of a program that failed: the line that ran it", async () => {
    const { stdout } = await new Project(files).recompose(["program"]);
    expect(stdout).toMatch(/`false` exited with code 1\n {2}at recompose\.ts:7:24$/);
  });

  test("from the folder it was called in", async () => {
    const { stdout } = await new Project(files).recompose(["thrown"], { cwd: "ci" });
    expect(stdout).toContain("\n  at parse.ts:3:9");
  });

  test("with the whole stack instead where --debug asks for it", async () => {
    const { stdout } = await new Project(files).recompose(["thrown", "--debug"]);
    expect(stdout).toMatch(/\n {6}at parse \(\S+\/ci\/parse\.ts:3:9\)\n {6}at Object\.run/);
    expect(stdout).not.toContain(`\n  ${place}`);
  });

  test("with --json as a value of its own", async () => {
    const { stdout } = await new Project(files).recompose(["thrown", "--json"]);
    expect(JSON.parse(stdout.split("\n").at(-1) ?? "")).toMatchObject({
      type: "task-finished",
      place: "ci/parse.ts:3:9",
    });
  });

  test("in GitHub's log", async () => {
    const { stdout } = await new Project(files).recompose(["around"], {
      env: { GITHUB_ACTIONS: "true" },
    });
    expect(stdout).toContain(place);
  });

  test("for a job: on its lines, in its log and in what --quiet shows", async () => {
    const project = new Project(files);
    const { stdout } = await project.recompose(["ci"]);
    expect(stdout).toContain(`around │   ${place}\n`);
    const runs = path.join(project.folder, ".recompose/runs");
    const logs = readdirSync(runs, { recursive: true, encoding: "utf8" });
    const log = logs.find((name) => name.endsWith("around.log")) ?? "";
    expect(readFileSync(path.join(runs, log), "utf8")).toContain(place);
    expect((await project.recompose(["ci", "--quiet"])).stdout.split(place)).toHaveLength(2);
  });

  test.runIf(hasTerminals)("on a terminal, for a task and once for a job", async () => {
    const { folder } = new Project(files);
    const command = `"${process.execPath}" "${inject("recomposeCli")}"`;
    const task = await onTerminal(`${command} thrown`, folder, []);
    expect(task.screen).toContain(place);
    const job = await onTerminal(`${command} ci`, folder, []);
    expect(job.screen).toContain(`│ thrown │ ${place}`);
  });
});
