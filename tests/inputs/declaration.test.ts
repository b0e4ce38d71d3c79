import { expect, test } from "vitest";
import { checkInputNames } from "../../src/inputs/check-declaration.ts";
import {
  boolInput,
  choiceInput,
  type Inputs,
  numberInput,
  restInput,
  stringInput,
  task,
} from "../../src/index.ts";

function declared(inputs: Inputs): () => unknown {
  return () => task({ name: "t", inputs, run() {} });
}

test.each<[string, Inputs, string]>([
  [
    "whose flags are the same",
    { skip_tests: boolInput(), skipTests: boolInput() },
    'the inputs "skip_tests" and "skipTests" would both be --skip-tests. Rename one of them.',
  ],
  [
    "that collide with --help",
    { help: stringInput() },
    'the input "help" would be --help, which every command of its kind has. Rename the input.',
  ],
  [
    "of which one is the negation of the other",
    { color_scheme: boolInput(), no_color_scheme: stringInput() },
    '--no-color-scheme would be both the input "no_color_scheme" and the negation of "color_scheme". Rename one of them.',
  ],
  [
    "that both take the rest",
    { a: restInput(), b: restInput() },
    '"a" and "b" would both take what follows "--". Keep one restInput.',
  ],
  [
    "with a name that no YAML key could have",
    { "a b": stringInput() },
    'the input name "a b" is not valid',
  ],
  [
    "with a name of which no flag is left",
    { __: stringInput() },
    'the input name "__" is not valid',
  ],
  ...[undefined, null, "text", { kind: 1 }].map((none): [string, Inputs, string] => [
    `of which one is ${JSON.stringify(none)}`,
    { level: none } as unknown as Inputs,
    'the input "level" is not an input: it is what stringInput() or another input function returns.',
  ]),
  ["without choices", { level: choiceInput([]) }, 'the input "level" has no choices.'],
  [
    "with choices that are none",
    { level: { kind: "choice", required: true } },
    'the input "level" has no choices.',
  ],
  ["with an empty choice", { level: choiceInput(["a", ""]) }, 'has the choice ""; choices are'],
  [
    "with a choice that is no text",
    { level: choiceInput(["a", 2 as unknown as "a"]) },
    "has the choice 2; choices are",
  ],
  [
    "with a choice twice",
    { level: choiceInput(["a", "a"]) },
    'the input "level" has the choice "a" twice.',
  ],
  [
    "with a default that is no choice",
    { level: choiceInput(["low", "high"], { default: "hihg" as "high" }) },
    'the input "level" has the default "hihg", which is not one of its choices. They are "low" and "high". Did you mean "high"?',
  ],
  [
    "with a default of another type",
    { count: numberInput({ default: Number.NaN }) },
    'task "t", default: the input "count" is a finite number, not NaN.',
  ],
])("inputs %s are an error where the task is declared", (_what, inputs, message) => {
  expect(declared(inputs)).toThrow(message);
});

test("an input may be called version, as many are", () => {
  expect(declared({ version: stringInput() })).not.toThrow();
});

test("what is no input is answered with one", () => {
  const inputs = { level: undefined } as unknown as Inputs;
  expect(declared(inputs)).toThrow(expect.objectContaining({ hints: ["level: stringInput()"] }));
});

test("the rest has no flag, so it takes none from another input", () => {
  expect(declared({ skip_tests: restInput(), skipTests: boolInput() })).not.toThrow();
  expect(declared({ help: restInput() })).not.toThrow();
});

test("only a boolean has a negation, so --no-cache may be beside a --cache that takes a text", () => {
  expect(declared({ cache: stringInput(), no_cache: boolInput() })).not.toThrow();
});

test("options of a command are names that no input of it may take", () => {
  const inputs = { job: stringInput() };
  expect(() => checkInputNames(inputs, "it", ["job"])).toThrow("would be --job, which every");
  expect(() => checkInputNames(inputs, "it")).not.toThrow();
});
