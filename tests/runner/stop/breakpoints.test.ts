/** Stops before a step. */
import { expect, test } from "vitest";
import { command, output, workflowOf } from "../workflow-builders.ts";
import { project, runHere } from "../workflow-runs.ts";
import { answers } from "./scripted-stops.ts";

const own = { purpose: "other" } as const;
const steps = [
  { purpose: "setup", uses: "actions/checkout@v5" } as const,
  command("echo installed", { ...own, id: "install" }),
  command("echo tested >> trace", { ...own, id: "unit", name: "unit tests" }),
  { purpose: "other", uses: "codecov/codecov-action@v5" } as const,
];
const workflow = workflowOf({
  test: { steps, strategy: { matrix: { node: ["20", "22"] } } },
  lint: { run: "echo linted >> trace" },
});

test.each([
  [
    "test",
    [
      ["test (20)", "echo installed"],
      ["test (22)", "echo installed"],
    ],
  ],
  ["test (22)", [["test (22)", "echo installed"]]],
  [
    "test.unit",
    [
      ["test (20)", "unit tests"],
      ["test (22)", "unit tests"],
    ],
  ],
  ["test (22).unit tests", [["test (22)", "unit tests"]]],
  ["test (20).2", [["test (20)", "unit tests"]]],
  ["lint", [["lint"]]],
  ["lint.1", [["lint"]]],
])("%s stops before %j", async (text, expected) => {
  const stops = answers(["go on", "go on"], { atFailures: false, breaks: [text] });
  await runHere(workflow, { stops, jobs: 1, root: project() });
  expect(stops.stops.map((stop) => stop.path.slice(1))).toEqual(expected);
  expect(stops.stops.every(({ kind }) => kind === "before")).toBe(true);
});

test.each([
  ["go on", "linted\n"],
  ["run", "linted\n"],
] as const)("%s runs the step", async (answer, trace) => {
  const root = project();
  const lint = workflowOf({ lint: { run: "echo linted; echo linted >> trace" } });
  const ran = await runHere(lint, { root, stops: answers([answer], { breaks: ["lint"] }) });
  expect(ran.results).toEqual({ lint: "success" });
  expect(ran.log("lint")).toBe(trace);
  expect(ran.job("lint").ignored).toBeUndefined();
});

test("succeed leaves the step out, and says so of the job", async () => {
  const lint = workflowOf({
    lint: { steps: [command("exit 1"), command("echo ${{ steps.run.outcome }}", { id: "next" })] },
  });
  const stops = answers(["succeed"], { breaks: ["lint"] });
  const ran = await runHere(lint, { stops });
  expect(ran.results).toEqual({ lint: "success" });
  expect(ran.log("lint")).toContain("success");
  expect(ran.job("lint").notes).toEqual(["exit 1 did not run, and counts as a success"]);
});

test("a step before which the run stopped is a stop again where it fails", async () => {
  const stops = answers(["run", "go on"], { breaks: ["lint"] });
  await runHere(workflowOf({ lint: { run: "exit 1" } }), { stops });
  expect(stops.stops.map(({ kind }) => kind)).toEqual(["before", "failed"]);
});

test("combinations that only the run knows are taken as they are, and jobs of called workflows have ids", async () => {
  const plan = {
    run: `echo 'nodes=["20","22"]' >> $GITHUB_OUTPUT`,
    outputs: { nodes: output("nodes") },
  };
  const called = workflowOf({ inner: { run: "true" } }, { on: { workflow_call: null } });
  const late = workflowOf({
    plan,
    test: {
      needs: ["plan"],
      run: "true",
      strategy: { matrix: { node: "${{ fromJSON(needs.plan.outputs.nodes) }}" } },
    },
    deploy: { steps: [], uses: "./.github/workflows/called.yml", called },
  });
  const breaks = ["test (22)", "deploy/inner.1"];
  const stops = answers(["go on", "go on"], { breaks });
  await runHere(late, { stops });
  const names = stops.stops.map((stop) => stop.path[1]);
  expect(new Set(names)).toEqual(new Set(["deploy / inner", "test (22)"]));
});

test.each([
  [
    "tset",
    '--break: there is no job "tset" in this run. Its jobs are "test" and "lint". Did you mean "test"?',
  ],
  [
    "test (24)",
    '--break: there is no job "test (24)" in this run. Its jobs are "test" and "lint". Did you mean "test (20)"?',
  ],
  [
    "test.unti",
    '--break: the job "test" has no step "unti" that runs here. Its steps are 1 "echo installed", 2 "unit tests". Did you mean "unit"?',
  ],
  [
    "test.3",
    '--break: the job "test" has no step "3" that runs here. Its steps are 1 "echo installed", 2 "unit tests".',
  ],
])("%s is refused before anything runs", async (text, message) => {
  const stops = answers([], { breaks: [text] });
  await expect(runHere(workflow, { stops })).rejects.toThrow(message);
});

test("what did not run before the end is told, and nothing that a run stopped before", async () => {
  const stops = answers(["go on"], { breaks: ["lint", "after", "lint.2"] });
  const steps = [command("exit 1"), command("true", { ...own, id: "never" })];
  await runHere(workflowOf({ lint: { steps }, after: { needs: ["lint"] } }), {
    stops: { ...stops, atFailures: false },
  });
  expect(stops.unreached).toEqual(["after", "lint.2"]);
});
