import { describe, expect, test } from "vitest";
import { makeDispatchable } from "../../src/automation/make-dispatchable.ts";
import {
  artifactInput,
  boolInput,
  choiceInput,
  restInput,
  stringInput,
} from "../../src/inputs/input.ts";
import { task } from "../../src/task/task.ts";
import { messageOf } from "./declarations.ts";

const test_ = task({
  name: "test",
  description: "Run the tests.",
  inputs: {
    verbose: boolInput({ description: "Say more" }),
    level: stringInput({ default: "low" }),
    rest: restInput(),
  },
  run() {},
});

describe("a dispatchable task", () => {
  test("has the task's name, description and inputs, and one job", () => {
    const dispatchable = makeDispatchable(test_);
    expect(dispatchable).toMatchObject({
      kind: "automation",
      name: "test",
      description: "Run the tests.",
      file: "test.yml",
      dispatches: "test",
      triggers: [{ event: "workflow_dispatch" }],
    });
    expect(dispatchable.inputs).toEqual({
      verbose: { kind: "boolean", required: false, default: false, description: "Say more" },
      level: { kind: "string", required: false, default: "low" },
    });
    expect(dispatchable.jobs).toMatchObject([
      {
        id: "test",
        steps: [{ inputs: { verbose: "${{ inputs.verbose }}", level: "${{ inputs.level }}" } }],
      },
    ]);
  });

  test("may have another name, other defaults and choices; descriptions stay", () => {
    const { name, inputs } = makeDispatchable(test_, {
      name: "test_by_hand",
      inputs: {
        verbose: boolInput({ default: true }),
        level: choiceInput(["low", "high"], { default: "high", description: "How much" }),
      },
    });
    expect(name).toBe("test_by_hand");
    expect(inputs).toMatchObject({
      verbose: { default: true, description: "Say more" },
      level: { kind: "choice", choices: ["low", "high"], default: "high", description: "How much" },
    });
  });

  test("has no input that the task lacks", () => {
    expect(() => makeDispatchable(test_, { inputs: { lvel: stringInput() } as never })).toThrow(
      'automation "test", option "inputs": the task "test" has no input "lvel". Its inputs are "verbose", "level" and "rest". Did you mean "level"?',
    );
  });

  test("may offer less than the task takes, and nothing else", () => {
    const deploy = task({
      name: "deploy",
      inputs: { target: choiceInput(["dev", "prod"]), force: boolInput() },
      run() {},
    });
    const override = (inputs: object): string =>
      messageOf(() => makeDispatchable(deploy, { inputs } as never));
    expect(override({ target: choiceInput(["dev"]) })).toBe("no error");
    expect(override({ target: choiceInput(["dev", "stage"]) })).toContain(
      'automation "deploy", option "inputs": the input "target" of the task has no choice "stage". Its choices are "dev" and "prod".',
    );
    expect(override({ target: stringInput() })).toContain(
      'the input "target" of the task is a choice, and cannot be a string here.',
    );
    expect(override({ force: stringInput({ default: "no" }) })).toContain(
      "is a boolean, and cannot",
    );
    expect(override({ force: true })).toContain("cannot be true here.");
    expect(override([])).toContain('option "inputs": it has names with values, not [].');
  });

  test.each([
    [undefined, {}, "UsageError: makeDispatchable() takes a task, not undefined."],
    [test_, { input: {} }, 'UsageError: makeDispatchable() has no option "input".'],
  ])("of %o with %j is a mistake", (given, options, message) => {
    const untyped = makeDispatchable as unknown as (task: unknown, options: object) => unknown;
    expect(messageOf(() => untyped(given, options))).toContain(message);
  });

  test("takes no artifact, which nobody can give in a form", () => {
    const install = task({ name: "install", inputs: { wheel: artifactInput() }, run() {} });
    expect(() => makeDispatchable(install)).toThrow(
      'automation "install", option "inputs": the input "wheel" is an artifact, which nobody can give in a form.',
    );
  });
});
