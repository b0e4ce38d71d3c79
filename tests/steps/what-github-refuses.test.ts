/** Options of steps that GitHub refuses when the job runs. */
import { describe, expect, test } from "vitest";
import { shell } from "../../src/steps/shell-step.ts";
import { uses } from "../../src/steps/uses.ts";
import { job } from "../../src/automation/job/job.ts";
import { app } from "../../src/app/app.ts";
import { problemOf } from "../automation/job/declared-steps.ts";

describe("the shell", () => {
  test.each([
    "bash",
    "sh",
    "pwsh",
    "powershell",
    "cmd",
    "python",
    "Bash",
    "default",
    "perl {0}",
    "bash -e {0}",
  ])("%s is one that the runner takes", (name) => {
    expect(shell("x", { shell: name }).shell).toBe(name);
  });

  test.each(["zsh", "perl -w", "bash -e", "{0}", "/bin/bash"])(
    "%s is refused, because the runner would not know how to call it",
    (name) => {
      expect(() => shell("x", { shell: name })).toThrow(
        `shell(): \`shell\` is "bash", "sh", "pwsh", "powershell", "cmd" or "python", or a command with {0} for the file of the script, not ${JSON.stringify(name)}.`,
      );
    },
  );

  test("of defaults is checked, too", () => {
    const defaults = { run: { shell: "zsh" } };
    expect(problemOf(() => job("a", { defaults, steps: [shell("x")] }))).toContain(
      'option "defaults.run.shell": it is "bash", "sh",',
    );
  });
});

describe("uses()", () => {
  test.each(["o/r/.github/workflows/x.yml@v1", "./.github/workflows/x.yaml"])(
    "says that %s is called by a job",
    (path) => {
      expect(() => uses(path)).toThrow(
        `uses(): ${JSON.stringify(path)} is a workflow, which is no step: a job calls it in place of its steps, with call().`,
      );
    },
  );
});

describe("a step among many", () => {
  const problem = (step: ReturnType<typeof shell> | ReturnType<typeof uses>): string =>
    problemOf(() => job("a", { steps: [shell("x"), step] }));

  test("is named where two of its variables or inputs differ only in case", () => {
    expect(problem(shell("y", { env: { a: "1", A: "2" } }))).toContain(
      'job "a", step "y", option "env": the names "a" and "A" are the same to GitHub, which ignores case. Leave one of them out.',
    );
    expect(problem(uses("o/a@v1", { with: { Token: "1", token: "2" } }))).toContain(
      'job "a", step "o/a", option "with": the names "Token" and "token" are the same to GitHub',
    );
  });

  test("is named where a text has half of a character", () => {
    const half = "\uD83D";
    const steps = {
      "env.A": shell("y", { id: "y", env: { A: half } }),
      "with.a": uses("o/a@v1", { id: "y", with: { a: half } }),
      name: shell("y", { id: "y", name: half }),
      command: shell(half, { id: "y" }),
    };
    for (const [option, step] of Object.entries(steps)) {
      expect(problem(step)).toContain(
        `job "a", step "y", option "${option}": "\\ud83d" has half of a character`,
      );
    }
  });

  test("of the app's setup is read for both, too", () => {
    for (const env of [{ a: "1", A: "2" }, { a: "\uD83D" }]) {
      const setup = [shell("y", { env })];
      expect(problemOf(() => app({ entryPoint: "./run", commands: [], setup }))).toMatch(
        /are the same to GitHub|half of a character/,
      );
    }
  });
});
