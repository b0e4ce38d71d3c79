/** Whatever inputs a task has and however they are written, the command line gives back what was meant, or says what is wrong. */
import { resolve } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseFlags } from "../../../src/cli/flags/flags.ts";
import { inputFlags, readInputs } from "../../../src/cli/flags/input-flags.ts";
import { Artifact } from "../../../src/inputs/artifact.ts";
import { checkInputNames } from "../../../src/inputs/check-declaration.ts";
import { flagName } from "../../../src/inputs/flag.ts";
import {
  artifactInput,
  boolInput,
  choiceInput,
  environmentInput,
  type Input,
  type Inputs,
  numberInput,
  restInput,
  stringInput,
} from "../../../src/inputs/input.ts";
import { UsageError } from "../../../src/problems/usage-error.ts";
import { cases } from "../../support/cases.ts";

const cwd = "/somewhere";
const choices = ["low", "High", "--", "-x", "a=b", "ü"] as const;

const text = fc.oneof(
  fc.constantFrom("", "-", "--", "--x", "-3", "-x", "a=b", "=", "true", "a b", "a\nb", "'", "$x"),
  fc.string({ unit: "binary" }),
);

/** An input, the value that is meant, and how it is written. */
interface Meant {
  readonly input: Input;
  readonly value: unknown;
  readonly written: string;
}

const meant: fc.Arbitrary<Meant> = fc.oneof(
  text.map((value) => ({ input: stringInput(), value, written: value })),
  text.map((value) => ({ input: stringInput({ default: "d" }), value, written: value })),
  text.map((value) => ({ input: environmentInput(), value, written: value })),
  fc.boolean().map((value) => ({ input: boolInput(), value, written: String(value) })),
  fc.boolean().map((value) => ({ input: boolInput({ default: value }), value, written: "" })),
  fc
    .double({ noNaN: true, noDefaultInfinity: true })
    .map((value) => ({ input: numberInput(), value: value + 0, written: String(value) })),
  fc.constantFrom(...choices).map((value) => ({
    input: choiceInput(choices),
    value,
    written: value,
  })),
  text
    .filter((path) => path !== "")
    .map((path) => ({
      input: artifactInput(),
      value: new Artifact(resolve(cwd, path)),
      written: path,
    })),
);

const words = ["a", "b", "tests", "skip", "Env", "no", "x1", "constructor", "proto", "toString"];
const inputName = fc.oneof(
  fc
    .tuple(
      fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 3 }),
      fc.constantFrom("_", "", "-"),
      fc.constantFrom("", "_"),
    )
    .map(([parts, between, before]) => `${before}${parts.join(between)}`),
  fc.constantFrom("__proto__", "constructor", "hasOwnProperty", "version"),
);

/** What a person types for it: the dashed name or the one in code, behind `=` or, where that is clear, a word of its own. */
const spelling = fc.record({ asInCode: fc.boolean(), apart: fc.boolean(), short: fc.boolean() });

const line = fc
  .record({
    all: fc.uniqueArray(fc.record({ name: inputName, meant, spelling, given: fc.boolean() }), {
      selector: ({ name }) => flagName(name),
      maxLength: 6,
    }),
    rest: fc.option(fc.array(text, { maxLength: 4 })),
    order: fc.array(fc.nat(), { minLength: 6, maxLength: 6 }),
  })
  .map(({ all, rest, order }) => {
    const named = all.map(({ name, meant: { input } }) => [name, input] as const);
    const inputs: Inputs = Object.fromEntries(
      rest === null ? named : [...named, ["everything_else", restInput()]],
    );
    const given = all.filter((one) => one.given || one.meant.input.required);
    const typed = given
      .map((one, index) => ({ words: wordsOf(one), key: order[index] ?? 0 }))
      .sort((a, b) => a.key - b.key)
      .flatMap((one) => one.words);
    return {
      inputs,
      args: rest === null ? typed : [...typed, "--", ...rest],
      expected: Object.fromEntries([
        ...given.map(({ name, meant: { value } }) => [name, value] as const),
        ...(rest === null ? [] : [["everything_else", rest] as const]),
      ]),
    };
  })
  .filter(({ inputs }) => isDeclarable(inputs));

type Line = typeof line extends fc.Arbitrary<infer Value> ? Value : never;

function wordsOf({
  name,
  meant: { input, value, written },
  spelling: { asInCode, apart, short },
}: {
  readonly name: string;
  readonly meant: Meant;
  readonly spelling: {
    readonly asInCode: boolean;
    readonly apart: boolean;
    readonly short: boolean;
  };
}): readonly string[] {
  const flag = asInCode ? name : flagName(name);
  if (input.kind === "boolean") {
    return [
      short && written !== "" ? `--${value === true ? "" : "no-"}${flag}` : `--${flag}=${written}`,
    ];
  }
  const isClear = !/^-[^\d.]/.test(written);
  return apart && isClear ? [`--${flag}`, written] : [`--${flag}=${written}`];
}

function isDeclarable(inputs: Inputs): boolean {
  try {
    checkInputNames(inputs, "it");
    return true;
  } catch {
    return false;
  }
}

function read({ inputs, args }: Pick<Line, "inputs" | "args">): unknown {
  const flags = inputFlags(inputs);
  return readInputs(inputs, flags, parseFlags(args, flags, "more"), cwd, "more");
}

/** What is thrown; undefined where nothing is. */
function mistake(of: Pick<Line, "inputs" | "args">): unknown {
  try {
    read(of);
    return undefined;
  } catch (error) {
    return error;
  }
}

test("what is written on a command line is what the inputs are", () => {
  fc.assert(
    fc.property(line, (typed) => {
      expect(read(typed)).toEqual(typed.expected);
    }),
    cases(500),
  );
});

const broken: readonly ((typed: Line, other: string) => Line | undefined)[] = [
  // A flag that there is not, a word that belongs to nothing, a flag twice, a value that is none, one that is missing.
  (typed, other) => ({ ...typed, args: [`--zz${flagName(other)}zz=1`, ...typed.args] }),
  (typed, other) => ({ ...typed, args: [`word ${other}`, ...typed.args] }),
  (typed) => {
    const first = typed.args[0];
    return first?.includes("=") === true && first.startsWith("--")
      ? { ...typed, args: [first, ...typed.args] }
      : undefined;
  },
  ...(["number", "choice", "boolean"] as const).map((kind) => (typed: Line, other: string) => {
    const name = Object.keys(typed.inputs).find((each) => typed.inputs[each]?.kind === kind);
    const fits =
      (kind === "number" && other.trim() !== "" && Number.isFinite(Number(other))) ||
      (kind === "choice" && choices.some((choice) => choice === other)) ||
      (kind === "boolean" && ["true", "false", ""].includes(other));
    if (name === undefined || fits) return undefined;
    const inputs = Object.fromEntries([[name, typed.inputs[name] ?? stringInput()]]);
    return { ...typed, inputs, args: [`--${flagName(name)}=${other}`] };
  }),
  (typed) => {
    const isRequired = Object.values(typed.inputs).some(({ required }) => required);
    return isRequired ? { ...typed, args: [] } : undefined;
  },
];

test("a mistake on a command line is a UsageError, and nothing is read", () => {
  fc.assert(
    fc.property(line, fc.constantFrom(...broken), text, (typed, spoil, other) => {
      const spoilt = spoil(typed, other);
      fc.pre(spoilt !== undefined);
      expect(mistake(spoilt)).toBeInstanceOf(UsageError);
    }),
    cases(500),
  );
});

test("words of any kind are read, or are a UsageError and nothing else", () => {
  const word = fc.oneof(
    text,
    fc
      .tuple(
        fc.constantFrom("-", "--", "--no-", "--no_"),
        inputName,
        fc.constantFrom("", "=", "=1"),
      )
      .map((parts) => parts.join("")),
    fc.constantFrom("-h", "-abc", "--=", "--__proto__", "--constructor=1", "-\0", "---a", "--no-"),
  );
  fc.assert(
    fc.property(line, fc.array(word, { maxLength: 5 }), fc.boolean(), (typed, more, before) => {
      const args = before ? [...more, ...typed.args] : [...typed.args, ...more];
      const thrown = mistake({ ...typed, args }) ?? new UsageError("");
      expect(thrown).toBeInstanceOf(UsageError);
    }),
    cases(500),
  );
});
