import { existsSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { planLines } from "../../src/runner/plan-lines.ts";
import { planWorkflow } from "../../src/runner/plan-workflow.ts";
import {
  command,
  download,
  type JobOptions,
  output,
  upload,
  workflowOf,
} from "./workflow-builders.ts";
import { commitAll, project, testHost } from "./workflow-runs.ts";

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
    '--only names the job "biuld", which "ci" does not have. Its jobs are "deploy", "build", "test" and "publish". Did you mean "build"?',
  );
  await expect(planWorkflow(workflow, { ...options, eventName: "push" })).rejects.toThrow(
    '"ci" does not run on the event "push". Its events are "workflow_dispatch".',
  );
});

describe("a condition that depends on what jobs come to", () => {
  async function conditions(
    jobs: Readonly<Record<string, JobOptions>>,
  ): Promise<Readonly<Record<string, string | undefined>>> {
    const plan = await planWorkflow(workflowOf(jobs), { root: project(), host: testHost() });
    const shown = plan.jobs.map((job): [string, string | undefined] => {
      const line = planLines({ ...plan, jobs: [job] }).find((text) => text.startsWith("  if:"));
      return [job.id, job.legs[0]?.notRun ?? line?.split("→ ")[1]];
    });
    return Object.fromEntries(shown);
  }

  const builds: Readonly<Record<string, JobOptions>> = {
    build: { outputs: { version: output("version") } },
    test: {},
  };
  const needs = ["build", "test"];

  test("says on what, where it may hold", async () => {
    const shown = await conditions({
      ...builds,
      failed: { needs, if: "${{ failure() }}" },
      one: { needs, if: "${{ always() && needs.build.result == 'failure' }}" },
      any: { needs, if: "${{ always() && contains(needs.*.result, 'failure') }}" },
      value: { needs, if: "${{ needs.build.outputs.version == '1' }}" },
      far: { needs: ["failed"], if: "${{ failure() }}" },
    });
    expect(shown).toMatchObject({
      failed: "depends on the result of build, the result of test",
      one: "depends on the result of build",
      any: "depends on the result of build, the result of test",
      value: "depends on the output version of build",
      far: "depends on the result of failed, the result of build, the result of test",
    });
  });

  test("is true or false where the results that are hoped for decide", async () => {
    const shown = await conditions({
      ...builds,
      skipped: { if: "${{ false }}" },
      after: { needs, if: "${{ !cancelled() && !failure() }}" },
      never: { needs, if: "${{ needs.build.result == 'failure' }}" },
      off: { needs, if: "${{ failure() && false }}" },
      behind: { needs: ["skipped"], if: "${{ always() && needs.skipped.result == 'failure' }}" },
    });
    expect(shown).toMatchObject({
      after: "true",
      never: "if: needs.build.result == 'failure' is false",
      off: "if: failure() && false is false",
      behind: "if: always() && needs.skipped.result == 'failure' is false",
    });
  });

  test("is that of a job elsewhere where it reads one, and what follows it", async () => {
    const shown = await conditions({
      mac: { "runs-on": "macos-latest", outputs: { x: output("x") } },
      reads: { needs: ["mac"], if: "${{ needs.mac.outputs.x == '1' }}" },
      input: { needs: ["mac"], env: { R: "${{ needs.mac.result }}" } },
      plain: { needs: ["mac"] },
      behind: { needs: ["reads"], if: "${{ success() }}" },
    });
    expect(shown).toMatchObject({
      reads: "elsewhere: needs outputs of mac",
      input: "elsewhere: needs the result of mac",
      plain: undefined,
      behind: "elsewhere: needs the result of reads",
    });
  });
});

test("a job whose first command rests on a step that is left out does not run", async () => {
  const filter = { purpose: "setup", id: "filter", uses: "dorny/paths-filter@v3" } as const;
  const reads = command("true", { env: { SRC: "${{ steps.filter.outputs.src }}" } });
  const plan = await planWorkflow(
    workflowOf({
      input: { steps: [filter, reads] },
      condition: { steps: [filter, command("true", { if: "${{ steps.filter.outputs.src }}" })] },
      later: { steps: [filter, command("true"), reads] },
      skipped: { steps: [{ ...filter, if: "${{ false }}" }, reads] },
      env: { env: { A: "1" }, steps: [filter, command("true", { if: "${{ env.A == '1' }}" })] },
      behind: { needs: ["input"] },
    }),
    { root: project(), host: testHost() },
  );
  const leftOut = "elsewhere: needs outputs of dorny/paths-filter, left out here";
  expect(Object.fromEntries(plan.jobs.map(({ id, legs }) => [id, legs[0]?.notRun]))).toEqual({
    input: leftOut,
    condition: leftOut,
    later: undefined,
    skipped: undefined,
    env: undefined,
    behind: "elsewhere: needs the result of input",
  });
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

test("what other jobs put out decides over no job of a plan: neither its runner nor continue-on-error", async () => {
  const late = workflowOf({
    list: { outputs: { os: output("os") } },
    each: {
      needs: ["list"],
      "runs-on": "${{ fromJSON(needs.list.outputs.os) }}",
      "continue-on-error": "${{ needs.list.outputs.may == 'yes' }}",
    },
    other: { needs: ["list"], "continue-on-error": "${{ fromJSON(needs.list.outputs.may) }}" },
  });
  const plan = await planWorkflow(late, { root: project(), host: testHost() });
  expect(plan.jobs.map(({ id, legs }) => [id, legs[0]?.runsOn, legs[0]?.notRun])).toEqual([
    ["list", ["ubuntu-latest"], undefined],
    ["each", [], undefined],
    ["other", ["ubuntu-latest"], undefined],
  ]);
});
