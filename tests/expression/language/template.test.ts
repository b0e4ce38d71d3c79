import { expect, test } from "vitest";
import { formatExpression } from "../../../src/expression/language/template.ts";
import { evaluate, interpolate } from "../../../src/expression/values/evaluate.ts";

test.each([
  ["v${{ github.ref }}", "format('v{0}', github.ref)"],
  [
    "it's {${{ github.ref }}} ${{github.sha}}",
    "format('it''s {{{0}}} {1}', github.ref, github.sha)",
  ],
])("%s is one expression of the same value", (text, expected) => {
  const contexts = { github: { ref: "{a}", sha: 1 } };
  expect(formatExpression(text)).toBe(expected);
  expect(evaluate(expected, contexts)).toBe(interpolate(text, contexts));
});
