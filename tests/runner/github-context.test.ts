import { describe, expect, test } from "vitest";
import { planWorkflow } from "../../src/runner/plan/plan-workflow.ts";
import { stepNames } from "../../src/runner/step/step-names.ts";
import type { WorkflowStep } from "../../src/model/workflow.ts";
import { command, workflowOf } from "./workflow-builders.ts";
import { project, runHere, testHost } from "./workflow-runs.ts";

function action(uses: string): WorkflowStep {
  return { purpose: "setup", uses };
}

function nameless(run = "true"): WorkflowStep {
  return { purpose: "task", run };
}

// ConvertToSteps in https://github.com/actions/runner/blob/main/src/Sdk/WorkflowParser/Conversion/WorkflowTemplateConverter.cs
describe("a step is called", () => {
  test("by its id, and without one by what it does, with a counter", () => {
    const names = stepNames([
      action("actions/checkout@v7"),
      nameless(),
      command("true", { id: "build" }),
      nameless(),
      action("actions/checkout@v6"),
      action("owner/repo.name/sub/folder@main"),
      action("./.github/actions/own"),
      action("$/.github/actions/own"),
      action("docker://alpine:3.20"),
    ]);
    expect(names).toEqual([
      "__actions_checkout",
      "__run",
      "build",
      "__run_2",
      "__actions_checkout_2",
      "__owner_repo_name",
      "__self",
      "__selfRepository",
      "__alpine_3_20",
    ]);
  });

  test("so in GITHUB_ACTION and github.action, which no variable changes", async () => {
    const { log } = await runHere(
      workflowOf({
        a: {
          env: { GITHUB_ACTION: "other" },
          steps: [
            action("actions/checkout@v7"),
            command("echo $GITHUB_ACTION $A", { id: "one", env: { A: "${{ github.action }}" } }),
            nameless("echo $GITHUB_ACTION"),
            nameless("echo $GITHUB_ACTION"),
          ],
        },
      }),
    );
    expect(log("a")).toBe("one one\n__run\n__run_2\n");
  });

  // ExecutionContext.SetOutput in https://github.com/actions/runner/blob/main/src/Runner.Worker/ExecutionContext.cs
  test("and one without an id is not among `steps`", async () => {
    const { log } = await runHere(
      workflowOf({
        a: {
          steps: [
            nameless("echo v=1 >> $GITHUB_OUTPUT"),
            nameless("echo w=1 >> $GITHUB_OUTPUT"),
            command("echo $STEPS", { env: { STEPS: "${{ toJSON(steps) }}" } }),
          ],
        },
      }),
    );
    expect(log("a")).toBe("{}\n");
  });
});

// https://docs.github.com/en/actions/reference/workflows-and-actions/contexts#github-context
describe("github.token", () => {
  const workflow = workflowOf({
    a: {
      name: "A[${{ github.token }}]",
      steps: [
        command('echo "$ONE $TWO $THREE" | tr s S', {
          env: {
            ONE: "${{ github.token }}",
            TWO: "${{ secrets.GITHUB_TOKEN }}",
            THREE: "${{ github['TOKEN'] }}",
          },
        }),
        command('echo "$ONE"', { id: "two", env: { ONE: "${{ github.token }}" } }),
      ],
    },
  });
  const host = testHost({ GITHUB_TOKEN: "ghs_secret" });

  test("is secrets.GITHUB_TOKEN within a job, and masked", async () => {
    const { log } = await runHere(workflow, { host });
    expect(log("A[]")).toBe("ghS_Secret ghS_Secret ghS_Secret\n***\n");
  });

  test("is empty where there is none", async () => {
    const { log } = await runHere(workflow, { host: testHost() });
    expect(log("A[]")).toBe("  \n\n");
  });

  test("is not shown in a plan", async () => {
    const plan = await planWorkflow(workflow, { root: project(), host });
    expect(plan.jobs[0]?.legs[0]?.steps[0]?.env).toEqual({
      ONE: "${{ github.token }}",
      TWO: "${{ secrets.GITHUB_TOKEN }}",
      THREE: "${{ github['TOKEN'] }}",
    });
  });
});

// https://docs.github.com/en/actions/reference/security/secrets#naming-your-secrets
test("a secret is found however its name is written, and only where an expression reads it", async () => {
  const { log } = await runHere(
    workflowOf({
      a: {
        steps: [
          command('echo "$A|$B" | tr s S', {
            env: { A: "${{ secrets.deploy_key }}", B: "${{ 'secrets.HOME' }}" },
          }),
          command('echo "at $HOME"', { id: "two" }),
        ],
      },
    }),
    { host: testHost({ DEPLOY_KEY: "sesame" }) },
  );
  expect(log("a")).toBe(`SeSame|SecretS.HOME\nat ${process.env["HOME"]}\n`);
});

// CaseSensitiveDictionaryContextData in
// https://github.com/actions/runner/blob/main/src/Runner.Worker/ExecutionContext.cs
test("the names of variables in the env context are told apart by their case, as on Linux and macOS", async () => {
  const { log } = await runHere(
    workflowOf({
      a: {
        env: { Name: "1" },
        steps: [
          command("echo '[${{ env.Name }}][${{ env.NAME }}][${{ ENV[format('na{0}', 'me')] }}]'", {
            env: { NAME: "own" },
          }),
          command("echo other=2 >> $GITHUB_ENV"),
          command("echo '[${{ env.other }}][${{ env.Other }}]'", { id: "last" }),
        ],
      },
    }),
  );
  expect(log("a").split("\n")).toEqual(expect.arrayContaining(["[1][own][]", "[2][]"]));
});

// StepsRunner.cs in https://github.com/actions/runner/tree/main/src/Runner.Worker
test("a step's own variables are in its env context, and are evaluated before its condition", async () => {
  const { log, job } = await runHere(
    workflowOf({
      a: {
        env: { X: "job" },
        steps: [
          command("echo ran ${{ env.X }} $Y", {
            if: "${{ env.X == 'step' }}",
            env: { X: "step", Y: "${{ env.X }}" },
          }),
          command("echo never", { id: "b", if: "${{ env.X == 'step' }}" }),
        ],
      },
      fails: {
        steps: [
          command("true", { if: "${{ false }}", env: { X: "${{ fromJSON('') }}" } }),
          command("echo never", { id: "b" }),
        ],
      },
    }),
  );
  expect(log("a")).toContain("ran step job");
  expect(log("a")).not.toContain("never");
  expect(job("fails").result).toBe("failure");
  expect(log("fails")).not.toContain("never");
});

// https://docs.github.com/en/actions/reference/workflows-and-actions/contexts#github-context
test("github.workflow is the title, github.workflow_ref the file, and run.json names the command", async () => {
  const text = "${{ github.workflow }} ${{ github.workflow_ref }}";
  const steps = [command("echo $A; echo $GITHUB_WORKFLOW", { env: { A: text } })];
  const titled = { name: "Deploy Docs", command: "docs", file: "pages.yml" };
  const { log, record } = await runHere(workflowOf({ a: { steps } }, titled));
  expect(log("a")).toMatch(/^Deploy Docs .*\/\.github\/workflows\/pages\.yml@/);
  expect(log("a")).toContain("\nDeploy Docs\n");
  expect(record.automation).toBe("docs");
});
