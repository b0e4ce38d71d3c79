import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { evaluate } from "../../../src/expression/values/evaluate.ts";
import { known } from "../../../src/expression/values/unknown.ts";
import { Dictionary, plain, type Value } from "../../../src/expression/values/value.ts";

interface Case {
  readonly expr: string;
  readonly contexts?: Record<string, unknown>;
  readonly result?: { readonly kind: string; readonly value: unknown };
  readonly err?: { readonly kind: string; readonly value: string };
}

/** GitHub's shared test data: https://github.com/actions/languageservices/tree/main/expressions/testdata */
const fixtures = fileURLToPath(
  new URL("../../../../shared/fixtures/expressions/testdata", import.meta.url),
);
const files = existsSync(fixtures) ? readdirSync(fixtures) : [];

/** Cases whose result is not ours, by their place, each with its reason. */
const explained: Readonly<Record<string, string>> = {
  "syntax-errors.json memory-errors 0":
    "GitHub ends an evaluation that needs more than 10 MB; here memory is the machine's",
};

describe.runIf(files.length > 0)("GitHub's shared cases", () => {
  for (const file of files) {
    const groups = JSON.parse(readFileSync(path.join(fixtures, file), "utf8")) as Record<
      string,
      Case[]
    >;
    for (const [group, cases] of Object.entries(groups)) {
      test(`${file} ${group}`, () => {
        const wrong = cases.flatMap((each, index) => {
          const name = `${file} ${group} ${index}`;
          const difference = name in explained ? undefined : differenceOf(each);
          return difference === undefined ? [] : [`${name}: ${each.expr}\n  ${difference}`];
        });
        expect(wrong.join("\n")).toBe("");
      });
    }
  }
});

test.skipIf(files.length === 0)(
  "GitHub's shared cases are there (skipped: fixtures missing)",
  () => {
    expect(files).toContain("op_eq.json");
  },
);

function differenceOf({ expr, contexts = {}, result, err }: Case): string | undefined {
  let actual: unknown;
  try {
    const value = known(evaluate(expr, contexts));
    actual = { kind: kindOf(value), value: plain(value) };
  } catch (error) {
    const { kind, message } = error as Error & { kind: string };
    actual = { kind, value: withoutPlace(message) };
  }
  const wanted = JSON.stringify(
    err !== undefined
      ? { ...err, value: withoutPlace(err.value) }
      : result === undefined
        ? undefined
        : canonical(result),
  );
  const given = JSON.stringify(canonical(actual as { kind: string; value: unknown }));
  return given === wanted ? undefined : `gave ${given}\n  not  ${wanted}`;
}

/** The cases word the place in several ways, and some leave the function's name away. */
function withoutPlace(message: string): string {
  return message
    .replace(/Located at position [^]*$/, "")
    .replace(/(parameters supplied: ).*$/, "$1")
    .trimEnd();
}

function canonical({ kind, value }: { kind: string; value: unknown }): unknown {
  return { kind, value: typeof value === "number" ? String(value) : value };
}

function kindOf(value: Value): string {
  if (value === null) return "Null";
  if (value instanceof Dictionary) return "Object";
  if (Array.isArray(value)) return "Array";
  const kind = typeof value;
  return kind.charAt(0).toUpperCase() + kind.slice(1);
}

/** Where the npm library differs from GitHub's engine; each line is from its C# sources (actions/runner). */
describe("GitHub's engine, not its npm library, decides on", () => {
  test.each<[expression: string, value: Value]>([
    ["'it''s Bob''s'", "it's Bob's"],
    ["case(true, 'x', fromJSON('bad'))", "x"],
    ["format('{0}', 1e21)", "1E+21"],
    ["format('{0}', 1e-7)", "1E-07"],
    ["format('{0}', 12345678901234567890)", "1.23456789012346E+19"],
    ["format('{0}', 0.00012)", "0.00012"],
    ["format('{0}', 123456789012345)", "123456789012345"],
    ["format('{0}', -12.50)", "-12.5"],
    ["'0b11' == 3", false],
    ["'0x10' == 16 && '0o17' == 15", true],
    ["0xffffffff", -1],
    ["'+Infinity' == Infinity && '-infinity' == -Infinity", true],
    ["'12\0' == 12", true],
    ["'\u008512\u0085' == 12", true],
    ["'\uFEFF12' == 12", false],
    ["1\u0085==\u00851", true],
    ["toJSON('\u0085\u2028\u2029')", String.raw`"\u0085\u2028\u2029"`],
    ["'0x100000000' == 4294967296", false],
    ["'ß' == 'SS'", false],
    ["fromJSON('{\"constructor\":1}').constructor", 1],
    ['join(fromJSON(\'{"10":1,"2":2}\').*)', "1,2"],
  ])("%s", (expression, value) => {
    expect(evaluate(expression, {})).toBe(value);
  });
});

// actions/runner, src/Sdk/Expressions/Sdk/Functions and Operators/Index.cs
describe("an argument or index that is never asked for fails nothing:", () => {
  test.each<[expression: string, value: Value]>([
    ["format('a', fromJSON(''))", "a"],
    ["format('{1}', fromJSON(''), 'b')", "b"],
    ["contains(fromJSON('[]'), fromJSON('x'))", false],
    ["contains(github, fromJSON('x'))", false],
    ["startsWith(github, fromJSON('x')) || endsWith(github, fromJSON('x'))", false],
    ["join(fromJSON('[1]'), fromJSON('x'))", "1"],
    ["join('a', fromJSON('x'))", "a"],
    ["github.nothing[fromJSON('')]", null],
    ["case(true, 'x', fromJSON('x'))", "x"],
    ["case(false, fromJSON('x'), 'y')", "y"],
  ])("%s", (expression, value) => {
    expect(evaluate(expression, { github: {} })).toBe(value);
  });

  test.each([
    "format('{0}', fromJSON(''))",
    "contains(fromJSON('[1]'), fromJSON('x'))",
    "contains('', fromJSON('x'))",
    "join(fromJSON('[1, 2]'), fromJSON('x'))",
    "github[fromJSON('')]",
  ])("but %s does", (expression) => {
    expect(() => evaluate(expression, { github: {} })).toThrow("Error reading JSON");
  });

  // Format.cs
  test("a template is read whole before any value is", () => {
    const invalid = "The following format string is invalid";
    expect(() => evaluate("format('{0} {', fromJSON(''))", {})).toThrow(invalid);
    expect(() => evaluate("format('{256}', 1)", {})).toThrow(invalid);
    expect(() => evaluate("format('{0:a}}', 1)", {})).toThrow(invalid);
    expect(() => evaluate("format('{0:a}}b}', 1)", {})).toThrow("specifiers 'a}b' are not valid");
    expect(evaluate("format('{0:}{00}}}', 1)", {})).toBe("11}");
  });
});

test("names of contexts, properties and functions are found in any case", () => {
  expect(evaluate("CONTAINS(GitHub.Ref_Name, 'AI')", { github: { ref_name: "main" } })).toBe(true);
});

test("functions of the run are the caller's", () => {
  const functions = {
    success: () => false,
    hashFiles: (...patterns: readonly Value[]) => patterns.length,
  };
  expect(evaluate("success() || hashFiles('a', 'b')", {}, functions)).toBe(2);
  expect(() => evaluate("success()", {})).toThrow("Unrecognized function: 'success'");
});
