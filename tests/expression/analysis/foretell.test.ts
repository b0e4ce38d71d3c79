/** What is said of an expression before the workflow runs: no more than is so in every run, and as much as that. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isTruthy } from "../../../src/expression/values/coercion.ts";
import { evaluateTree } from "../../../src/expression/values/evaluate.ts";
import { ExpressionError } from "../../../src/expression/language/expression-error.ts";
import {
  anything,
  type Forecast,
  foretell,
  type Kind,
  kindsOf,
  forecastTruth,
} from "../../../src/expression/analysis/foretell.ts";
import { parse } from "../../../src/expression/language/parser.ts";
import { print } from "../../../src/expression/language/print.ts";
import {
  call,
  comparison,
  literal,
  logical,
  path,
  type Tree,
} from "../../../src/expression/language/syntax-tree.ts";
import { known } from "../../../src/expression/values/unknown.ts";
import type { Value } from "../../../src/expression/values/value.ts";
import { cases } from "../../support/cases.ts";

const boolean: Forecast = { kinds: ["boolean"] };
const text: Forecast = { kinds: ["string"] };

/** What is known of some paths; of all others nothing is. */
const knownOf = new Map<string, Forecast>([
  ["env.text", text],
  ["env.nothing", { kinds: ["null"] }],
  ["env.maybe", { kinds: ["null", "string"] }],
  ["env.list", { kinds: ["object"], isTrue: true }],
  ["env.two", { value: 2 }],
  ["env.empty", { value: "" }],
  ["env", { kinds: ["object"] }],
]);

function foretold(expression: string): Forecast {
  return foretell(parse(expression), (names) => knownOf.get(names.join(".")));
}

describe("of an expression is foretold", () => {
  test.each<[expression: string, foretold: Forecast]>([
    ["'a'", { value: "a" }],
    ["env.text", text],
    ["env.two", { value: 2 }],
    ["env", { kinds: ["object"] }],
    ["env.other", anything],
    ["fromJSON(env.text).a", anything],
    ["fromJSON(env.text).*", anything],
    ["!env.text", boolean],
    ["!env.nothing", { value: true }],
    ["!env.two", { value: false }],
    ["!env.list", { value: false }],
    ["env.two == 2", { value: true }],
    ["env.two > 2", { value: false }],
    ["env.two == env.text", boolean],
    ["env.text < env.two", boolean],
    ["env.text <= env.other", boolean],
  ])("%s: %j", (expression, expected) => {
    expect(foretold(expression)).toEqual(expected);
  });
});

describe("of operands the one that decides is foretold, and what the others leave possible", () => {
  test.each<[expression: string, foretold: Forecast]>([
    ["false && env.text", { value: false }],
    ["true || env.text", { value: true }],
    ["true && env.text", text],
    ["false || env.text", text],
    ["env.empty || 'a'", { value: "a" }],
    ["env.nothing || 'a'", { value: "a" }],
    ["env.nothing && 'a'", { kinds: ["null"] }],
    ["env.list || 'a'", { kinds: ["object"], isTrue: true }],
    ["env.list && 'a'", { value: "a" }],
    ["env.text || 'a'", { kinds: ["string"], isTrue: true }],
    ["env.text && 'a'", text],
    ["env.text && ''", { kinds: ["string"], isTrue: false }],
    ["env.text || 1", { kinds: ["string", "number"], isTrue: true }],
    ["env.maybe || 1", { kinds: ["string", "number"], isTrue: true }],
    ["env.maybe && 0", { kinds: ["null", "string", "number"], isTrue: false }],
    ["env.maybe || ''", text],
    ["env.text && env.two && false", { kinds: ["string", "boolean"], isTrue: false }],
    ["env.text || env.two || env.other", { kinds: ["string", "number"], isTrue: true }],
    ["env.other && null", { kinds: ["null", "boolean", "number", "string"], isTrue: false }],
    ["env.text || env.maybe", { kinds: ["string", "null"] }],
  ])("%s: %j", (expression, expected) => {
    expect(foretold(expression)).toEqual(expected);
  });
});

describe("of a call its value is foretold where its arguments are, else its kind", () => {
  test.each<[expression: string, foretold: Forecast]>([
    ["startsWith('Main', 'ma')", { value: true }],
    ["format('{0}-{1}', env.two, 'a')", { value: "2-a" }],
    ["format('{0}-{1}', env.two, env.text)", text],
    ["contains('a', env.text)", boolean],
    ["ENDSWITH(env.text, 'a')", boolean],
    ["startsWith(env.text, 'a')", boolean],
    ["join(env.list)", text],
    ["toJSON(env.list)", text],
    ["toJSON(env.two)", { value: "2" }],
    ["fromJSON('[')", anything],
    ["fromJSON(env.text)", anything],
    ["Always()", { value: true }],
    ["success()", boolean],
    ["failure()", boolean],
    ["cancelled()", boolean],
    ["success('a')", boolean],
    ["hashFiles('a')", text],
  ])("%s: %j", (expression, expected) => {
    expect(foretold(expression)).toEqual(expected);
  });
});

const samples: Readonly<Record<Kind, readonly Value[]>> = {
  null: [null],
  boolean: [true, false],
  number: [0, 3],
  string: ["", "a", "1"],
  object: [[], ["a"]],
};

const names = ["a", "b", "c"];

const tree: fc.Arbitrary<Tree> = fc.letrec<{ tree: Tree }>((tie) => {
  const inner = tie("tree");
  const several = fc.array(inner, { minLength: 2, maxLength: 3 });
  return {
    tree: fc.oneof(
      { maxDepth: 4 },
      fc.oneof(
        fc.constantFrom(null, true, false, 0, "", "a").map(literal),
        fc.constantFrom(...names).map((name) => path("env", [name])),
      ),
      inner.map<Tree>((of) => ({ kind: "not", of })),
      fc
        .tuple(inner, fc.constantFrom("==" as const, "!=" as const, "<" as const), inner)
        .map((parts) => comparison(...parts)),
      fc
        .tuple(fc.constantFrom("&&" as const, "||" as const), several)
        .map(([sign, operands]) => logical(sign, operands)),
      fc
        .tuple(fc.constantFrom("contains", "startsWith", "join"), inner, inner)
        .map(([name, first, second]) => call(name, first, second)),
      inner.map((value) => call("toJSON", value)),
    ),
  };
}).tree;

/** One of the values that a context may have, and what is known of it beforehand: itself, or the kinds it may be of. */
const context = fc
  .tuple(fc.constantFrom(...(Object.keys(samples) as Kind[])), fc.nat(), fc.nat(2), fc.nat())
  .map(([kind, at, how, otherAt]): { value: Value; foretold: Forecast | undefined } => {
    const value = samples[kind][at % samples[kind].length] ?? null;
    const kinds = Object.keys(samples) as Kind[];
    const other = kinds[otherAt % kinds.length] ?? kind;
    const some = { kinds: [...new Set([kind, other])] };
    return { value, foretold: [{ value }, some, undefined][how] };
  });

function kindOf(value: Value): Kind {
  return kindsOf({ value })[0] ?? "null";
}

test("whatever is foretold comes true in every run", () => {
  fc.assert(
    fc.property(tree, fc.tuple(context, context, context), (built, contexts) => {
      const said = foretell(built, ([, name = ""]) => contexts[names.indexOf(name)]?.foretold);
      const env = Object.fromEntries(names.map((name, index) => [name, contexts[index]?.value]));
      let value: Value;
      try {
        value = known(evaluateTree(built, { env }));
      } catch (error) {
        if (error instanceof ExpressionError) return;
        throw error;
      }
      const where = { expression: print(built), env };
      expect({ ...where, kinds: kindsOf(said) }).toEqual({
        ...where,
        kinds: expect.arrayContaining([kindOf(value)]),
      });
      // Objects are equal only to themselves.
      const saidValue = "value" in said && typeof said.value !== "object" ? said.value : value;
      expect({ ...where, value, truth: isTruthy(value) }).toEqual({
        ...where,
        value: saidValue,
        truth: forecastTruth(said) ?? isTruthy(value),
      });
    }),
    cases(1000),
  );
});

test("a value has the kind that GitHub's toJSON would show, and its own truth", () => {
  expect([null, true, 1, "a", []].map(kindOf)).toEqual([
    "null",
    "boolean",
    "number",
    "string",
    "object",
  ]);
  expect([null, true, 1, "", []].map((value) => forecastTruth({ value }))).toEqual([
    false,
    true,
    true,
    false,
    true,
  ]);
});

test("truth is foretold where all kinds agree or where it was said", () => {
  expect(forecastTruth({ kinds: ["null"] })).toBe(false);
  expect(forecastTruth({ kinds: ["null", "string"] })).toBeUndefined();
  expect(forecastTruth({ kinds: ["object"] })).toBeUndefined();
  expect(forecastTruth({ kinds: ["string"], isTrue: true })).toBe(true);
});
