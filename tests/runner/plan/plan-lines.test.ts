/** What `--dry-run` prints. */
import { existsSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { planLines } from "../../../src/runner/plan/plan-lines.ts";
import { planWorkflow } from "../../../src/runner/plan/plan-workflow.ts";
import { command, download, output, upload, workflowOf } from "../workflow-builders.ts";
import { commitAll, project, testHost } from "../workflow-runs.ts";

const workflow = workflowOf(
  {
    deploy: {
      environment: "production",
      needs: ["test"],
      if: "${{ inputs.target == 'prod' }}",
      steps: [command("./run deploy")],
    },
    build: {
      steps: [
        { purpose: "setup", uses: "actions/checkout@v7" },
        command("./run build"),
        upload("wheel", "saved"),
      ],
      outputs: { version: output("version") },
    },
    test: {
      needs: ["build"],
      if: "${{ inputs.skip != true }}",
      "runs-on": "${{ matrix.os }}",
      strategy: { matrix: { os: ["ubuntu-latest", "macos-latest"] } },
      steps: [
        download({ name: "wheel" }, "got"),
        command('./run test --os="$INPUT_OS"', {
          env: {
            INPUT_OS: "${{ matrix.os }}",
            INPUT_VERSION: "${{ needs.build.outputs.version }}",
            TOKEN: "${{ secrets.TOKEN }}",
          },
        }),
      ],
    },
    publish: { needs: ["build"], if: "${{ needs.build.outputs.version == '1' }}" },
  },
  {
    on: {
      workflow_dispatch: {
        inputs: {
          skip: { type: "boolean" },
          target: { type: "choice", options: ["dev", "prod"] },
        },
      },
    },
  },
);

test("a plan has the jobs in order, with conditions, combinations, commands and what is known", async () => {
  const root = project();
  commitAll(root);
  const host = testHost({ TOKEN: "hunter2!" });
  const plan = await planWorkflow(workflow, { root, host });
  expect(planLines(plan)).toEqual([
    "ci on workflow_dispatch (refs/heads/main)",
    "inputs: skip=false, target=dev",
    "",
    "build",
    "  ./run build",
    "  upload wheel",
    "",
    "test  needs build",
    "  if: inputs.skip != true → true",
    "  test (ubuntu-latest)",
    "    download wheel",
    "    INPUT_OS=ubuntu-latest",
    "    INPUT_VERSION=${{ needs.build.outputs.version }}",
    "    TOKEN=${{ secrets.TOKEN }}",
    '    ./run test --os="$INPUT_OS"',
    "  test (macos-latest)",
    "    does not run: elsewhere: macos-latest",
    "",
    "publish  needs build",
    "  if: needs.build.outputs.version == '1' → depends on the output version of build",
    "  true",
    "",
    "deploy  needs test",
    "  if: inputs.target == 'prod' → false",
    "  not applied on this machine: environment",
    "  does not run: if: inputs.target == 'prod' is false",
  ]);
  expect(existsSync(path.join(root, ".recompose"))).toBe(false);
});

test("a job behind a skipped one does not run, and inputs decide", async () => {
  const root = project();
  const plan = await planWorkflow(workflow, {
    root,
    host: testHost(),
    inputs: { skip: true, target: "prod" },
    only: ["deploy"],
  });
  expect(plan.jobs.map(({ id, legs }) => [id, legs[0]?.notRun])).toEqual([
    ["build", undefined],
    ["test", "if: inputs.skip != true is false"],
    ["deploy", "needs test was skipped"],
  ]);
});

test("a job or an event that is not there is named with those that are", async () => {
  const options = { root: project(), host: testHost() };
  await expect(planWorkflow(workflow, { ...options, only: ["biuld"] })).rejects.toThrow(
    '--only: the automation "ci" has no job "biuld". Its jobs are "deploy", "build", "test" and "publish". Did you mean "build"?',
  );
  await expect(planWorkflow(workflow, { ...options, eventName: "push" })).rejects.toThrow(
    '--event: the automation "ci" does not start on "push". Its events are "workflow_dispatch".',
  );
});

test("a matrix that other jobs put out is said to be known later", async () => {
  const late = workflowOf({
    list: {},
    each: {
      needs: ["list"],
      "runs-on": "${{ matrix.os }}",
      strategy: { matrix: { os: "${{ fromJSON(needs.list.outputs.os) }}" } },
      steps: [command("./run each", { env: { OS: "${{ matrix.os }}" } })],
    },
  });
  const plan = await planWorkflow(late, { root: project(), host: testHost() });
  expect(planLines(plan).slice(-5)).toEqual([
    "",
    "each  needs list",
    "  matrix: known when the jobs that it needs have ended",
    "  OS=${{ matrix.os }}",
    "  ./run each",
  ]);
});

test("names, conditions and values of several lines or with escape codes stay on lines of their own", async () => {
  const hostile = workflowOf({
    a: {
      steps: [
        { purpose: "other", name: "one\n\u001B[31mtwo", run: "x", env: { TEXT: "1\n2" } },
        { purpose: "other", run: "y", if: "${{ 1\n== 2 }}" },
      ],
    },
  });
  const plan = await planWorkflow(hostile, { root: project(), host: testHost() });
  expect(planLines(plan).slice(-6)).toEqual([
    "  - one two",
    "      TEXT=1",
    "      2",
    "      x",
    "  - y  does not run",
    "      if: 1 == 2 → false",
  ]);
});
