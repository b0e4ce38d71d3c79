/** What rests on something that only GitHub knows is neither done nor skipped here: it is elsewhere. */
import { describe, expect, test } from "vitest";
import type { WorkflowStep } from "../../src/model/workflow.ts";
import {
  command,
  download,
  type JobOptions,
  output,
  upload,
  workflowOf,
} from "./workflow-builders.ts";
import { planWorkflow } from "../../src/runner/plan/plan-workflow.ts";
import { project, runHere, testHost } from "./workflow-runs.ts";

const filter: WorkflowStep = { purpose: "setup", id: "filter", uses: "dorny/paths-filter@v3" };
const filterOutput = "${{ steps.filter.outputs.src }}";
/** A job that puts out what a step says which is left out here, and something of its own. */
const changes: JobOptions = {
  steps: [filter, command('echo own=1 >> "$GITHUB_OUTPUT"')],
  outputs: { src: filterOutput, own: output("own") },
};
const leftOut = "elsewhere: elsewhere: needs outputs of dorny/paths-filter, left out here";
const ofChanges = "elsewhere: elsewhere: needs outputs of changes";

async function resultsOf(
  jobs: Readonly<Record<string, JobOptions>>,
): Promise<Readonly<Record<string, string>>> {
  const { results } = await runHere(workflowOf(jobs));
  return results;
}

test("a job that ran, but puts out what is unknown, is elsewhere, and so is what reads that", async () => {
  const results = await resultsOf({
    changes,
    src: { needs: ["changes"], if: "${{ needs.changes.outputs.src == 'true' }}" },
    not: { needs: ["changes"], if: "${{ needs.changes.outputs.src != 'true' }}" },
    own: { needs: ["changes"], if: "${{ needs.changes.outputs.own == '1' }}" },
    behind: { needs: ["src"] },
    plain: { needs: ["changes"] },
  });
  expect(results).toEqual({
    changes:
      "elsewhere: elsewhere: its output src needs outputs of dorny/paths-filter, left out here",
    src: ofChanges,
    not: ofChanges,
    own: "success",
    behind: "elsewhere: elsewhere: needs the result of src",
    plain: "success",
  });
});

describe("a job is elsewhere where what is unknown stands in", () => {
  test.each<[string, JobOptions, string]>([
    [
      "the inputs of its task",
      { steps: [filter, command("false", { env: { INPUT_SRC: filterOutput } })] },
      leftOut,
    ],
    [
      "the condition of a step",
      { steps: [filter, command("false", { if: "${{ steps.filter.outputs.src }}" })] },
      leftOut,
    ],
    [
      "the outcome of the step",
      { steps: [filter, command("false", { if: "${{ steps.filter.outcome == 'failure' }}" })] },
      "elsewhere: elsewhere: needs the result of dorny/paths-filter, left out here",
    ],
    [
      "a variable that a command left out may have set",
      {
        steps: [
          { purpose: "setup", run: "./prepare" },
          command("false", { env: { INPUT_X: "${{ env.PREPARED }}" } }),
        ],
      },
      "elsewhere: elsewhere: needs the variable PREPARED, which ./prepare may set",
    ],
    ...["env[format('A{0}', 1)]", "toJSON(env)", "join(env.*)", "env[github.nothing]"].map(
      (expression): [string, JobOptions, string] => [
        `any variable that such a step may set, as in ${expression}`,
        {
          env: { B: "1" },
          steps: [
            { purpose: "setup", run: "./prepare" },
            command("false", { env: { INPUT_X: `\${{ ${expression} }}` } }),
          ],
        },
        "elsewhere: elsewhere: needs a variable, which ./prepare may set",
      ],
    ),
    [
      "its env",
      { needs: ["changes"], env: { SRC: "${{ needs.changes.outputs.src }}" } },
      ofChanges,
    ],
    ["its name", { needs: ["changes"], name: "at ${{ needs.changes.outputs.src }}" }, ofChanges],
    [
      "its runs-on",
      { needs: ["changes"], "runs-on": "${{ needs.changes.outputs.src }}" },
      ofChanges,
    ],
    [
      "its matrix",
      {
        needs: ["changes"],
        strategy: { matrix: { n: "${{ fromJSON(needs.changes.outputs.src) }}" } },
      },
      ofChanges,
    ],
    [
      "its timeout",
      { needs: ["changes"], "timeout-minutes": "${{ fromJSON(needs.changes.outputs.src) }}" },
      ofChanges,
    ],
    [
      "whether it may fail",
      { needs: ["changes"], "continue-on-error": "${{ needs.changes.outputs.src == 'true' }}" },
      ofChanges,
    ],
    [
      "an artifact's name",
      {
        needs: ["changes"],
        steps: [download({ name: "${{ needs.changes.outputs.src }}" }, "got")],
      },
      ofChanges,
    ],
  ])("%s", async (_where, job, result) => {
    const results = await resultsOf({ changes, job });
    expect(Object.entries(results).find(([name]) => name !== "changes")?.[1]).toBe(result);
  });
});

test("a job that cannot come to its first command never starts, and one that comes further ends there", async () => {
  const reads = command("false", { env: { SRC: filterOutput } });
  const { events, log, results } = await runHere(
    workflowOf({
      first: { steps: [filter, reads] },
      second: { steps: [filter, command("echo began"), reads, command("echo never")] },
    }),
  );
  expect(results).toEqual({ first: leftOut, second: leftOut });
  const started = events.filter(({ type }) => type === "job-started");
  expect(started.map(({ path }) => path[1])).toEqual(["second"]);
  expect(log("second").split("\n")).toContain("began");
  expect(log("second")).not.toContain("never");
});

describe("what is unknown does not matter", () => {
  test.each<[string, JobOptions]>([
    ["where the rest decides", { if: "${{ needs.changes.outputs.src == 'true' || true }}" }],
    ["in a step that is left out", { steps: [{ ...filter, if: filterOutput }, command("true")] }],
    [
      "in a variable that the job itself has",
      {
        env: { PREPARED: "1" },
        steps: [
          { purpose: "setup", run: "./prepare" },
          command('test "$X" = 1', { env: { X: "${{ env.PREPARED }}" } }),
        ],
      },
    ],
    [
      "after a checkout, which succeeds and sets nothing",
      {
        steps: [
          { purpose: "setup", id: "code", uses: "actions/checkout@v7" },
          command('test -z "$X"', {
            if: "${{ steps.code.outcome == 'success' }}",
            env: { X: "${{ env.PREPARED }}" },
          }),
        ],
      },
    ],
  ])("%s", async (_where, job) => {
    expect((await resultsOf({ changes, job: { needs: ["changes"], ...job } }))["job"]).toBe(
      "success",
    );
  });

  test("where a need failed or its condition is false anyway", async () => {
    const results = await resultsOf({
      changes,
      bad: { run: "false" },
      behind: { needs: ["changes", "bad"], if: "${{ needs.changes.outputs.src == 'true' }}" },
      off: { needs: ["changes"], if: "${{ needs.changes.outputs.src == 'true' && false }}" },
    });
    expect(results).toMatchObject({
      behind: "skipped: needs bad failed",
      off: "skipped: if: needs.changes.outputs.src == 'true' && false is false",
    });
  });

  test("to a job that failed", async () => {
    const results = await resultsOf({
      bad: { steps: [filter, command("false")], outputs: { src: filterOutput } },
      later: {
        steps: [
          filter,
          command("false"),
          command("true", { if: "${{ always() && steps.filter.outputs.src }}" }),
        ],
      },
    });
    expect(results).toEqual({ bad: "failure", later: "failure" });
  });
});

describe("the result of a job elsewhere", () => {
  const mac: JobOptions = { "runs-on": "macos-latest", outputs: { x: output("x") } };
  const unknown: JobOptions = {
    needs: ["changes"],
    env: { SRC: "${{ needs.changes.outputs.src }}" },
    steps: [command("true"), upload("app", "saved")],
  };

  test("is unknown to what reads it, while a job for another machine counts as success", async () => {
    const results = await resultsOf({
      mac,
      plain: { needs: ["mac"] },
      reads: { needs: ["mac"], if: "${{ needs.mac.result == 'success' }}" },
      passes: {
        needs: ["mac"],
        steps: [command("true", { env: { R: "${{ needs.mac.result }}" } })],
      },
      json: { needs: ["mac"], steps: [command("true", { env: { N: "${{ toJSON(needs) }}" } })] },
      always: { needs: ["mac"], if: "${{ always() }}" },
    });
    expect(results).toEqual({
      mac: "elsewhere: elsewhere: macos-latest",
      plain: "success",
      reads: "elsewhere: elsewhere: needs the result of mac",
      passes: "elsewhere: elsewhere: needs the result of mac",
      json: "elsewhere: elsewhere: needs the result of mac",
      always: "success",
    });
  });

  test("is unknown to status functions, too, where nobody knows whether or with what it runs", async () => {
    const results = await resultsOf({
      changes,
      unknown,
      plain: { needs: ["unknown"] },
      far: { needs: ["plain"] },
      after: { needs: ["always"] },
      notFailed: { needs: ["unknown"], if: "${{ !cancelled() && !failure() }}" },
      failed: { needs: ["unknown"], if: "${{ failure() }}" },
      always: { needs: ["unknown"], if: "${{ always() }}" },
      finished: { needs: ["unknown"], if: "${{ !cancelled() }}" },
      takes: {
        needs: ["unknown"],
        if: "${{ always() }}",
        steps: [download({ name: "app" }, "got")],
      },
    });
    const follows = "elsewhere: elsewhere: needs the result of unknown";
    expect(results).toMatchObject({
      unknown: ofChanges,
      plain: follows,
      far: "elsewhere: elsewhere: needs the result of plain",
      after: follows,
      notFailed: follows,
      failed: follows,
      always: "success",
      finished: "success",
      takes: "elsewhere: elsewhere: needs the artifact app",
    });
  });

  test("leaves open what only some combinations of a matrix come to", async () => {
    const results = await resultsOf({
      each: {
        strategy: { matrix: { n: [1, 2] } },
        steps: [
          filter,
          command('echo "v=${{ matrix.n }}" >> "$GITHUB_OUTPUT"', {
            if: "${{ matrix.n == 1 || steps.filter.outputs.src }}",
          }),
        ],
        outputs: { v: output("v") },
      },
      plain: { needs: ["each"] },
      reads: { needs: ["each"], if: "${{ always() && needs.each.outputs.v == '1' }}" },
    });
    expect(results).toEqual({
      "each (1)": "success",
      "each (2)": leftOut,
      plain: "elsewhere: elsewhere: needs the result of each",
      reads: "success",
    });
  });
});

test("the result of a matrix is unknown to what reads it where some combinations are elsewhere and none failed", async () => {
  const each = (run: string): JobOptions => ({
    "runs-on": "${{ matrix.os }}",
    strategy: { "fail-fast": false, matrix: { os: ["ubuntu-latest", "macos-latest"] } },
    steps: [command(run)],
  });
  const reads = (id: string): JobOptions => ({
    needs: [id],
    if: `\${{ always() && needs.${id}.result != 'skipped' }}`,
    steps: [command("true", { env: { R: `\${{ needs.${id}.result }}` } })],
  });
  const jobs = {
    good: each("true"),
    ofGood: reads("good"),
    plain: { needs: ["good"] },
    whatever: { needs: ["good"], if: "${{ always() }}" },
  };
  expect(await resultsOf({ ...jobs, bad: each("false"), ofBad: reads("bad") })).toMatchObject({
    ofGood: "elsewhere: elsewhere: needs the result of good",
    plain: "success",
    whatever: "success",
    "bad (ubuntu-latest)": expect.stringContaining("failure"),
    ofBad: "success",
  });
  const plan = await planWorkflow(workflowOf(jobs), { root: project(), host: testHost() });
  expect(plan.jobs.map(({ id, legs }) => [id, legs[0]?.notRun])).toEqual([
    ["good", undefined],
    ["ofGood", "elsewhere: needs the result of good"],
    ["plain", undefined],
    ["whatever", undefined],
  ]);
});

test("the record of a job has the outputs that are known, and a run of jobs elsewhere alone is elsewhere", async () => {
  const { record, job } = await runHere(workflowOf({ changes }));
  expect(job("changes").outputs).toEqual({ own: "1" });
  expect(record.result).toBe("elsewhere");
});
