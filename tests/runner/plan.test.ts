import { existsSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { planLines } from "../../src/runner/plan/plan-lines.ts";
import { planWorkflow } from "../../src/runner/plan/plan-workflow.ts";
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
    '--only: the automation "ci" has no job "biuld". Its jobs are "deploy", "build", "test" and "publish". Did you mean "build"?',
  );
  await expect(planWorkflow(workflow, { ...options, eventName: "push" })).rejects.toThrow(
    '--event: the automation "ci" does not start on "push". Its events are "workflow_dispatch".',
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

describe("a job behind one that is elsewhere", () => {
  /** What the plan says of the last of these, which needs `mac`, and `build` and `list` that run here. */
  async function planned(job: JobOptions): Promise<string> {
    const plan = await planWorkflow(
      workflowOf({
        mac: { "runs-on": "macos-latest", outputs: { x: output("x") } },
        list: { outputs: { v: output("v") } },
        build: { outputs: { v: output("v") } },
        last: { needs: ["mac", "build", "list"], ...job },
      }),
      { root: project(), host: testHost() },
    );
    const lines = planLines({ ...plan, jobs: plan.jobs.filter(({ id }) => id === "last") });
    return lines.slice(3).join("\n").replaceAll(/^ +/gm, "");
  }
  const mac = "needs.mac.outputs.x == '1'";

  test.each([
    [`always() && (${mac} || true)`, "true"],
    [`always() && (true || ${mac})`, "true"],
    [`!cancelled() && !(${mac} && false)`, "true"],
    [`always() || needs.mac.result == 'failure'`, "true"],
    [`github.ref_name != 'other' || ${mac}`, "true"],
    [`${mac} || !failure()`, "true"],
    [
      `${mac} || needs.build.outputs.v == '1'`,
      "depends on the output x of mac, the output v of build",
    ],
    [
      `always() && !(needs.mac.result == 'success' && needs.build.outputs.v)`,
      "depends on the result of mac, the output v of build",
    ],
  ])("runs where its condition does not rest on that one: %s", async (condition, value) => {
    const lines = await planned({ if: `\${{ ${condition} }}` });
    expect(lines.split(" → ")[1]).toBe(`${value}\ntrue`);
  });

  test.each([
    `${mac} || false`,
    `always() && ${mac}`,
    `${mac} && needs.build.outputs.v == '1'`,
    `needs.build.outputs.v == needs.mac.outputs.x`,
    `contains(needs.*.outputs.x, '1') && needs.mac.result == 'success'`,
  ])("is elsewhere where it does: %s", async (condition) => {
    const lines = await planned({ if: `\${{ ${condition} }}` });
    expect(lines).toMatch(/does not run: elsewhere: needs (?:outputs|the result) of mac$/);
  });

  test("does not run where it is false whatever that one comes to", async () => {
    expect(await planned({ if: `\${{ ${mac} && false }}` })).toContain("is false");
  });

  const off = "${{ needs.mac.outputs.x && false }}";
  const reads = "${{ needs.mac.outputs.x }}";
  test.each<[string, JobOptions]>([
    [
      "a value that is the same all the same",
      { env: { A: "${{ github.ref != 'x' || needs.mac.outputs.x }}" } },
    ],
    ["a text that looks like it", { env: { A: "${{ 'needs.mac.outputs.x' }} needs.mac.result" } }],
    [
      "a step that is skipped",
      { steps: [command("true", { if: off, env: { A: reads } }), command("true")] },
    ],
    [
      "a step that is left out",
      { steps: [{ purpose: "setup", uses: "a/b@v1", with: { a: reads } }, command("true")] },
    ],
    ["what this machine does not apply", { concurrency: { group: reads } }],
    ["an output that it does not have", { env: { A: "[${{ needs.mac.outputs.none }}]" } }],
    ["an output of another", { env: { A: "${{ needs.build.outputs.v }}" } }],
  ])("runs where it reads that one in %s", async (_name, job) => {
    expect(await planned(job)).toMatch(/(?:^|\n)true$/);
  });

  test.each<[string, JobOptions]>([
    ["the condition of a step", { steps: [command("true"), command("true", { if: reads })] }],
    ["a later step", { steps: [command("true"), command("true", { env: { A: reads } })] }],
    ["its runner", { "runs-on": "${{ fromJSON(needs.mac.outputs.x) }}" }],
    ["its matrix", { strategy: { matrix: { a: "${{ fromJSON(needs.mac.outputs.x) }}" } } }],
    [
      "how its matrix runs",
      { strategy: { matrix: { a: [1] }, "fail-fast": "${{ needs.mac.result == 'success' }}" } },
    ],
    ["its name", { name: "for ${{ needs.mac.outputs.x }}" }],
    ["how its commands run", { defaults: { run: { "working-directory": reads } } }],
    ["its time", { "timeout-minutes": "${{ fromJSON(needs.mac.outputs.x) }}" }],
    ["what it puts out", { outputs: { y: "${{ needs.*.outputs.x }}${{ toJSON(needs) }}" } }],
    ["a name that is computed", { env: { A: "${{ needs[format('{0}', 'mac')].outputs.x }}" } }],
  ])("is elsewhere where it reads that one in %s", async (_name, job) => {
    expect(await planned(job)).toMatch(
      /^(?:.*\n)?does not run: elsewhere: needs (?:outputs|the result) of mac$/,
    );
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
