/**
 * Called workflows, by the rules of
 * https://docs.github.com/en/actions/how-tos/reuse-automations/reuse-workflows and of
 * https://github.com/actions/runner/blob/main/src/Sdk/WorkflowParser/Conversion/WorkflowTemplateConverter.cs
 */
import { describe, expect, test } from "vitest";
import type { Workflow, WorkflowJob } from "../../../src/model/workflow.ts";
import { command, type JobOptions, output, workflowOf } from "../workflow-builders.ts";
import { runHere, testHost } from "../workflow-runs.ts";

function calledOf(jobs: Readonly<Record<string, JobOptions>>, call: object = {}): Workflow {
  return workflowOf(jobs, { name: "checks", on: { workflow_call: call as never } });
}

function callOf(called: Workflow, rest: Partial<WorkflowJob> = {}): WorkflowJob {
  return { uses: "./.github/workflows/checks.yml", called, steps: [], ...rest };
}

function withJobs(
  jobs: Readonly<Record<string, WorkflowJob>>,
  others: Record<string, JobOptions> = {},
): Workflow {
  const workflow = workflowOf(others);
  return { ...workflow, jobs: { ...jobs, ...workflow.jobs } };
}

const put = (name: string, value: string): string => `echo ${name}=${value} >> $GITHUB_OUTPUT`;

describe("the jobs of a called workflow", () => {
  test("run below the name of the job that calls it, by their own needs", async () => {
    const called = calledOf({ a: { run: "echo a" }, b: { needs: ["a"], run: "echo b" } });
    const { record, results } = await runHere(
      withJobs({ checks: callOf(called) }, { after: { needs: ["checks"], run: "echo after" } }),
    );
    expect(record.jobs.map(({ id, name, needs }) => [id, name, needs])).toEqual([
      ["checks", "checks", []],
      ["checks/a", "checks / a", []],
      ["checks/b", "checks / b", ["checks/a"]],
      ["after", "after", ["checks"]],
    ]);
    expect(new Set(Object.values(results))).toEqual(new Set(["success"]));
  });

  test("get inputs of their types, and the defaults of those that are left out", async () => {
    const inputs = {
      level: { type: "string", required: true },
      deep: { type: "boolean" },
      count: { type: "number", default: 3 },
    };
    const called = calledOf(
      {
        a: {
          steps: [
            command("echo $L $D $C", {
              env: {
                L: "${{ inputs.level }}",
                D: "${{ inputs.deep == false }}",
                C: "${{ toJSON(inputs.count) }}",
              },
            }),
          ],
        },
      },
      { inputs },
    );
    const build = { outputs: { version: output("version") }, run: put("version", "1.2") };
    const { log } = await runHere(
      withJobs(
        {
          checks: callOf(called, {
            needs: ["build"],
            with: { level: "${{ needs.build.outputs.version }}" },
          }),
        },
        { build },
      ),
    );
    expect(log("checks / a")).toContain("1.2 true 3");
  });

  test.each([
    ["a text for a boolean", { deep: "yes" }, 'the input "deep" is a boolean, not "yes"'],
    ["a text for a number", { count: "5" }, 'the input "count" is a number, not "5"'],
  ])("fail where they get %s", async (_name, values, reason) => {
    const inputs = { deep: { type: "boolean" }, count: { type: "number" } };
    const { job } = await runHere(
      withJobs({ checks: callOf(calledOf({ a: {} }, { inputs }), { with: values as never }) }),
    );
    expect(job("checks")).toMatchObject({ result: "failure", reason });
  });

  test("see the secrets that the caller passes, and no others", async () => {
    const called = calledOf({
      a: {
        steps: [
          command("echo [$A] [$B]", {
            env: { A: "${{ secrets.A != '' }}", B: "${{ secrets.B != '' }}" },
          }),
        ],
      },
    });
    const host = testHost({ A: "first-secret", B: "second-secret" });
    const run = (secrets: WorkflowJob["secrets"]) =>
      runHere(withJobs({ checks: callOf(called, secrets === undefined ? {} : { secrets }) }), {
        host,
      });
    expect((await run({ A: "${{ secrets.A }}" })).log("checks / a")).toContain("[true] [false]");
    expect((await run("inherit")).log("checks / a")).toContain("[true] [true]");
    expect((await run(undefined)).log("checks / a")).toContain("[false] [false]");
  });

  test("share the places of the run with all other jobs", async () => {
    const run = "test ! -e busy && touch busy && sleep 0.1 && rm busy";
    const called = calledOf({ a: { run }, b: { run } });
    const { results } = await runHere(
      withJobs({ one: callOf(called), two: callOf(called) }, { c: { run } }),
      { jobs: 1 },
    );
    expect(new Set(Object.values(results))).toEqual(new Set(["success"]));
  });
});

describe("the job that calls a workflow", () => {
  test("puts out what the workflow maps of its jobs' outputs", async () => {
    const called = calledOf(
      { a: { outputs: { v: output("v") }, run: put("v", "7") } },
      { outputs: { version: { value: "v${{ jobs.a.outputs.v }}" } } },
    );
    const { job } = await runHere(
      withJobs({ checks: callOf(called) }, { b: { needs: ["checks"], run: "true" } }),
    );
    expect(job("checks").outputs).toEqual({ version: "v7" });
  });

  test("fails where one of them fails, and says which", async () => {
    const called = calledOf({ a: { run: "exit 1" }, b: { run: "true" } });
    const { job, results } = await runHere(
      withJobs({ checks: callOf(called) }, { after: { needs: ["checks"], run: "true" } }),
    );
    expect(job("checks")).toMatchObject({
      result: "failure",
      reason: "a: the command ended with exit code 1",
    });
    expect(results["after"]).toContain("skipped");
  });

  test("is skipped as a whole by its own condition", async () => {
    const called = calledOf({ a: { run: "true" } });
    const { record } = await runHere(withJobs({ checks: callOf(called, { if: "${{ false }}" }) }));
    expect(record.jobs.map(({ id, result }) => [id, result])).toEqual([["checks", "skipped"]]);
  });

  test("calls it once for each combination of its matrix", async () => {
    const called = calledOf({ a: { run: "true" } }, { inputs: { n: { type: "number" } } });
    const { record } = await runHere(
      withJobs({
        checks: callOf(called, {
          strategy: { matrix: { n: [1, 2] } },
          with: { n: "${{ matrix.n }}" },
        }),
      }),
    );
    expect(record.jobs.map(({ name }) => name)).toEqual([
      "checks (1)",
      "checks (1) / a",
      "checks (2)",
      "checks (2) / a",
    ]);
  });

  test("is elsewhere where it calls a file, and what reads its outputs is, too", async () => {
    const { results } = await runHere(
      withJobs(
        { codeql: { uses: "./.github/workflows/codeql.yml", steps: [] } },
        {
          after: {
            needs: ["codeql"],
            steps: [command("echo $A", { env: { A: "${{ needs.codeql.outputs.a }}" } })],
          },
        },
      ),
    );
    expect(results["codeql"]).toContain("elsewhere: it calls ./.github/workflows/codeql.yml");
    expect(results["after"]).toContain("elsewhere: needs outputs of codeql");
  });

  test("is elsewhere where one of the called jobs is, and puts out what is known", async () => {
    const called = calledOf(
      {
        a: { outputs: { v: output("v") }, run: put("v", "7") },
        mac: { "runs-on": "macos-latest", outputs: { v: output("v") } },
      },
      {
        outputs: {
          here: { value: "${{ jobs.a.outputs.v }}" },
          there: { value: "${{ jobs.mac.outputs.v }}" },
        },
      },
    );
    const reader = (name: string): JobOptions => ({
      needs: ["checks"],
      steps: [command("echo $V", { env: { V: `\${{ needs.checks.outputs.${name} }}` } })],
    });
    const { log, results } = await runHere(
      withJobs({ checks: callOf(called) }, { here: reader("here"), there: reader("there") }),
    );
    expect(results["checks"]).toBe("elsewhere: elsewhere: mac: macos-latest");
    expect(log("here")).toContain("7");
    expect(results["there"]).toContain("elsewhere: needs outputs of checks");
  });
});

// JobExtension.FinalizeJob in actions/runner, for the outputs of any job.
test("a call whose output cannot be evaluated has failed, with the reason", async () => {
  const called = calledOf(
    { a: { run: "echo a" } },
    { outputs: { v: { value: "${{ fromJSON('x{') }}" } } },
  );
  const { job, results } = await runHere(
    withJobs({ checks: callOf(called) }, { after: { needs: ["checks"], run: "echo after" } }),
  );
  expect(results).toMatchObject({ checks: "failure", after: "skipped: needs checks failed" });
  expect(job("checks").reason).toContain("JSON");
});

test("a call tells of an output that it keeps back", async () => {
  const long = "x".repeat(1024 * 1024);
  const called = calledOf({ a: { run: "echo a" } }, { outputs: { v: { value: long } } });
  const { job } = await runHere(withJobs({ checks: callOf(called) }));
  expect(job("checks").notes).toHaveLength(1);
});
