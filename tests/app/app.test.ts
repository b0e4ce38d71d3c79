import { expect, test } from "vitest";
import {
  app,
  automation,
  call,
  checkout,
  expr,
  github,
  group,
  job,
  makeDispatchable,
  onPush,
  onWorkflowCall,
  type SetupStep,
  setupPython,
  shell,
  stringInput,
  task,
  uses,
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
  [{ commands: [lint], entryPoint: " " }, 'app(): `entryPoint` is a text, not " ".'],
  [
    { commands: [lint], workingDirectory: "../x" },
    "`workingDirectory` is a folder of the repository",
  ],
  [
    { commands: [lint], root: "/" },
    '`root` is the folder of recompose.ts or one above it, not "/".',
  ],
  [{ commands: [lint], root: "../x" }, "`root` is the folder of recompose.ts or one above it"],
  [{ commands: [lint], root: 1 }, "app(): `root` is a text, not 1."],
  [{ commands: [lint, lint] }, 'app(): the task "lint" is listed twice.'],
  [{ commands: [lint, task({ name: "Lint", run() {} })] }, 'a task cannot be named "Lint"'],
  [{ commands: [task({ name: "doctor", run() {} })] }, "a built-in command has the name"],
  [{ commands: [42] }, "app(): a command is what task() or group() returned, not 42."],
  [
    { commands: [undefined] },
    "app(): a command is what task() or group() returned, not undefined.",
  ],
  [
    { commands: [], automations: [null] },
    "app(): `automations` lists what automation() returned, not null.",
  ],
  [{ commands: [], workingDirectory: 5 }, "app(): `workingDirectory` is a text, not 5."],
  [{ commands: [], runsOn: "" }, 'app(): `runsOn` is a text, not "".'],
  [
    { commands: [], actionPins: "tags" },
    'app(): `actionPins` is "sha", "tag" or releases by their actions, not "tags".',
  ],
  [{ commands: [], actionPins: ["v4"] }, 'app(): `actionPins` has names with values, not ["v4"].'],
  [
    { commands: [], actionPins: { "actions/chekout": "v4" } },
    'app(): `actionPins` has "actions/chekout", which no function for a step uses.',
  ],
  [
    { commands: [], permissions: { content: "read" } },
    'app(), option "permissions": GitHub has no permission "content".',
  ],
  [
    { commands: [], setup: [checkout] },
    'app(), option "setup": it lists setup steps, such as checkout() or setupNode("22"), not a function.',
  ],
])("%j is a mistake that app() tells", (options, message) => {
  expect(() => app(options as Parameters<typeof app>[0])).toThrow(message);
});

test.each([
  [undefined, "app() takes options, { entryPoint, workingDirectory, runsOn, … }, not undefined."],
  [null, "app() takes options, { entryPoint, workingDirectory, runsOn, … }, not null."],
])("app(%s) is told what it takes", (options, message) => {
  expect(() => app(options as never)).toThrow(message);
});

test.each<[string, unknown, string]>([
  ["a title", [5, [lint]], "group 5: its title is a text."],
  ["a list", ["x", lint], 'group "x": the value of `tasks` is a list'],
  [
    "options",
    ["x", [lint], { hiden: true }],
    'group "x" has no option "hiden". The options are "hidden". Did you mean "hidden"?',
  ],
])("a group has %s", (_, given, message) => {
  expect(() => (group as (...given: unknown[]) => unknown)(...(given as unknown[]))).toThrow(
    message,
  );
});

test.each<[message: string, setup: SetupStep]>([
  [
    'app(), option "setup.A": ${{ needs.build.outputs.v }} reads another job',
    shell("x", { env: { A: expr`needs.build.outputs.v` } }),
  ],
  [
    'app(), option "setup.python-version": it reads a matrix that the job does not have',
    setupPython(expr<string>`matrix.python`),
  ],
  [
    'app(), option "setup.x": always() works in conditions only.',
    uses("a/b@v1", { with: { x: expr`always()` } }),
  ],
])("%s", (message, setup) => {
  expect(() => app({ commands: [], setup: [setup] })).toThrow(message);
});

test("the setup of all jobs may read what every job has", () => {
  const secret = uses("a/b@v1", { with: { token: expr`secrets.TOKEN`, ref: github.sha } });
  expect(() => app({ commands: [], setup: [checkout(), secret] })).not.toThrow();
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

test("a task that stands in for an action is a command too", () => {
  const fake = task({ name: "fake", run() {} });
  const ci = automation({
    name: "ci",
    jobs() {
      job("push", { steps: [uses("docker/build-push-action@v6", { local: fake })] });
    },
  });
  const { groups } = app({ commands: [lint], automations: [ci] });
  const names = groups.flatMap(({ tasks }) => tasks.map(({ definition }) => definition.name));
  expect(names).toEqual(["lint", "fake"]);
});

test("an automation that another one calls is one of the app's", () => {
  const checks = automation({ name: "checks", on: onWorkflowCall(), jobs: () => void job(lint) });
  const ci = automation({ name: "ci", jobs: () => void call(checks) });
  expect(() => app({ commands: [lint], automations: [ci] })).toThrow(
    'app(): the job "checks" of the automation "ci" calls "checks", which `automations` does not list',
  );
  expect(app({ commands: [lint], automations: [ci, checks] }).automations).toHaveLength(2);
});

test("a required input that other events leave empty is warned of", () => {
  const { warnings } = automation({
    name: "ci",
    on: onPush(),
    inputs: { version: stringInput() },
    jobs: () => void job(lint),
  });
  expect(warnings).toEqual([
    {
      kind: "no-default",
      text: 'the input "version" is empty on push, where nobody can give it. Give it a default for that.',
    },
  ]);
});

test("the app says which kinds of warnings nobody wants", () => {
  expect(app({ commands: [lint], warnings: ["unpinned"] }).warningOption).toEqual(["unpinned"]);
  expect(() => app({ commands: [lint], warnings: ["unpined" as never] })).toThrow(
    /^app\(\), option "warnings": there is no kind "unpined"\. .* Did you mean "unpinned"\?$/,
  );
});
