import { describe, expect, test } from "vitest";
import { readsNeeds } from "../../../src/runner/values/evaluated-values.ts";
import { plannedMatrix } from "../../../src/runner/values/planned-matrix.ts";

const contexts = {
  inputs: { list: '["a", "b"]', one: "x" },
  github: { ref_name: "main" },
  vars: {},
};

describe("the matrix of a local run", () => {
  test("has the values that its expressions come to", () => {
    const matrix = {
      os: "${{ fromJSON(inputs.list) }}",
      tag: ["v1-${{ github.ref_name }}", "${{ fromJSON('2') }}", 3, true, null],
      include: [{ os: "${{ inputs.one }}" }],
    };
    expect(plannedMatrix("test", matrix, contexts)).toEqual({
      os: ["a", "b"],
      tag: ["v1-main", 2, 3, true, null],
      include: [{ os: "x" }],
    });
  });

  test("may come as a whole", () => {
    const matrix = "${{ fromJSON(format('{0}\"os\": [\"a\"]}}', '{')) }}";
    expect(plannedMatrix("test", matrix, contexts)).toEqual({ os: ["a"] });
  });

  test.each<[string | Record<string, string | string[]>, string]>([
    [
      "${{ fromJSON(inputs.list) }}",
      'is no mapping of names to lists: "${{ fromJSON(inputs.list) }}" is ["a","b"] here.',
    ],
    [{ os: "${{ inputs.one }}" }, 'has no list for "os": "${{ inputs.one }}" is "x" here.'],
    [{ os: ["${{ fromJSON('') }}"] }, "cannot be computed: ${{ fromJSON('') }}"],
  ])("refuses %j", (matrix, message) => {
    expect(() => plannedMatrix("test", matrix, contexts)).toThrow(message);
  });
});

test.each([
  [{ os: "${{ fromJSON(needs.plan.outputs.os) }}" }, true],
  [{ os: ["a", "${{ needs.plan.result }}"] }, true],
  [{ os: ["a"], include: [{ os: "a", v: "v${{ needs.plan.outputs.v }}" }] }, true],
  [{ os: "${{ fromJSON(inputs.list) }}" }, false],
  [{ os: ["needs.plan.result"] }, false],
])("%j is known when the run is under way only: %s", (matrix, expected) => {
  expect(readsNeeds(matrix)).toBe(expected);
});
