import { expect, test } from "vitest";
import { automation, type Automation } from "../../../src/automation/automation.ts";
import { call } from "../../../src/automation/job/call.ts";
import { job } from "../../../src/automation/job/job.ts";
import { onWorkflowCall, onWorkflowDispatch } from "../../../src/automation/triggers/trigger.ts";
import {
  boolInput,
  choiceInput,
  type Inputs,
  numberInput,
  stringInput,
} from "../../../src/inputs/input.ts";
import { shell } from "../../../src/steps/shell-step.ts";
import { compileWorkflow } from "../../../src/workflow/compile/compile.ts";
import { messageOf } from "../declarations.ts";
import { workflowDefaults } from "../../workflow/workflow-defaults.ts";

function release<const I extends Inputs>(inputs: I): Automation<I> {
  return automation({
    name: "release",
    on: [onWorkflowDispatch(), onWorkflowCall()],
    inputs,
    jobs: () => void job("tag", { steps: [shell("make tag")] }),
  });
}

test("an input with a default may be required in the form, and of callers", () => {
  const inputs = {
    tag: stringInput({ default: "dry-run", required: true }),
    count: numberInput({ default: 1, required: true }),
    level: choiceInput(["low", "high"], { default: "low", required: true }),
    draft: boolInput({ required: true }),
    other: stringInput({ default: "", required: false }),
  };
  const { on } = compileWorkflow(release(inputs), workflowDefaults);
  const expected = {
    tag: { required: true, default: "dry-run" },
    count: { required: true, default: 1 },
    level: { required: true, default: "low" },
    draft: { required: true, default: false },
    other: { required: false, default: "" },
  };
  expect(on["workflow_dispatch"]).toMatchObject({ inputs: expected });
  expect(on["workflow_call"]).toMatchObject({ inputs: expected });
});

test("here it has its default", () => {
  expect(stringInput({ default: "a", required: true })).toMatchObject({ required: false });
});

test("without a default it is required, whatever it says", () => {
  const untyped = stringInput as (options: object) => ReturnType<typeof stringInput>;
  expect(untyped({ required: false })).toEqual({ kind: "string", required: true });
});

test("a call without it is refused, as by GitHub", () => {
  const called = release({ tag: stringInput({ default: "dry-run", required: true }) });
  const declare = (inputs: { readonly tag?: string }): Automation =>
    automation({ name: "ci", jobs: () => void call(called, { inputs }) });
  expect(messageOf(() => declare({}))).toBe(
    'DeclarationError: automation "ci", job "release", option "inputs": the automation "release" requires "tag" of its callers, although there are defaults.',
  );
  expect(declare({ tag: "v1" }).jobs[0]?.keys.with).toEqual({ tag: "v1" });
});
