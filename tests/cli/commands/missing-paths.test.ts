import { expect, test } from "vitest";
import { Project } from "../../support/project.ts";

const app = `
import { app, automation, call, job, shell, uses } from "recompose-ci";
export default app({ commands: [], automations: [automation({ name: "ci", jobs() {
  job("fine", { steps: [shell("echo fine")] });
  job("greet", { steps: [uses("./actions/greet", { name: "Greet" }), shell("echo two")] });
} })] });`;

const error = 'automation "ci", job "greet", step "Greet": there is no action.yml';

test.each([["generate-gha"], ["generate-gha --check"], ["ci"], ["ci --dry-run"]])(
  "%s refuses an action that is not in the repository, before anything runs or is written",
  async (line) => {
    const project = new Project({ "recompose.ts": app });
    const { stdout, stderr, exitCode } = await project.recompose(line.split(" "));
    expect(stderr).toContain(error);
    expect(stderr).toContain('uses("./FOLDER")');
    expect({ stdout, exitCode }).toEqual({ stdout: "", exitCode: 2 });
  },
);

test("doctor says so, too", async () => {
  const { stdout, exitCode } = await new Project({ "recompose.ts": app }).recompose(["doctor"]);
  expect(stdout).toContain(`✗ ${error}`);
  expect(exitCode).toBe(1);
});

test("a run of other jobs goes on, and one with the action there does, too", async () => {
  const project = new Project({ "recompose.ts": app });
  const only = await project.recompose(["ci", "--only", "fine"]);
  expect(only.exitCode).toBe(0);
  project.write({
    "actions/greet/action.yml":
      "runs:\n  using: composite\n  steps:\n    - { run: echo hello, shell: sh }\n",
  });
  const all = await project.recompose(["ci"]);
  expect(all.stdout).toContain("hello");
  expect(all.exitCode).toBe(0);
});
