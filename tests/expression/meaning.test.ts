import { data, Evaluator, Lexer, Parser } from "@actions/expressions";
import fc from "fast-check";
import { expect, test } from "vitest";
import { stringOf } from "../../src/expression/values/coercion.ts";
import { evaluate, evaluateTree } from "../../src/expression/values/evaluate.ts";
import { writeJson } from "../../src/expression/values/json-writer.ts";
import { parse } from "../../src/expression/language/parser.ts";
import { known } from "../../src/expression/values/unknown.ts";
import { print } from "../../src/expression/language/print.ts";
import {
  call,
  type ComparisonOperator,
  comparison,
  literal,
  logical,
  negation,
  type Tree,
} from "../../src/expression/language/syntax-tree.ts";
import { cases } from "../support/cases.ts";

/**
 * GitHub's npm library is the judge here, so what it gets wrong is left out: no second quote in a text,
 * no `case`, no numbers or texts of numbers beyond small ones, ASCII only, property names that are letters.
 */
const text = fc.constantFrom(
  "",
  "a",
  "A",
  "it's",
  "main",
  "0",
  "1",
  " 12 ",
  "0x10",
  "false",
  "{0}",
  "a-b",
);
const number = fc.constantFrom(0, 1, 2, -1, 12, 16, 0.5);
const primitive = fc.oneof(text, number, fc.boolean(), fc.constant(null));
const property = fc.constantFrom("a", "b", "items");

const contexts = fc.record({
  github: fc.dictionary(property, fc.oneof(primitive, fc.array(primitive, { maxLength: 3 }))),
  inputs: fc.oneof(primitive, fc.dictionary(property, fc.dictionary(property, primitive))),
});

const { tree } = fc.letrec<{ tree: Tree }>((tie) => {
  const inner = tie("tree");
  const leaf = fc.oneof(
    primitive.map(literal),
    fc.constantFrom("github", "inputs").map<Tree>((name) => ({ kind: "context", name })),
  );
  const operator = fc.constantFrom<ComparisonOperator>("==", "!=", "<", "<=", ">", ">=");
  const pair = fc.tuple(
    fc.constantFrom("contains", "startsWith", "endsWith", "join"),
    inner,
    inner,
  );
  return {
    tree: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      leaf,
      fc
        .tuple(inner, fc.oneof(property.map(literal), inner))
        .map<Tree>(([of, key]) => ({ kind: "index", of, key })),
      inner.map<Tree>((of) => ({ kind: "filter", of })),
      inner.map<Tree>((of) => ({ kind: "not", of })),
      inner.map(negation),
      fc.tuple(inner, operator, inner).map(([left, sign, right]) => comparison(left, sign, right)),
      fc
        .tuple(
          fc.constantFrom<"&&" | "||">("&&", "||"),
          fc.array(inner, { minLength: 2, maxLength: 3 }),
        )
        .map(([sign, operands]) => logical(sign, operands)),
      pair.map(([name, first, second]) => call(name, first, second)),
      inner.map((value) => call("toJSON", value)),
      inner.map((value) => call("format", literal("{{{0}}}"), value)),
    ),
  };
});

test("a printed expression means what its tree means, to GitHub's library and here", () => {
  fc.assert(
    fc.property(tree, contexts, (built, values) => {
      const printed = print(built);
      const own = known(evaluateTree(built, values));
      const { kind, string } = judge(printed, values);
      const meant = {
        kind: typeof own === "object" ? "object" : typeof own,
        string: stringOf(own),
      };
      expect({ printed, ...meant }).toEqual({ printed, kind, string });
      expect(writeJson(known(evaluate(printed, values)))).toBe(writeJson(own));
    }),
    cases(1500),
  );
});

test("a printed expression reads back as its tree, and no pair of parentheses can go", () => {
  fc.assert(
    fc.property(tree, (built) => {
      const printed = print(built);
      expect(parse(printed)).toEqual(built);
      for (const shorter of withoutOnePair(printed)) {
        expect({ printed, tree: readOrUndefined(shorter) }).not.toEqual({ printed, tree: built });
      }
    }),
    cases(1500),
  );
});

test("any text, number and name that is printed is read back, and means itself", () => {
  const anyText = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.stringMatching(/^['"{}$\\. \n-]{0,8}$/),
    fc.constantFrom("__proto__", "constructor", "it''s", "}}", "${{ a }}"),
  );
  const anyNumber = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((one) => one + 0),
    fc.maxSafeInteger(),
  );
  fc.assert(
    fc.property(fc.oneof(anyText, anyNumber, fc.boolean()), anyText, (value, name) => {
      expect(known(evaluate(print(literal(value)), {}))).toBe(value);
      const property: Tree = {
        kind: "index",
        of: { kind: "context", name: "github" },
        key: literal(name),
      };
      expect(parse(print(property))).toEqual(property);
      const github = Object.fromEntries([[name, value]]);
      expect(known(evaluate(print(property), { github }))).toBe(value);
    }),
    cases(1000),
  );
});

test("the negation of a tree is true where the tree is not", () => {
  fc.assert(
    fc.property(tree, contexts, (built, values) => {
      expect(Boolean(evaluateTree(negation(built), values))).toBe(!evaluateTree(built, values));
    }),
    cases(500),
  );
});

function judge(printed: string, values: Record<string, unknown>): { kind: string; string: string } {
  const read = new Parser(new Lexer(printed).lex().tokens, Object.keys(values), []).parse();
  const dictionary = new data.Dictionary(
    ...Object.entries(values).map(([key, value]) => ({
      key,
      value: JSON.parse(JSON.stringify(value), data.reviver) as data.ExpressionData,
    })),
  );
  const value = new Evaluator(read, dictionary).evaluate();
  const names: Partial<Record<data.Kind, string>> = {
    [data.Kind.Boolean]: "boolean",
    [data.Kind.Number]: "number",
    [data.Kind.String]: "string",
  };
  return { kind: names[value.kind] ?? "object", string: value.coerceString() };
}

/** The text without one pair of parentheses, for each pair that groups; those of calls stay. */
function withoutOnePair(printed: string): string[] {
  const open: number[] = [];
  const shorter: string[] = [];
  let quoted = false;
  for (const [index, character] of printed.split("").entries()) {
    if (character === "'") quoted = !quoted;
    if (quoted) continue;
    if (character === "(") open.push(index);
    const start = character === ")" ? open.pop() : undefined;
    if (start === undefined || /\w/.test(printed.charAt(start - 1))) continue;
    shorter.push(
      `${printed.slice(0, start)}${printed.slice(start + 1, index)}${printed.slice(index + 1)}`,
    );
  }
  return shorter;
}

function readOrUndefined(source: string): Tree | undefined {
  try {
    return parse(source);
  } catch {
    return undefined;
  }
}
