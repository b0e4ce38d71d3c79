/** What `--dry-run` says of a job of several steps. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { WorkflowStep } from "../../../src/model/workflow.ts";
import { planLines } from "../../../src/runner/plan/plan-lines.ts";
import { planWorkflow, type WorkflowPlan } from "../../../src/runner/plan/plan-workflow.ts";
import { workflowOf } from "../workflow-builders.ts";
import { commitAll, project, testHost } from "../workflow-runs.ts";

const action = `
inputs: { who: { default: you } }
runs:
  using: composite
  steps:
    - run: echo "\${{ inputs.who }}"
      shell: bash
    - { name: Never, if: "\${{ false }}", run: echo never, shell: bash }
`;

function other(step: Record<string, unknown>): WorkflowStep {
  return { purpose: "other", ...step } as WorkflowStep;
}

const steps = [
  other({ uses: "actions/checkout@v7" }),
  other({ uses: "actions/setup-node@v7", with: { "node-version": "${{ matrix.node }}" } }),
  other({
    name: "Build for ${{ matrix.node }}",
    run: "make\nmake install",
    env: { NODE: "${{ matrix.node }}" },
  }),
  other({ run: "echo plain" }),
  other({ run: "sudo make\nmake install", env: { A: "1" }, local: "skip" }),
  other({
    name: "Deploy ${{ secrets.TOKEN }}",
    run: "deploy",
    if: "${{ steps.a.outputs.b == 1 }}",
  }),
  other({ run: "release", if: "${{ github.ref_name == 'release' }}" }),
  other({ uses: "./greet", with: { who: "${{ matrix.node }}" } }),
  other({ uses: "docker/login-action@v3", local: "skip" }),
  other({ uses: "docker/build-push-action@v6", local: { run: "./run fake_push" } }),
  other({ uses: "own/act@v1", local: { outputs: { src: "true" } } }),
  other({ uses: "codecov/codecov-action@v5", with: { token: "${{ secrets.TOKEN }}" } }),
];

async function plan(): Promise<WorkflowPlan> {
  const root = project();
  mkdirSync(join(root, "greet"));
  writeFileSync(join(root, "greet/action.yml"), action);
  commitAll(root);
  const workflow = workflowOf({
    image: { strategy: { matrix: { node: ["26"] } }, steps },
    checks: {
      uses: "./.github/workflows/checks.yml",
      called: workflowOf({ lint: {}, unit: {} }, { name: "checks" }),
      steps: [],
    },
  });
  return planWorkflow(workflow, { root, host: testHost({ TOKEN: "hunter2!" }) });
}

test("each step has its place, with what it would do, what stands in for it, or why it does not run", async () => {
  expect(planLines(await plan()).slice(1)).toEqual([
    "",
    "image",
    "  image (26)",
    "    asks for node 26",
    "    - actions/checkout  left out: this machine has it",
    "    - actions/setup-node  left out: this machine has it",
    "    - Build for 26",
    "        NODE=26",
    "        make",
    "        make install",
    "    - echo plain",
    '    - sudo make  left out here (local: "skip")',
    "    - Deploy ${{ secrets.TOKEN }}",
    "        if: steps.a.outputs.b == 1 → unknown",
    "        deploy",
    "    - release  does not run",
    "        if: github.ref_name == 'release' → false",
    "    - ./greet",
    "        who=26",
    '        - echo "${{ inputs.who }}"',
    "        - Never  does not run",
    "            if: false → false",
    '    - docker/login-action  left out here (local: "skip")',
    "    - docker/build-push-action  here: ./run fake_push",
    "    - own/act  here: src=true",
    "    - codecov/codecov-action  left out on this machine",
    "",
    "checks",
    "  calls checks: lint, unit",
  ]);
});

test("as data, each step has its title, condition, stand-in and the reason why it is left out", async () => {
  const [image, checks] = (await plan()).jobs;
  expect(checks?.calls).toEqual({ automation: "checks", jobs: ["lint", "unit"] });
  const [leg] = image?.legs ?? [];
  expect(leg?.tools).toEqual(["node 26"]);
  expect(leg?.steps).toMatchObject([
    { title: "actions/checkout", leftOut: "left out: this machine has it" },
    { title: "actions/setup-node" },
    { title: "Build for 26", text: "make\nmake install", env: { NODE: "26" } },
    { title: "echo plain" },
    { title: "sudo make", local: "skip" },
    { condition: { expression: "steps.a.outputs.b == 1", value: "unknown" } },
    { condition: { value: "false" } },
    { title: "./greet", steps: [{ text: 'echo "${{ inputs.who }}"' }, { title: "Never" }] },
    { local: "skip" },
    { local: { run: "./run fake_push" } },
    { local: { outputs: { src: "true" } } },
    { leftOut: "left out on this machine", env: { token: "${{ secrets.TOKEN }}" } },
  ]);
});
