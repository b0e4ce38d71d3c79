import { describe, expect, test } from "vitest";
import { compare, isTruthy, stringOf, truthOf } from "../../../src/expression/values/coercion.ts";
import { evaluate } from "../../../src/expression/values/evaluate.ts";
import { known } from "../../../src/expression/values/unknown.ts";
import { type InputForm, inputReference } from "../../../src/expression/build/input-reference.ts";
import { conditionExpression } from "../../../src/expression/build/reference.ts";

const owner = { automation: "ci", closed: false };
/** Values that GitHub may put into `inputs`; null on other events. A text left empty is as one not given. */
const given = {
  boolean: [true, false],
  number: [0, 7, "0", "7", "-1.5"],
  string: ["dev", "prod", "0", "false", " "],
};
const compared = ["dev", "prod", "", "0", "0x0", " ", "a", 0, 3, 7, true, false, null];

describe("an input that may be absent", () => {
  test.each<InputForm>([
    { kind: "boolean", mayBeAbsent: true },
    { kind: "boolean", default: false, mayBeAbsent: true },
    { kind: "boolean", default: true, mayBeAbsent: true },
    { kind: "number", default: 0, mayBeAbsent: true },
    { kind: "number", default: 3, mayBeAbsent: true },
    { kind: "string", default: "dev", mayBeAbsent: true },
    { kind: "string", default: "0", mayBeAbsent: true },
    { kind: "choice", default: "it's", mayBeAbsent: true },
  ])("$kind with the default $default", (form) => {
    const input = inputReference("x", form, owner);
    const values =
      form.kind === "boolean"
        ? given.boolean
        : form.kind === "number"
          ? given.number
          : given.string;
    const fallback = form.default ?? false;
    for (const value of [null, ...values]) {
      const contexts = { inputs: { x: value } };
      const meant = value ?? fallback;
      expect([value, stringOf(known(evaluate(input.expression, contexts)))]).toEqual([
        value,
        stringOf(meant),
      ]);
      for (const other of compared) {
        for (const [name, operator] of [
          ["eq", "=="],
          ["ne", "!="],
          ["lt", "<"],
          ["le", "<="],
          ["gt", ">"],
          ["ge", ">="],
        ] as const) {
          // A number may arrive as its text, so only numbers are a fair comparison.
          if (form.kind === "number" && typeof other !== "number") continue;
          const text = input[name](other).expression;
          expect([text, value, evaluate(text, contexts)]).toEqual([
            text,
            value,
            compare(meant, operator, other),
          ]);
        }
      }
      if (form.kind !== "boolean") continue;
      const flag = inputReference("x", { ...form, kind: "boolean" }, owner);
      expect(truthOf(evaluate(conditionExpression(flag), contexts))).toBe(meant);
      expect(evaluate(flag.not().expression, contexts)).toBe(!isTruthy(meant));
    }
  });

  test("prints the shortest form that keeps its meaning", () => {
    const text = inputReference(
      "version",
      { kind: "string", default: "latest", mayBeAbsent: true },
      owner,
    );
    const flag = inputReference(
      "skip",
      { kind: "boolean", default: false, mayBeAbsent: true },
      owner,
    );
    expect(text.expression).toBe("inputs.version || 'latest'");
    expect(text.eq("1").expression).toBe("inputs.version == '1'");
    expect(text.eq("").expression).toBe("(inputs.version || 'latest') == ''");
    expect(conditionExpression(flag)).toBe("inputs.skip");
    expect(flag.not().expression).toBe("inputs.skip != true");
    expect(flag.expression).toBe("inputs.skip == true");
  });
});

test("a default that .NET writes in other words is printed as text", () => {
  const input = (value: number) =>
    inputReference("n", { kind: "number", default: value, mayBeAbsent: true }, owner).expression;
  expect(input(1e21)).toBe("format('{0}', inputs.n) || '1e+21'");
  expect(input(1234567890123456)).toBe("format('{0}', inputs.n) || '1234567890123456'");
  expect(input(0.5)).toBe("format('{0}', inputs.n) || 0.5");
});
