import { describe, expect, test } from "vitest";
import { planLines } from "../../src/runner/plan/plan-lines.ts";
import { planWorkflow } from "../../src/runner/plan/plan-workflow.ts";
import { workflowOf } from "../runner/workflow-builders.ts";
import { project, runHere, testHost } from "../runner/workflow-runs.ts";
import { inActions, leftOut, otherJobs, standIns } from "./left-out-cases.ts";
import { step } from "./step-cases.ts";
import { outcomeOf } from "./step-outcome.ts";

describe.each([
  ["actions that are left out", leftOut],
  ["actions that are left out of actions", inActions],
  ["stand-ins", standIns],
])("%s", (_title, cases) => {
  test.each(cases)("$name ($source)", async (one) => {
    expect(await outcomeOf(one)).toEqual({ said: one.said, result: one.result });
  });
});

describe("other jobs", () => {
  test.each(Object.entries(otherJobs))("%s", async (_name, [jobs, expected]) => {
    const { results } = await runHere(workflowOf(jobs), { host: testHost() });
    expect(results).toEqual(expected);
  });
});

test("a step that is skipped here is shown as left out, and the job has succeeded", async () => {
  const steps = [step("exit 1", { local: "skip" }), step("true")];
  const { job } = await runHere(workflowOf({ deploy: { steps } }), { host: testHost() });
  expect(job("deploy")).toMatchObject({
    result: "success",
    steps: [
      { name: "exit 1", result: "elsewhere", reason: "left out on this machine" },
      { name: "true", result: "success" },
    ],
  });
});

test("of a job whose only step is skipped here, the log and the plan say so", async () => {
  const workflow = workflowOf({ deploy: { steps: [step("exit 1", { local: "skip" })] } });
  const ran = await runHere(workflow, { host: testHost() });
  expect(ran.results).toEqual({ deploy: "success" });
  expect(ran.log("deploy")).toContain("left out on this machine: exit 1");
  const plan = await planWorkflow(workflow, { root: project(), host: testHost() });
  expect(planLines(plan)).toContain('  - exit 1  left out here (local: "skip")');
});
