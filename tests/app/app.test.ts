import { expect, test } from "vitest";
import {
  app,
  automation,
  job,
  makeDispatchable,
  onPush,
  stringInput,
  task,
} from "../../src/index.ts";

const lint = task({ name: "lint", run() {} });

test.each<[object, string]>([
  [
    { commands: [lint], entrypoint: "./x" },
    'app() has no option "entrypoint". The options are "entryPoint"',
  ],
  [{}, "app(): `commands` is a list, not undefined."],
  [{ commands: [lint], setup: {} }, "app(): `setup` is a list, not {}."],
  [{ commands: [lint], entryPoint: "./run ${{ github.event.issue.title }}" }, "without ${{ }}"],
  [{ commands: [lint], entryPoint: " " }, "`entryPoint` is the command"],
  [
    { commands: [lint], workingDirectory: "../x" },
    "`workingDirectory` is a folder of the repository",
  ],
  [{ commands: [lint, lint] }, 'app(): the task "lint" is listed twice.'],
  [{ commands: [lint, task({ name: "Lint", run() {} })] }, 'a task cannot be named "Lint"'],
  [{ commands: [task({ name: "doctor", run() {} })] }, "a built-in command has the name"],
  [{ commands: [42] }, "app(): a command is what task() or group() returned, not number."],
])("%j is a mistake that app() tells", (options, message) => {
  expect(() => app(options as Parameters<typeof app>[0])).toThrow(message);
});

test("a dispatchable may have its task's name, and any input", () => {
  const verbose = task({ name: "t", inputs: { verbose: stringInput() }, run() {} });
  expect(() =>
    app({ commands: [verbose], automations: [makeDispatchable(verbose)] }),
  ).not.toThrow();
});

test("a task that only a job names is a command too", () => {
  const ci = automation({ name: "ci", jobs: () => void job(lint) });
  const { groups } = app({ commands: [], automations: [ci] });
  expect(groups.flatMap(({ tasks }) => tasks.map(({ definition }) => definition.name))).toEqual([
    "lint",
  ]);
});

test("a required input that other events leave empty is warned of", () => {
  const { warnings } = automation({
    name: "ci",
    on: onPush(),
    inputs: { version: stringInput() },
    jobs: () => void job(lint),
  });
  expect(warnings).toEqual([
    'the input "version" is empty on push, where nobody can give it. Give it a default for that.',
  ]);
});
