import { describe, expect, test } from "vitest";
import {
  callsStatusFunction,
  jobCondition,
} from "../../../src/expression/analysis/implied-success.ts";
import { interpolate } from "../../../src/expression/values/evaluate.ts";

/** ConvertToIfCondition in actions/runner, src/Sdk/WorkflowParser/Conversion/WorkflowTemplateConverter.cs. */
describe("GitHub makes of an `if`", () => {
  test.each<[text: string | undefined, condition: string]>([
    [undefined, "success()"],
    ["  ", "success()"],
    ["${{ }}", "success()"],
    ["github.ref == 'a'", "success() && github.ref == 'a'"],
    ["${{ github.ref == 'a' || vars.B }}", "success() && (github.ref == 'a' || vars.B)"],
    ["${{ !CANCELLED() }}", "!CANCELLED()"],
    ["contains(toJSON(always()), 'x')", "contains(toJSON(always()), 'x')"],
    ["github.event.success == 'failure()'", "success() && github.event.success == 'failure()'"],
    ["a{b} ${{ github.ref }} == 'a'", "success() && format('a{{b}} {0} == ''a''', github.ref)"],
  ])("%s → %s", (text, condition) => {
    expect(jobCondition(text)).toBe(condition);
  });
});

test("a status function counts as a call only", () => {
  expect(callsStatusFunction("${{ a.always || b['success()'] }}")).toBe(false);
  expect(callsStatusFunction("${{ a && Failure() }}")).toBe(true);
});

test("a text is interpolated, braces inside quotes left alone", () => {
  const contexts = { inputs: { a: 1.5, b: null } };
  expect(interpolate("x ${{ inputs.a }}-${{ inputs.b }}${{ '}}' }} y", contexts)).toBe(
    "x 1.5-}} y",
  );
  expect(() => interpolate("${{ inputs.a", contexts)).toThrow(/without "}}"/);
});
