/** Expressions that come to nothing in each run. */
import { describe, expect, test } from "vitest";
import { withoutEmptyValues } from "../../src/import/empty-values.ts";
import { readWorkflow } from "../../src/import/read-workflow.ts";
import { check } from "./checked-text.ts";

const file = (text: string): string => `
on: { push: , workflow_call: { inputs: { level: { type: string } } } }
jobs:
  build: { runs-on: a, outputs: { version: "1" }, steps: [{ run: a }] }
  called: { uses: ./.github/workflows/called.yml }
  test:
    needs: [build, called]
    runs-on: \${{ matrix.os }}
    strategy: { matrix: { os: [a, b], config: [{ node: 20 }], include: [{ os: a, extra: { list: [x] } }] } }
    steps:
      - { parallel: [{ id: first, run: a }] }
      - { id: second, run: a, env: { VALUE: "${text}" } }
`;

const valueOf = (text: string): unknown => {
  const { jobs } = withoutEmptyValues(readWorkflow(file(text))).workflow as {
    readonly jobs: { readonly test: { readonly steps: readonly { readonly env?: unknown }[] } };
  };
  return jobs.test.steps[1]?.env;
};

describe("nothing stands for", () => {
  test.each<[string, string, string]>([
    ["a key that the matrix does not have", "a ${{ matrix.rust }}", "a "],
    ["a part that no value of a key has", "${{ matrix.config.arch }}", ""],
    ["a part of an included value", "${{ matrix.extra.list[0].name }}", ""],
    ["a job that is not needed", "${{ needs.other.result }}", ""],
    ["an output that a job does not put out", "${{ needs.build.outputs.tag }}", ""],
    ["a step that there is not", "${{ steps.none.outputs.a }}", ""],
    ["a step that has not run", "${{ steps.second.outputs.a }}", ""],
    ["an input that there is not", "${{ inputs.other }}", ""],
    ["a part of an expression", "${{ matrix.rust == 'a' && github.ref }}", "${{ false }}"],
    ["the first of two", "${{ matrix.rust || github.ref }}", "${{ github.ref }}"],
    ["the last of two", "${{ github.ref || matrix.rust }}", "${{ github.ref || null }}"],
    [
      "one that must be true",
      "${{ (github.ref || matrix.rust) && 'a' }}",
      "${{ (github.ref || null) && 'a' }}",
    ],
    [
      "some of several",
      "${{ (github.ref || matrix.rust) || matrix.rust == 'a' || !matrix.rust && github.sha }}",
      "${{ github.ref || true && github.sha }}",
    ],
    ["what a function takes", "${{ format('{0}', inputs.other) }}", "${{ format('{0}', null) }}"],
  ])("%s", (_, text, expected) => {
    expect(valueOf(text)).toEqual({ VALUE: expected });
    expect(check(file(text))).toMatchObject({ refused: [], differences: [] });
  });
});

test.each([
  "${{ matrix.OS }}",
  "${{ matrix.config.Node }}",
  "${{ matrix.extra.list[0] }}",
  "${{ toJSON(matrix) }}",
  "${{ matrix.*.node }}",
  "${{ needs.Build.outputs.Version }}",
  "${{ needs.called.outputs.any }}",
  "${{ steps.FIRST.outputs.a }}",
  "${{ inputs.LEVEL }}",
  "${{ env.NONE || vars.NONE || secrets.NONE }}",
  "${{ 'matrix.rust' }}",
  "${{ matrix.rust",
])("%s may have a value, or is not read", (text) => {
  expect(valueOf(text)).toEqual({ VALUE: text });
});

test("a matrix that only the run knows may have any key", () => {
  const matrices = ["${{ fromJSON(inputs.a) }}", { include: "${{ fromJSON(inputs.a) }}" }];
  for (const matrix of matrices) {
    const job = { strategy: { matrix }, steps: [{ run: "a ${{ matrix.any }}" }] };
    const workflow = { on: { workflow_call: { inputs: { a: {} } } }, jobs: { job } };
    expect(withoutEmptyValues(workflow)).toEqual({ workflow, replaced: [] });
  }
});

test("a condition of nothing is false, and the translation says why", () => {
  const { plan, ...others } = check(`
on: push
jobs:
  a: { runs-on: a, steps: [{ run: a, if: steps.none.outcome }, { run: b, if: "\${{ inputs.a != 'b' }}" }] }
`);
  expect(others).toMatchObject({ lost: [], refused: [], differences: [] });
  const text = JSON.stringify(plan);
  expect(text).toContain(
    `Left out by the import: steps.none.outcome, which is always empty: no step before it has the id`,
  );
  expect(text).toContain('"if":{"kind":"commented","comment":');
  expect(text).not.toContain("null");
});
