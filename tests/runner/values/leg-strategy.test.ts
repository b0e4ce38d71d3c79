import { expect, test } from "vitest";
import type { NeedsContext } from "../../../src/runner/values/contexts.ts";
import { JobContexts } from "../../../src/runner/values/job-contexts.ts";
import { legStrategy } from "../../../src/runner/values/leg-strategy.ts";
import type { Strategy, WorkflowJob } from "../../../src/model/workflow.ts";

const contexts = { inputs: { careful: true, most: 2 } };

function strategy(given: Partial<Strategy>, needs?: NeedsContext): ReturnType<typeof legStrategy> {
  const job: WorkflowJob = {
    "runs-on": "x",
    steps: [],
    strategy: { matrix: { a: [1, 2] }, ...given },
  };
  return legStrategy(job, new JobContexts(contexts, needs));
}

test("how combinations run may be an expression, which keeps its type", () => {
  expect(
    strategy({ "fail-fast": "${{ !inputs.careful }}", "max-parallel": "${{ inputs.most }}" }),
  ).toEqual({ failFast: false, maxParallel: 2 });
});

// Strategy.cs in actions/runner, src/Sdk/WorkflowParser: 0 is what it is where none is given.
test("no limit is 0, or none given", () => {
  expect(strategy({ "max-parallel": 0 }).maxParallel).toBe(Infinity);
  expect(strategy({})).toEqual({ failFast: true, maxParallel: Infinity });
});

test("what rests on another job counts when that has ended", () => {
  const late = { "max-parallel": "${{ fromJSON(needs.plan.outputs.most) }}" };
  expect(strategy(late).maxParallel).toBe(Infinity);
  expect(strategy(late, { plan: { result: "success", outputs: { most: "3" } } }).maxParallel).toBe(
    3,
  );
});

test("a value of another type is refused", () => {
  expect(() => strategy({ "fail-fast": "${{ 'no' }}" })).toThrow("fail-fast is neither true nor");
  expect(() => strategy({ "max-parallel": "${{ 'no' }}" })).toThrow("max-parallel is not a number");
});
