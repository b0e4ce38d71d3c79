import { expect, test } from "vitest";
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
  ["without choices", { level: choiceInput([]) }, 'the input "level" has no choices.'],
  [
    "with a choice twice",
    { level: choiceInput(["a", "a"]) },
    'the input "level" has the choice "a" twice.',
  ],
  [
    "with a default that is no choice",
    { level: choiceInput(["low", "high"], { default: "hihg" as "high" }) },
    'the input "level" has the default "hihg", which is none of its choices. They are "low" and "high". Did you mean "high"?',
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
