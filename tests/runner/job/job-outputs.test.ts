/** What a job puts out: JobExtension.FinalizeJob in actions/runner. */
import { expect, test } from "vitest";
import { Unknown, UnknownError } from "../../../src/expression/values/unknown.ts";
import { continuesOnError } from "../../../src/runner/values/continue-on-error.ts";
import { jobOutputs } from "../../../src/runner/job/job-outputs.ts";
import type { WorkflowJob } from "../../../src/model/workflow.ts";

const noSecrets = { mask: (text: string) => text };
const contexts = {
  steps: {
    a: { outputs: { x: "1", empty: "" } },
    b: { outputs: new Unknown("b does not run here") },
  },
};

test("every output that was set is there, and an empty one is not", () => {
  expect(
    jobOutputs(
      { x: "v${{ steps.a.outputs.x }}", y: "${{ steps.a.outputs.empty }}", z: "z" },
      contexts,
      noSecrets,
    ),
  ).toEqual({
    values: { x: "v1", z: "z" },
    unknown: [],
    unknownError: undefined,
    warnings: [],
    problem: undefined,
  });
});

test("one that rests on what only GitHub knows is named, with the reason of the first", () => {
  const unknown = new Unknown("c does not run here");
  const more = { ...contexts, env: { c: unknown } };
  expect(
    jobOutputs({ x: "1", y: "${{ steps.b.outputs.y }}", z: "${{ env.c }}" }, more, noSecrets),
  ).toEqual({
    values: { x: "1" },
    unknown: ["y", "z"],
    unknownError: new UnknownError(new Unknown("b does not run here")),
    warnings: [],
    problem: undefined,
  });
});

test("the first that cannot be computed is the job's problem, and the others count", () => {
  const { values, problem } = jobOutputs(
    { x: "${{ fromJSON('[') }}", y: "${{ nothing.y }}", z: "1" },
    contexts,
    noSecrets,
  );
  expect(values).toEqual({ z: "1" });
  expect(problem).toMatch(/^Error reading JSON/);
});

test("one with a secret in it is left out with a warning", () => {
  const mask = (text: string) => text.replace("hush", "***");
  const { values, warnings } = jobOutputs({ x: "a hush b", y: "b" }, contexts, { mask });
  expect(values).toEqual({ y: "b" });
  expect(warnings).toEqual(["Skip output 'x' since it may contain secret."]);
});

// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idoutputs
test("together they have at most 1 MiB in UTF-16; those that fit are there", () => {
  const half = (1024 * 1024) / 4;
  const { values, warnings } = jobOutputs(
    { a: "x".repeat(half), b: "x".repeat(half + 1), c: "x".repeat(half), d: "x" },
    contexts,
    noSecrets,
  );
  expect(Object.keys(values)).toEqual(["a", "c"]);
  expect(warnings).toEqual(
    ["b", "d"].map(
      (name) => `Skip output '${name}': the outputs of a job may have 1 MiB together.`,
    ),
  );
});

test("a job continues after an error where it says so, and what it says is a boolean", () => {
  const says = (given: unknown): boolean =>
    continuesOnError({ "continue-on-error": given } as unknown as WorkflowJob, {
      matrix: { may: true, text: "true" },
    });
  expect([undefined, false, true, "${{ matrix.may }}", "${{ !matrix.may }}"].map(says)).toEqual([
    false,
    false,
    true,
    true,
    false,
  ]);
  expect(() => says("${{ matrix.text }}")).toThrow(
    'continue-on-error is not a boolean: ${{ matrix.text }} is "true"',
  );
});
