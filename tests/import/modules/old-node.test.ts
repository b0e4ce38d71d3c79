import { describe, expect, test } from "vitest";
import { taskNotes } from "../../../src/cli/import/task-notes.ts";
import { checkImport } from "../../../src/import/check-import.ts";
import { type CommandTasks, withCommandTasks } from "../../../src/import/modules/command-tasks.ts";

const generate = (): string => "on: push\njobs: {}\n";

/** Of a workflow with these jobs. */
function tasksOf(jobs: string): CommandTasks {
  const { plan } = checkImport({ text: `on: push\njobs:\n${jobs}`, file: "ci.yml" }, generate);
  return withCommandTasks(plan, []);
}

function job(id: string, node: string, more = ""): string {
  return `  ${id}:
    runs-on: ubuntu-latest
${more}    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: ${node}
      - run: npm ci
      - run: npm test
`;
}

function matrix(text: string): string {
  return `    strategy:\n      matrix: ${text}\n`;
}

describe("the commands of a job stay commands where its Node is too old for recompose", () => {
  test.each([
    ["16", "16", ""],
    ["18.x", "18.x", ""],
    ["^18", "^18", ""],
    ["v16.20.2", "v16.20.2", ""],
    ["20.18.1", "20.18.1", ""],
    ["lts/hydrogen", "lts/hydrogen", ""],
    ["${{ matrix.node }}", "18", matrix("{ node: [24, 18] }")],
    ["${{ matrix.node }}", "16", matrix("{ node: [24], include: [{ node: 16 }] }")],
    ["${{ matrix.node }}.x", "18", matrix("{ node: [18, 24] }")],
    ["${{ matrix.node.version }}", "16.x", matrix("{ node: [{ version: 16.x }] }")],
  ])("%s, by %s", (version, node, more) => {
    const { tasks, kept } = tasksOf(job("old", version, more));
    expect(tasks).toEqual([]);
    expect(kept).toMatchObject([{ job: "old", node }]);
  });

  test.each([
    ["24", ""],
    ["20", ""],
    ["20.x", ""],
    ["20.19.0", ""],
    ["lts/*", ""],
    ["${{ matrix.node }}", matrix("{ node: [20, 24], go: [16] }")],
  ])("but not with %s", (version, more) => {
    const { tasks, kept } = tasksOf(job("new", version, more));
    expect([tasks, kept]).toEqual([["test"], []]);
  });

  test("whatever other jobs have, and in a constant that it shares with them", () => {
    const other = job("new", "24").replace("npm test", "npm run lint");
    const { tasks, kept } = tasksOf(`${job("old", "16")}${other}`);
    expect(tasks).toEqual(["lint"]);
    expect(kept.map((each) => each.job)).toEqual(["old"]);
    expect(tasksOf(`${job("old", "16")}${job("new", "24")}`).tasks).toEqual([]);
    const both = tasksOf(`${job("one", "16")}${job("two", "16")}`);
    expect(both.tasks).toEqual([]);
    expect(both.kept.map((each) => each.job)).toEqual(["one", "two"]);
  });

  test("and nothing is said of a job that has none", () => {
    const { kept } = tasksOf(job("old", "16").replace("      - run: npm test\n", ""));
    expect(kept).toEqual([]);
  });
});

test("the notes name the tasks, what calls them, and the jobs that have none", () => {
  const kept = [
    { job: "a", node: "16", statements: [] },
    { job: "b", node: "16", statements: [] },
  ];
  expect(taskNotes({ tasks: ["test"], kept: [] }, "ci/run")).toEqual([
    "1 command became a task (test); its step calls `ci/run test`, so it needs the checkout.",
  ]);
  expect(taskNotes({ tasks: ["test", "lint"], kept }, "./run")).toEqual([
    "2 commands became tasks (test, lint); their steps call `./run test` and so on, so they need the checkout.",
    'the commands of "a" and "b" stay commands: Node 16 is set up there, and a task needs Node 20.19 or later.',
  ]);
});
