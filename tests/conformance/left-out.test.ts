import { describe, expect, test } from "vitest";
import { workflowOf } from "../runner/workflow-builders.ts";
import { runHere, testHost } from "../runner/workflow-runs.ts";
import { inActions, leftOut, otherJobs, standIns } from "./left-out-cases.ts";
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
