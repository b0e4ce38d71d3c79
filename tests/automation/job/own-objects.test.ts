/** Steps that no function for steps made: they would evade the checks of these functions. */
import { describe, expect, test } from "vitest";
import { app } from "../../../src/app/app.ts";
import { runs } from "../../../src/automation/job/runs.ts";
import { checkout } from "../../../src/steps/setup/checkout.ts";
import { shell } from "../../../src/steps/shell-step.ts";
import type { SetupStep } from "../../../src/steps/step.ts";
import { uses } from "../../../src/steps/uses.ts";
import { task } from "../../../src/task/task.ts";
import { lint } from "../declarations.ts";
import { anyJob, problemOf } from "./declared-steps.ts";

const title = "echo ${{ github.event.head_commit.message }}";
const copies: Readonly<Record<string, object>> = {
  "a copy of a command": { ...shell("x"), command: title },
  "a copy of an action": { ...checkout() },
  "an object like a command": { kind: "shell", command: title },
  "a copy of runs()": { ...runs(lint) },
  "an heir of a command": Object.create(shell("x"), { command: { value: title } }) as object,
};

describe.each(Object.entries(copies))("%s", (_, copy) => {
  test("is no step of a job", () => {
    expect(problemOf(() => anyJob("a", { steps: [copy] }))).toMatch(
      /^job "a", option "steps": it lists steps as shell\(\), uses\(\) and the other functions return them, not a copy or an object of your own: /,
    );
  });

  test("is no step of a setup", () => {
    const message = /option "setup": it lists steps as shell\(\)/;
    expect(problemOf(() => anyJob(lint, { setup: [copy] }))).toMatch(message);
    const own = task({ name: "own", setup: [copy as SetupStep], run() {} });
    expect(problemOf(() => anyJob(own))).toMatch(message);
    expect(() => app({ setup: [copy as SetupStep], commands: [] })).toThrow(message);
  });
});

test("A step cannot be changed once it is made", () => {
  expect(() => Object.assign(shell("x"), { command: title })).toThrow(TypeError);
});

test("A command of the app's setup reads no matrix, which not every job has", () => {
  expect(() => app({ setup: [shell("echo ${{ matrix.a }}")], commands: [] })).toThrow(
    "it reads a matrix that the job does not have",
  );
});

test("A step in a template string is an error that names what is a text", () => {
  const step = shell("x", { id: "s" }) as unknown as string;
  expect(() => `${step}`).toThrow(
    "a step is not a text. Use one of its outputs with get(), or its outcome or conclusion.",
  );
});

describe("runs()", () => {
  const publish = task({ name: "publish", secrets: ["NPM_TOKEN"], run() {} });

  test.each(["NPM_TOKEN", "npm_token"])(
    "refuses %s in env, which is a secret of its task",
    (name) => {
      expect(() => runs(publish, { env: { [name]: "x" } })).toThrow(
        `runs(publish): \`env\` has "${name}", and the task "publish" declares the secret "NPM_TOKEN", which it gets from the repository's secret of that name.`,
      );
    },
  );

  test("takes other variables", () => {
    expect(runs(publish, { env: { NPM_TOKENS: "x" } }).env).toEqual({ NPM_TOKENS: "x" });
  });
});

describe("The name __proto__", () => {
  const values = JSON.parse('{"__proto__":"lost","B":"1"}') as Record<string, string>;

  test("is refused in the env of a step", () => {
    expect(() => shell("y", { env: values })).toThrow('`env` has "__proto__", which is not a name');
  });

  test("is refused in the env of a job", () => {
    expect(problemOf(() => anyJob("a", { env: values, steps: [shell("y")] }))).toContain(
      'option "env": it has "__proto__", which is not a name',
    );
  });

  test("is refused among the inputs of an action", () => {
    expect(() => uses("a/b@v1", { with: values })).toThrow(
      'uses() has "__proto__", which JavaScript does not take for the name of a value.',
    );
  });
});
