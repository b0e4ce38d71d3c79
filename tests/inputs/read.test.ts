/** What a text of the command line stands for, and what to type where it stands for nothing. */
import { expect, test } from "vitest";
import {
  artifactInput,
  boolInput,
  choiceInput,
  environmentInput,
  type Input,
  numberInput,
  stringInput,
} from "../../src/index.ts";
import { Artifact } from "../../src/inputs/artifact.ts";
import { flagName } from "../../src/inputs/flag.ts";
import { readInput } from "../../src/inputs/read.ts";
import { UsageError } from "../../src/problems/usage-error.ts";

function read(input: Input, text: string): unknown {
  return readInput(input, "--log-level", text, (path) => `/base/${path}`);
}

function mistake(input: Input, text: string): Pick<UsageError, "message" | "hints"> {
  try {
    read(input, text);
  } catch (error) {
    if (error instanceof UsageError) return { message: error.message, hints: error.hints };
  }
  throw new Error("no UsageError was thrown");
}

const level = choiceInput(["low", "high"]);

test("a word that is nearly a choice is answered with that choice, any other with the list alone", () => {
  const message = (text: string) => `--log-level is one of "low" or "high", not "${text}".`;
  expect(mistake(level, "hihg")).toEqual({
    message: message("hihg"),
    hints: ["--log-level=high"],
  });
  expect(mistake(level, "elsewhere")).toEqual({ message: message("elsewhere"), hints: [] });
});

test("no word is a choice where there are no choices", () => {
  expect(() => read({ kind: "choice", required: true }, "low")).toThrow(UsageError);
});

test("a word that is neither true nor false is answered with both ways to write it", () => {
  expect(mistake(boolInput(), "yes")).toEqual({
    message: '--log-level is true or false, not "yes".',
    hints: ["--log-level, or --no-log-level"],
  });
});

test.each(["", "  ", "\t", "three", "NaN", "Infinity", "-Infinity", "1e999"])(
  "%j is no number, and is answered with one",
  (text) => {
    expect(mistake(numberInput(), text)).toEqual({
      message: `--log-level is a number, not ${JSON.stringify(text)}.`,
      hints: ["--log-level=3"],
    });
  },
);

test("a path is resolved, and an empty one is none", () => {
  expect(read(artifactInput(), "a/b")).toEqual(new Artifact("/base/a/b"));
  expect(mistake(artifactInput(), "")).toEqual({
    message: "--log-level needs the path of a file or folder.",
    hints: [],
  });
});

test("an empty text is a value of a string or an environment, and stands for the default of a boolean", () => {
  expect(read(stringInput(), "")).toBe("");
  expect(read(environmentInput(), "")).toBe("");
  expect(read(boolInput({ default: true }), "")).toBe(true);
  expect(read(boolInput(), "")).toBe(false);
});

test("an artifact in a text is its path", () => {
  expect(`${String(new Artifact("/a/b"))}/c`).toBe("/a/b/c");
});

test.each([
  ["skip_tests", "skip-tests"],
  ["skipTests", "skip-tests"],
  ["version2Beta", "version2-beta"],
  ["__x", "x"],
  ["--x", "x"],
])("the input %s is --%s", (name, flag) => {
  expect(flagName(name)).toBe(flag);
});
