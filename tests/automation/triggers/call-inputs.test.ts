import { expect, test } from "vitest";
import { automation, type Automation } from "../../../src/automation/automation.ts";
import { call } from "../../../src/automation/job/call.ts";
import { job } from "../../../src/automation/job/job.ts";
import type { WorkflowCallConfig } from "../../../src/automation/triggers/trigger-filters.ts";
import {
  onWorkflowCall,
  onWorkflowDispatch,
  type Trigger,
} from "../../../src/automation/triggers/trigger.ts";
import { expr } from "../../../src/expression/build/raw.ts";
import { type Inputs, stringInput } from "../../../src/inputs/input.ts";
import { shell } from "../../../src/steps/shell-step.ts";
import { compileWorkflow } from "../../../src/workflow/compile/compile.ts";
import { messageOf } from "../declarations.ts";
import { workflowDefaults } from "../../workflow/workflow-defaults.ts";

const inputs = { tag: stringInput({ default: "dry-run" }) };

function declare(config: WorkflowCallConfig, read = "tag"): Automation<typeof inputs> {
  return automation({
    name: "publish",
    on: [onWorkflowDispatch(), onWorkflowCall(config)],
    inputs,
    jobs() {
      const env = { PLAN: expr`inputs[${read}]` };
      job("publish", { steps: [shell('make "$PLAN"', { env })] });
    },
  });
}

function eventsOf(declared: Automation): Readonly<Record<string, unknown>> {
  return compileWorkflow(declared, workflowDefaults).on;
}

const ofForm = { inputs: { tag: { required: false, default: "dry-run", type: "string" } } };

test("a caller gives the inputs of the form", () => {
  expect(eventsOf(declare({}))).toEqual({ workflow_dispatch: ofForm, workflow_call: ofForm });
});

test("or others, which expressions may read", () => {
  expect(eventsOf(declare({ inputs: { plan: stringInput() } }, "plan"))).toEqual({
    workflow_dispatch: ofForm,
    workflow_call: { inputs: { plan: { required: true, type: "string" } } },
  });
});

test("or none", () => {
  expect(eventsOf(declare({ inputs: {} }))["workflow_call"]).toBeNull();
});

test("an automation that calls it gives what a caller gives", () => {
  const called = declare({ inputs: { plan: stringInput() } }, "plan");
  const untyped = call as unknown as (called: Automation, options: object) => void;
  const caller = (values: object): Automation =>
    automation({ name: "ci", jobs: () => untyped(called, { inputs: values }) });
  expect(caller({ plan: "a" }).jobs[0]?.keys.with).toEqual({ plan: "a" });
  expect(messageOf(() => caller({ tag: "a" }))).toContain('no input "tag"');
});

test("what is no input is refused", () => {
  expect(messageOf(() => declare({ inputs: { plan: "a" } as unknown as Inputs }))).toContain(
    'option "on": its inputs: the input "plan" is not an input',
  );
  expect(messageOf(() => declare({ inputs: ["plan"] as unknown as Inputs }))).toContain(
    "`inputs` of onWorkflowCall() has names with values",
  );
});

test("a form has at most 25 inputs, and a call any number", () => {
  const many = Object.fromEntries(
    Array.from({ length: 26 }, (_, index) => [`a${index}`, stringInput({ default: "" })]),
  );
  const jobs = (): void => void job("publish", { steps: [shell("make")] });
  const declared = (on: readonly Trigger[], inputs: Inputs): (() => unknown) => {
    return () => automation({ name: "publish", on, inputs, jobs });
  };
  expect(declared([onWorkflowCall()], many)).not.toThrow();
  expect(declared([onWorkflowDispatch(), onWorkflowCall({ inputs: many })], {})).not.toThrow();
  expect(declared([onWorkflowDispatch(), onWorkflowCall()], many)).toThrow(
    "there are 26 inputs; GitHub allows 25 for a workflow that is started by hand.",
  );
});
