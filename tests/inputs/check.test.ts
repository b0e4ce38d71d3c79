/** Values that code gives, also code without types: each is of its input's type, or the message says what it should be. */
import { expect, test } from "vitest";
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
} from "../../src/index.ts";
import { Artifact } from "../../src/inputs/artifact.ts";
import { checkValue, completeInputs } from "../../src/inputs/check.ts";

const resolvePath = (path: string): string => `/base/${path}`;

function complete(inputs: Inputs, given: Readonly<Record<string, unknown>>): unknown {
  return completeInputs(inputs, given, 'task "t"', resolvePath);
}

const level = choiceInput(["low", "high"]);

test.each<[string, Input, unknown[], string, unknown[]]>([
  ["string", stringInput(), ["", "a"], "a string", [1, true, null, ["a"]]],
  ["environment", environmentInput(), ["production"], "a string", [1, null, {}]],
  ["boolean", boolInput(), [true, false], "true or false", ["true", 1, 0, null]],
  ["number", numberInput(), [0, -1.5], "a finite number", ["1", Number.NaN, Infinity, null]],
  ["choice", level, ["low", "high"], 'one of "low" or "high"', ["", "lo", 1, ["low"], null]],
  [
    "artifact",
    artifactInput(),
    ["a/b", new Artifact("/a")],
    "the path of a file or folder",
    ["", 1, null, { path: "/a" }],
  ],
  ["rest", restInput(), [[], ["a", ""]], "a list of strings", ["a", [1], ["a", 1], { length: 0 }]],
])("a %s input takes what it stands for and nothing else", (_kind, input, good, expected, bad) => {
  for (const value of good) {
    expect(() => checkValue(input, "in", value, 'task "t"')).not.toThrow();
  }
  for (const value of bad) {
    expect(() => checkValue(input, "in", value, 'task "t"')).toThrow(
      `task "t": the input "in" is ${expected}, not `,
    );
  }
});

test("a choice without choices takes nothing", () => {
  const input: Input = { kind: "choice", required: true };
  expect(() => checkValue(input, "in", "low", "it")).toThrow('the input "in" is one of');
});

test("what is not given is its default, an empty list for the rest", () => {
  const inputs = { a: stringInput({ default: "d" }), b: boolInput(), c: restInput(), d: level };
  expect(complete(inputs, { d: "low" })).toEqual({ a: "d", b: false, c: [], d: "low" });
  expect(complete(inputs, { a: undefined, c: ["x"], d: "high" })).toEqual({
    a: "d",
    b: false,
    c: ["x"],
    d: "high",
  });
});

test("an artifact is given as one or as its path, and is absolute either way", () => {
  const inputs = { one: artifactInput(), other: artifactInput() };
  expect(complete(inputs, { one: "x", other: new Artifact("y") })).toEqual({
    one: new Artifact("/base/x"),
    other: new Artifact("/base/y"),
  });
});

test("a value of another type is refused with the input's name", () => {
  expect(() => complete({ n: numberInput() }, { n: "1" })).toThrow(
    'task "t": the input "n" is a finite number, not "1".',
  );
});

test("an input that was not declared is refused, with the nearest name", () => {
  const inputs = { level: stringInput(), other: boolInput() };
  expect(() => complete(inputs, { level: "a", levle: "b" })).toThrow(
    'task "t" has no input "levle". Its inputs are "level" and "other". Did you mean "level"?',
  );
  expect(() => complete(inputs, { level: "a", toString: "b" })).toThrow(
    'task "t" has no input "toString".',
  );
});

test("a required input that is not given is asked for", () => {
  expect(() => complete({ level: stringInput() }, {})).toThrow('task "t" needs the input "level".');
  expect(() => complete({ level: stringInput() }, { level: undefined })).toThrow(
    'task "t" needs the input "level".',
  );
  expect(() => complete({ toString: stringInput() }, {})).toThrow(
    'task "t" needs the input "toString".',
  );
});

test("an input is required unless it has a default", () => {
  const without = [stringInput(), numberInput(), choiceInput(["a"]), environmentInput()];
  expect(without.map(({ required }) => required)).toEqual([true, true, true, true]);
  const withDefault = [
    stringInput({ default: "" }),
    numberInput({ default: 0 }),
    choiceInput(["a"], { default: "a" }),
    environmentInput({ default: "" }),
  ];
  expect(withDefault.map(({ required }) => required)).toEqual([false, false, false, false]);
});

test("a boolean and the rest are never required, an artifact always is", () => {
  expect(boolInput().required).toBe(false);
  expect(restInput().required).toBe(false);
  expect(artifactInput().required).toBe(true);
});
