/** What a plan says, as data: names, labels, values as far as they are known, and nothing that is secret. */
import { describe, expect, test } from "vitest";
import { planWorkflow, type WorkflowPlan } from "../../../src/runner/plan/plan-workflow.ts";
import type { PlanOptions } from "../../../src/runner/run-options.ts";
import {
  command,
  download,
  type JobOptions,
  output,
  upload,
  workflowOf,
} from "../workflow-builders.ts";
import { project, testHost } from "../workflow-runs.ts";

function planned(
  jobs: Readonly<Record<string, JobOptions>>,
  options: Partial<PlanOptions> = {},
  rest: Parameters<typeof workflowOf>[1] = {},
): Promise<WorkflowPlan> {
  return planWorkflow(workflowOf(jobs, rest), { root: project(), host: testHost(), ...options });
}

async function values(env: Readonly<Record<string, string>>): Promise<unknown> {
  const host = testHost({ GITHUB_TOKEN: "ghs_secret", KEY: "key-secret" });
  const { jobs } = await planned({ a: { steps: [command("true", { env })] } }, { host });
  return jobs[0]?.legs[0]?.steps[0]?.env;
}

describe("the values of a step", () => {
  test("are known where what they read is", async () => {
    const env = { A: "${{ github.workflow }}!", B: "[${{ github }}]", C: "c" };
    expect(await values(env)).toEqual({ A: "ci!", B: "[Object]", C: "c" });
  });

  test.each([
    "${{ github.token }}",
    "${{ github.TOKEN }}",
    "${{ GITHUB['token'] }}",
    "${{ secrets.KEY }}",
    "${{ env.HOME }}",
    "${{ steps.a.outputs.b }}",
    "${{ runner.temp }}",
    "${{ hashFiles('a') }}",
  ])("stay as they are where only a run knows them: %s", async (text) => {
    expect(await values({ A: text })).toEqual({ A: text });
  });

  test("are those of the environment and of what an action is given", async () => {
    const { jobs } = await planned({
      a: {
        steps: [
          { purpose: "setup", uses: "a/b@v1", env: { A: "1" }, with: { b: 2 } },
          { purpose: "setup", uses: "a/b/c@v1" },
          command("echo"),
        ],
      },
    });
    expect(jobs[0]?.legs[0]?.steps).toMatchObject([
      { purpose: "setup", text: "a/b", env: { A: "1", b: "2" } },
      { purpose: "setup", text: "a/b/c", env: {} },
      { purpose: "task", text: "echo", env: {} },
    ]);
  });
});

describe("a job of a plan", () => {
  test("has its name, its combination and its labels, as far as they are known", async () => {
    const plan = await planned({
      one: { name: "One ${{ github.workflow }}" },
      each: {
        name: "for ${{ matrix.n }}",
        "runs-on": ["self-hosted", "${{ matrix.os }}"],
        strategy: { matrix: { n: [1, 2], os: ["linux"] } },
      },
      list: { outputs: { os: output("os") } },
      late: {
        name: "${{ needs.list.outputs.os }}!",
        needs: ["list"],
        "runs-on": "${{ needs.list.outputs.os }}",
        environment: "production",
      },
    });
    const legs = plan.jobs.map(({ id, legs, notApplied, late, condition, needs }) => ({
      id,
      needs,
      notApplied,
      late,
      condition,
      legs: legs.map(({ steps: _, ...leg }) => leg),
    }));
    const usual = { needs: [], notApplied: [], late: undefined, condition: undefined };
    const label = ["ubuntu-latest"];
    expect(legs).toEqual([
      { ...usual, id: "one", legs: [{ name: "One ci", runsOn: label }] },
      {
        ...usual,
        id: "each",
        legs: [1, 2].map((n) => ({
          name: `for ${n}`,
          matrix: { n, os: "linux" },
          runsOn: ["self-hosted", "linux"],
        })),
      },
      { ...usual, id: "list", legs: [{ name: "list", runsOn: label }] },
      {
        ...usual,
        id: "late",
        needs: ["list"],
        notApplied: ["environment"],
        legs: [{ name: "${{ needs.list.outputs.os }}!", runsOn: [] }],
      },
    ]);
  });

  test("is late where other jobs put out its matrix, of which nothing is known then", async () => {
    const { jobs } = await planned({
      list: {},
      each: {
        needs: ["list"],
        strategy: { matrix: { n: "${{ fromJSON(needs.list.outputs.n) }}" } },
        steps: [command("echo", { env: { N: "${{ matrix.n }}" } })],
      },
    });
    expect(jobs[1]).toMatchObject({
      late: true,
      legs: [{ runsOn: [], steps: [{ env: { N: "${{ matrix.n }}" } }] }],
    });
    expect(jobs[0]).not.toHaveProperty("late");
  });

  test("comes when it could start, were every one to succeed", async () => {
    const { jobs } = await planned({
      last: { needs: ["second"] },
      second: { needs: ["first"] },
      first: {},
      other: {},
    });
    expect(jobs.map(({ id }) => id)).toEqual(["first", "other", "second", "last"]);
  });

  test("runs for another machine where that is asked for", async () => {
    const mac = { mac: { "runs-on": "macos-latest" }, after: { needs: ["mac"] } };
    const reasons = async (options: Partial<PlanOptions>): Promise<unknown> =>
      (await planned(mac, options)).jobs.map(({ legs }) => legs[0]?.notRun);
    expect(await reasons({})).toEqual(["elsewhere: macos-latest", undefined]);
    expect(await reasons({ allRunners: true })).toEqual([undefined, undefined]);
  });

  test("says which of several jobs elsewhere it rests on, and which artifact of theirs", async () => {
    const elsewhere: JobOptions = { "runs-on": "macos-latest", outputs: { x: output("x") } };
    const needs = ["mac", "other"];
    const { jobs } = await planned({
      mac: elsewhere,
      other: { ...elsewhere, steps: [command("true"), upload("app", "saved")] },
      reads: { needs, if: "${{ needs.other.outputs.x == '1' }}" },
      asks: { needs, if: "${{ needs.OTHER.result == 'success' }}" },
      takes: { needs, steps: [download({ name: "app" }, "got"), command("true")] },
    });
    expect(jobs.slice(2).map(({ legs }) => legs[0]?.notRun)).toEqual([
      "elsewhere: needs outputs of other",
      "elsewhere: needs the result of other",
      "elsewhere: needs the artifact app",
    ]);
  });

  test("does not run where a tool is another, if that counts", async () => {
    const node = {
      purpose: "setup",
      uses: "actions/setup-node@v7",
      with: { "node-version": "1" },
    } as const;
    const jobs = {
      old: { steps: [node, command("true")] },
      takes: { needs: ["old"], if: "${{ needs.old.result == 'success' }}" },
    };
    const reasons = async (strictTools: boolean): Promise<unknown> =>
      (await planned(jobs, { strictTools })).jobs.map(({ legs }) => legs[0]?.notRun);
    expect(await reasons(false)).toEqual([undefined, undefined]);
    expect(await reasons(true)).toEqual([
      expect.stringMatching(/^elsewhere: node 1 was asked for, here is /),
      "elsewhere: needs the result of old",
    ]);
  });
});

test("what is a secret is hidden wherever it comes from, and ids stay", async () => {
  const secret = "top-secret";
  const { jobs, inputs, ref, event } = await planned(
    {
      [secret]: {
        name: `Job ${secret}`,
        if: `\${{ github.workflow != '${secret}' }}`,
        strategy: { matrix: { n: [secret] } },
        steps: [command(`echo ${secret}`, { env: { A: secret, KEY: "${{ secrets.KEY }}" } })],
      },
    },
    { host: testHost({ KEY: secret }), inputs: { text: `a ${secret}` } },
    { on: { workflow_dispatch: { inputs: { text: {} } } } },
  );
  expect({ inputs, ref, event }).toEqual({
    inputs: { text: "a ***" },
    ref: "",
    event: "workflow_dispatch",
  });
  expect(jobs).toEqual([
    {
      id: secret,
      needs: [],
      condition: { expression: "github.workflow != '***'", value: "true" },
      notApplied: [],
      legs: [
        {
          name: "Job *** (***)",
          matrix: { n: "***" },
          runsOn: ["ubuntu-latest"],
          steps: [
            {
              purpose: "task",
              title: "echo ***",
              text: "echo ***",
              env: { A: "***", KEY: "${{ secrets.KEY }}" },
            },
          ],
        },
      ],
    },
  ]);
});
