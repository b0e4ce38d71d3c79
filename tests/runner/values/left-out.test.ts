/** Steps that this machine leaves out, and jobs of which nothing else is left. */
import { describe, expect, test } from "vitest";
import { planLines } from "../../../src/runner/plan/plan-lines.ts";
import { planWorkflow } from "../../../src/runner/plan/plan-workflow.ts";
import type { WorkflowStep } from "../../../src/model/workflow.ts";
import { command, download, upload, workflowOf } from "../workflow-builders.ts";
import { project, runHere, testHost } from "../workflow-runs.ts";

const checkout: WorkflowStep = { purpose: "setup", uses: "actions/checkout@v7" };
const login: WorkflowStep = { purpose: "setup", uses: "docker/login-action@v4" };
const install: WorkflowStep = {
  purpose: "setup",
  name: "Install",
  run: 'npm ci && echo "A=1" >> "$GITHUB_ENV"',
};

describe("a job's log", () => {
  test("names the actions and commands that were left out, and what the commands would have set", async () => {
    const { log, events, results } = await runHere(
      workflowOf({ a: { steps: [checkout, login, install, command('echo "A is $A"')] } }),
    );
    const lines = [
      "left out on this machine: docker/login-action",
      "left out on this machine: Install, with what it writes to GITHUB_ENV",
      "A is ",
    ];
    expect(log("a").trimEnd().split("\n")).toEqual(lines.map((line) => line.trimEnd()));
    const shown = events.flatMap((event) => (event.type === "line" ? [event.text] : []));
    expect(shown).toEqual(lines);
    expect(results).toEqual({ a: "success" });
  });

  test("names none that would not have run", async () => {
    const { log } = await runHere(
      workflowOf({
        a: { steps: [{ ...login, if: "${{ runner.os == 'Windows' }}" }, command("true")] },
      }),
    );
    expect(log("a")).toBe("");
  });
});

test("a step that is left out, and would not have run, was skipped to those behind it", async () => {
  const { log } = await runHere(
    workflowOf({
      a: {
        steps: [
          { ...login, id: "login", if: "${{ runner.os == 'Windows' }}" },
          command("echo $OUTCOME [$OUTPUTS]", {
            env: {
              OUTCOME: "${{ steps.login.outcome }}, ${{ steps.login.conclusion }}",
              OUTPUTS: "${{ steps.login.outputs.registry }}",
            },
          }),
        ],
      },
    }),
  );
  expect(log("a")).toBe("skipped, skipped []\n");
});

describe("a job of which nothing runs here", () => {
  const actions = workflowOf({
    lock: { steps: [{ purpose: "task", uses: "dessant/lock-threads@v6" }] },
    next: { needs: ["lock"] },
  });

  test("is elsewhere, and what needs only that it is done proceeds", async () => {
    const { results, record } = await runHere(actions);
    expect(results).toEqual({
      lock: "elsewhere: elsewhere: nothing of it runs on this machine: dessant/lock-threads",
      next: "success",
    });
    expect(record.result).toBe("success");
  });

  test("is planned as one that does not run", async () => {
    const plan = await planWorkflow(actions, { root: project(), host: testHost() });
    expect(planLines(plan)).toContain(
      "  does not run: elsewhere: nothing of it runs on this machine: dessant/lock-threads",
    );
  });

  test("is elsewhere, too, where its task is skipped, with what it would have uploaded", async () => {
    const { results } = await runHere(
      workflowOf({
        a: {
          steps: [
            checkout,
            login,
            command("false", { if: "${{ github.actor == 'nobody' }}" }),
            { ...upload("app", "saved"), if: "${{ github.actor == 'nobody' }}" },
          ],
        },
        takes: { needs: ["a"], steps: [download({ name: "app" }, "got")] },
      }),
    );
    expect(results).toEqual({
      a: "elsewhere: elsewhere: nothing of it runs on this machine: actions/checkout, docker/login-action",
      takes: "elsewhere: elsewhere: needs the artifact app",
    });
  });

  test("is none where nothing of it was left out", async () => {
    const { results } = await runHere(
      workflowOf({ a: { steps: [command("false", { if: "${{ github.actor == 'nobody' }}" })] } }),
    );
    expect(results).toEqual({ a: "success" });
  });

  test("is one that failed where a condition cannot be computed", async () => {
    const { results } = await runHere(
      workflowOf({
        a: { steps: [login, command("true", { if: "${{ fromJSON('') }}" })] },
      }),
    );
    expect(results).toEqual({ a: "failure" });
  });
});
