import { describe, expect, test } from "vitest";
import { workflowOf } from "../runner/workflow-builders.ts";
import { runHere, testHost } from "../runner/workflow-runs.ts";
import { conditions, inputs, matrices, results } from "./cases.ts";

describe.each([
  ["conditions", conditions],
  ["inputs and events", inputs],
  ["matrices", matrices],
  ["results", results],
])("%s", (_title, cases) => {
  test.each(cases)("$name ($source)", async ({ jobs, workflow, options, ...expected }) => {
    const ran = await runHere(workflowOf(jobs, workflow), { host: testHost(), ...options });
    expect({ results: ran.results, run: ran.record.result }).toEqual({
      results: expected.results,
      run: expected.run,
    });
  });
});
