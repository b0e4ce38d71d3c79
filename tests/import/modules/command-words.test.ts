import { expect, test } from "vitest";
import { commandWords, taskNameOf } from "../../../src/import/modules/command-words.ts";

test.each([
  ["npm run lint", ["npm", "run", "lint"]],
  [" cargo clippy --all -- -D warnings\n", ["cargo", "clippy", "--all", "--", "-D", "warnings"]],
  [`pytest -k 'not slow' "a b"`, ["pytest", "-k", "not slow", "a b"]],
  ["./gradlew build", ["./gradlew", "build"]],
])("%j is one program with its arguments", (command, words) => {
  expect(commandWords(command)).toEqual(words);
});

test.each([
  "npm ci",
  "pip install -r requirements.txt",
  "cd docs && make",
  "echo hi",
  "export A=1",
  "A=1 make",
  "make $TARGET",
  "make *.c",
  "make ~/x",
  'say "$HOME"',
  "a | b",
  "a > b",
  "a &",
  "a\nb",
  "a; b",
  "it's",
  "",
])("%j is something else", (command) => {
  expect(commandWords(command)).toBeUndefined();
});

test.each([
  [["npm", "run", "test:unit"], "test_unit"],
  [["npm", "test"], "test"],
  [["uv", "run", "pytest", "-x"], "pytest"],
  [["python", "-m", "build"], "build"],
  [["./scripts/check.sh"], "check"],
  [["make"], "make"],
  [["npx", "--yes", "@scope/tool"], "tool"],
  [["go", "vet", "./..."], "vet"],
])("the task of %j is %s", (words, name) => {
  expect(taskNameOf(words, [])).toBe(name);
  expect(taskNameOf(words, [name.replaceAll("_", "-")])).toBe(`${name}_2`);
});
