import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { truthOf } from "../../../src/expression/values/coercion.ts";
import { evaluate, evaluateTree, interpolate } from "../../../src/expression/values/evaluate.ts";
import { ExpressionError } from "../../../src/expression/language/expression-error.ts";
import { writeJson } from "../../../src/expression/values/json-writer.ts";
import { print } from "../../../src/expression/language/print.ts";
import {
  call,
  type ComparisonOperator,
  comparison,
  literal,
  logical,
  type Tree,
} from "../../../src/expression/language/syntax-tree.ts";
import { known, Unknown, UnknownError } from "../../../src/expression/values/unknown.ts";
import { type Item, unknownIn } from "../../../src/expression/values/value.ts";
import { cases } from "../../support/cases.ts";

const unknown = new Unknown("the step filter does not run here");
const contexts = {
  steps: { filter: { outputs: unknown }, build: { outputs: { src: "a" } } },
  list: ["b", unknown],
  needs: {},
  no: false,
};

describe("an unknown value makes unknown", () => {
  test.each([
    "steps.filter.outputs.src",
    "steps.filter.outputs['a'].b.*",
    "steps.filter.outputs.src == 'true'",
    "steps.filter.outputs.src != 'true'",
    "'a' < steps.filter.outputs.src",
    "!steps.filter.outputs.src",
    "contains(steps.filter.outputs.src, 'x')",
    "contains('x', steps.filter.outputs.src)",
    "startsWith(steps.filter.outputs.src, '') && endsWith('a', steps.filter.outputs.src)",
    "format('{0}', steps.filter.outputs.src)",
    "join(steps.*.outputs.src)",
    "toJSON(steps)",
    "fromJSON(steps.filter.outputs.src)",
    "case(steps.filter.outputs.src == 'a', 1, 2)",
    "steps.build.outputs[steps.filter.outputs.src]",
    "steps.*.outputs.src",
    "contains(steps.*.outputs.src, 'b')",
    "contains(list, 'c')",
    "own(steps.filter.outputs.src)",
    "steps.filter.outputs.src || 'a'",
    "steps.filter.outputs.src && 'a'",
  ])("%s", (expression) => {
    const value = evaluate(expression, contexts, { own: () => 1 });
    expect(value).toMatchObject({ reason: unknown.reason });
    expect(value).toBeInstanceOf(Unknown);
  });
});

describe("an unknown value does not matter in", () => {
  test.each<[expression: string, value: unknown]>([
    ["false && steps.filter.outputs.src", false],
    ["true || steps.filter.outputs.src", true],
    ["'' && steps.filter.outputs.src", ""],
    ["!(steps.filter.outputs.src && false)", true],
    ["(steps.filter.outputs.src && false) || 'a'", "a"],
    ["(steps.filter.outputs.src || true) && 'a'", "a"],
    ["!(steps.filter.outputs.src == 'a' && no && steps.filter.outputs.b)", true],
    ["always() || steps.filter.outputs.src", true],
    ["case(true, 'a', steps.filter.outputs.src)", "a"],
    ["case(no, steps.filter.outputs.src, 'b')", "b"],
    ["format('a', steps.filter.outputs.src)", "a"],
    ["contains(needs.*.result, steps.filter.outputs.src)", false],
    ["join(needs.*, steps.filter.outputs.src)", ""],
    ["needs.build[steps.filter.outputs.src]", null],
    ["contains(list, 'B')", true],
    ["list[0]", "b"],
    ["steps.build.outputs.src", "a"],
  ])("%s", (expression, value) => {
    expect(evaluate(expression, contexts, { always: () => true })).toBe(value);
  });
});

test("what may fail on GitHub has no truth, not even beside false", () => {
  for (const risky of [
    "fromJSON(steps.filter.outputs.src)",
    "format(steps.filter.outputs.src)",
    "(steps.filter.outputs.src || fromJSON('x'))",
    "steps.filter.outputs[fromJSON('x')]",
  ]) {
    expect(truthOf(evaluate(`${risky} && false`, contexts))).toBeInstanceOf(Unknown);
  }
});

test("a text with an unknown part is unknown as a whole", () => {
  const text = "a ${{ 1 }} ${{ steps.filter.outputs.src }} b";
  expect(interpolate(text, contexts)).toMatchObject({ reason: unknown.reason });
  expect(interpolate("a ${{ steps.build.outputs.src }}", contexts)).toBe("a a");
});

test("a function of the run may answer that it does not know", () => {
  const functions = { success: () => unknown };
  expect(evaluate("success() && 'a'", {}, functions)).toMatchObject({ reason: unknown.reason });
  expect(evaluate("no && success()", contexts, functions)).toBe(false);
});

test("a caller that cannot go on gets an error with the reason", () => {
  expect(() => known(evaluate("steps.filter.outputs.src", contexts))).toThrow(
    new UnknownError(unknown),
  );
});

/** What may stand in place of the unknown value. */
const samples: readonly unknown[] = [
  null,
  "",
  "a",
  "1",
  "{0}",
  '["a"]',
  true,
  false,
  0,
  1,
  ["a", 1],
  { a: "b", b: { a: "" } },
];

const { tree } = fc.letrec<{ tree: Tree }>((tie) => {
  const inner = tie("tree");
  const operator = fc.constantFrom<ComparisonOperator>("==", "!=", "<", "<=", ">", ">=");
  const name = fc.constantFrom("a", "b");
  return {
    tree: fc.oneof(
      { maxDepth: 4 },
      fc.oneof(
        fc.constantFrom(null, true, false, 0, "", "a", "{0}").map(literal),
        fc.constantFrom("u", "v", "some").map<Tree>((context) => ({
          kind: "context",
          name: context,
        })),
      ),
      fc
        .tuple(inner, fc.oneof(name.map(literal), inner))
        .map<Tree>(([of, key]) => ({ kind: "index", of, key })),
      inner.map<Tree>((of) => ({ kind: "filter", of })),
      inner.map<Tree>((of) => ({ kind: "not", of })),
      fc.tuple(inner, operator, inner).map(([left, sign, right]) => comparison(left, sign, right)),
      fc
        .tuple(
          fc.constantFrom<"&&" | "||">("&&", "||"),
          fc.array(inner, { minLength: 2, maxLength: 3 }),
        )
        .map(([sign, operands]) => logical(sign, operands)),
      fc
        .tuple(
          fc.constantFrom("contains", "startsWith", "endsWith", "join", "format"),
          inner,
          inner,
        )
        .map(([called, first, second]) => call(called, first, second)),
      fc
        .tuple(fc.constantFrom("toJSON", "fromJSON"), inner)
        .map(([called, only]) => call(called, only)),
      fc.tuple(inner, inner, inner).map((three) => call("case", ...three)),
    ),
  };
});

/** The value, or that there is none. */
function outcome(built: Tree, u: unknown, v: unknown): Item | ExpressionError {
  try {
    return evaluateTree(built, { u, v, some: { a: u, b: ["a", v] } });
  } catch (error) {
    if (error instanceof ExpressionError) return error;
    throw error;
  }
}

/** What is known of a value: that it fails, or its truth and, where nothing in it is unknown, the value. */
function knownOf(value: Item | ExpressionError, compared = value): unknown {
  if (value instanceof ExpressionError) return "fails";
  const isWhole = !(compared instanceof ExpressionError) && unknownIn(compared) === undefined;
  const shown = isWhole ? `${typeof value} ${writeJson(known(value))}` : "something";
  return { truth: truthOf(value), shown };
}

test("an expression is known, or true, or fails, only where it is so whatever the unknown values are", () => {
  let tried = 0;
  let decided = 0;
  fc.assert(
    fc.property(tree, (built) => {
      tried += 1;
      const found = outcome(built, unknown, unknown);
      if (!(found instanceof ExpressionError) && truthOf(found) instanceof Unknown) return;
      decided += 1;
      for (const u of samples) {
        for (const v of samples) {
          const where = { expression: print(built), u, v };
          expect({ ...where, value: knownOf(outcome(built, u, v), found) }).toEqual({
            ...where,
            value: knownOf(found),
          });
        }
      }
    }),
    cases(1000),
  );
  expect(decided / tried).toBeGreaterThan(0.2);
});
