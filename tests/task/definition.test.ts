import { expect, test } from "vitest";
import { shell, stringInput, task, uses } from "../../src/index.ts";

const run = (): void => {};

test.each([
  [{ name: "a b", run }, 'The task name "a b" is not valid.'],
  [{ name: "__reserved", run }, 'The task name "__reserved" is not valid.'],
  [{ name: "x".repeat(100), run }, "99 characters at most"],
  [{ name: "t" } as never, 'task "t" has no run function.'],
  [{ name: "t", outputs: ["a", "a"], run }, 'task "t": the output "a" is declared twice.'],
  [{ name: "t", outputs: ["a=b"], run }, 'task "t": the output name "a=b" is not valid.'],
  [{ name: "t", artifacts: ["a/b"], run }, 'task "t": the artifact name "a/b" is not valid'],
  [{ name: "t", secrets: ["my-token"], run }, 'task "t": the secret name "my-token" is not valid'],
  [{ name: "t", inputs: 5, run } as never, 'task "t": `inputs` has names with values, not 5.'],
  [
    { name: "t", inputs: null, run } as never,
    'task "t": `inputs` has names with values, not null.',
  ],
  [{ name: "t", inputs: [], run } as never, 'task "t": `inputs` has names with values, not [].'],
  [{ name: "t", secrets: ["PATH"], run }, 'task "t": a secret cannot be named "PATH"'],
  [{ name: "t", secrets: ["RUNNER_TEMP"], run }, 'a secret cannot be named "RUNNER_TEMP"'],
  [{ name: "t", inputs: { __: stringInput() }, run }, 'the input name "__" is not valid'],
  [{ name: "t", secrets: ["GITHUB_X"], run }, 'task "t": the secret name "GITHUB_X" is not valid'],
  [undefined as never, "task() takes its definition"],
  [{ name: "t", outputs: "a", run } as never, 'task "t": `outputs` is a list, not "a".'],
  [{ name: "t", secrts: [], run } as never, 'task "t" has no option "secrts". The options are'],
  [{ name: "t", inputs: { a: "string" }, run } as never, 'task "t": the input "a" is not an input'],
  [
    { name: "t", setup: [shell("npm ci", { env: { A: "${{ github.ref" } })], run },
    'task "t": `setup`: ${{ github.ref is nothing that GitHub can read: "${{" without "}}"',
  ],
  [
    { name: "t", setup: [uses("a/b@v1", { with: { "a ${{ }}": 1 } })], run },
    'task "t": `setup`: a ${{ }} is nothing that GitHub can read: An expression was expected',
  ],
  [
    { name: "t", setup: [uses("a/b@v1", { env: { A: "${{ }}" }, with: { A: "1" } })], run },
    'task "t": `setup`: ${{ }} is nothing that GitHub can read: An expression was expected',
  ],
  [
    { name: "t", setup: [shell("npm ci", { if: "github." })], run },
    'task "t": `setup`: github. is nothing that GitHub can read',
  ],
])("%o cannot be declared", (definition, message) => {
  expect(() => task(definition)).toThrow(message);
});

test("the token that every workflow has is a secret like any other", () => {
  expect(() => task({ name: "t", secrets: ["GITHUB_TOKEN"], run })).not.toThrow();
});
