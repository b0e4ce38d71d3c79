import { describe, expect, test } from "vitest";
import { workflowOf } from "../runner/workflow-builders.ts";
import { runHere, testHost } from "../runner/workflow-runs.ts";
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
