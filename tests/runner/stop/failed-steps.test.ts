/** What a run does at a step that has failed, by what a person answers. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { command, upload, workflowOf } from "../workflow-builders.ts";
import { commitAll, project, runHere, testHost } from "../workflow-runs.ts";
import type { StopAnswer } from "../../../src/runner/stop/step-stops.ts";
import { answers, untilAborted } from "./scripted-stops.ts";

const own = { purpose: "other" } as const;

test("is not asked where nothing fails, or where nobody asked to stop at failures", async () => {
  const stops = answers([]);
  expect((await runHere(workflowOf({ good: { run: "true" } }), { stops })).results).toEqual({
    good: "success",
  });
  const others = answers([], { atFailures: false });
  expect((await runHere(workflowOf({ bad: { run: "false" } }), { stops: others })).results).toEqual(
    { bad: "failure" },
  );
});

test("is told the job, the step, the command, the variables by name, the folder and the log", async () => {
  const stops = answers(["go on"]);
  const steps = [
    command("echo FROM_STEP=1 >> $GITHUB_ENV; echo /added >> $GITHUB_PATH", own),
    command("cd .; exit 3 # ${{ env.OWN }}", {
      ...own,
      id: "unit",
      name: "unit tests",
      env: { OWN: "hunter2" },
      "working-directory": "sub",
    }),
  ];
  const root = project({ "sub/file": "" });
  const ran = await runHere(
    workflowOf(
      { test: { steps, env: { OF_JOB: "1" } } },
      { env: { OF_ALL: "${{ secrets.ALL }}" } },
    ),
    { root, stops, host: testHost({ ALL: "hunter2" }) },
  );
  expect(ran.results).toEqual({ test: "failure" });
  expect(stops.stops).toEqual([
    {
      kind: "failed",
      path: ["ci", "test", "unit tests"],
      reason: "the command ended with exit code 3",
      command: "cd .; exit 3 # ***",
      variables: ["FROM_STEP", "OF_ALL", "OF_JOB", "OWN", "PATH"],
      folder: path.join(root, "sub"),
      log: path.join(ran.folder, "jobs/test.log"),
      environment: expect.any(Function),
      masker: expect.anything(),
    },
  ]);
});

test("finds the step's environment, with what earlier steps added to it", async () => {
  let environment: Readonly<Record<string, string | undefined>> = {};
  const stops = answers([
    (stop) => {
      environment = stop.environment();
      return "go on";
    },
  ]);
  const steps = [
    command("echo FROM_STEP=1 >> $GITHUB_ENV; echo /added >> $GITHUB_PATH", own),
    command("env > seen; exit 1", { ...own, id: "bad", env: { OWN: "2" } }),
  ];
  const root = project();
  await runHere(workflowOf({ test: { steps } }), { root, stops });
  expect(environment).toMatchObject({ FROM_STEP: "1", OWN: "2", CI: "true" });
  expect(environment["PATH"]).toMatch(/^\/added:/);
  expect(environment).not.toHaveProperty("RECOMPOSE_EVENTS");
});

test("runs the step again, with what was changed, and without what the failed try left", async () => {
  const root = project({
    script: "echo LEFT=1 >> $GITHUB_ENV; echo bad >> $GITHUB_STEP_SUMMARY; exit 4",
  });
  const stops = answers([
    () => {
      writeFileSync(path.join(root, "script"), "exit 5");
      return "run";
    },
    () => {
      writeFileSync(path.join(root, "script"), "echo good >> $GITHUB_STEP_SUMMARY");
      return "run";
    },
  ]);
  const steps = [
    command("sh ./script", { ...own, id: "again" }),
    command('echo "left: $LEFT"', { ...own, id: "next" }),
  ];
  const ran = await runHere(workflowOf({ test: { steps } }), { root, stops });
  expect(ran.job("test")).toMatchObject({ result: "success", exitCode: 0 });
  expect(ran.job("test").steps.map(({ result }) => result)).toEqual(["success", "success"]);
  expect(ran.log("test")).toBe(
    [
      "run again after: the command ended with exit code 4",
      "run again after: the command ended with exit code 5",
      "left: ",
      "",
    ].join("\n"),
  );
  expect(stops.stops.map(({ reason }) => reason)).toEqual([
    "the command ended with exit code 4",
    "the command ended with exit code 5",
  ]);
});

test("ends what the failed try left running, and not what earlier steps did", async () => {
  const root = project();
  const stops = answers(["run", "go on"]);
  const steps = [
    command("sleep 60 & echo $! > first", { ...own, id: "first" }),
    command(
      "if [ -e pid ]; then kill -0 $(cat first) && ! ps -o args= -p $(cat pid) | grep -q 60 && touch right; else sleep 60 & echo $! > pid; fi; exit 1",
      { ...own, id: "second" },
    ),
    command("test -e right", { ...own, id: "third", if: "${{ always() }}" }),
  ];
  const ran = await runHere(workflowOf({ test: { steps } }), { root, stops });
  expect(ran.job("test").steps.at(-1)?.result).toBe("success");
});

test("goes on as if the step had succeeded, and says so of the job", async () => {
  const root = project();
  commitAll(root);
  const steps = [
    command("echo value=1 >> $GITHUB_OUTPUT; exit 3", { ...own, id: "bad", name: "bad one" }),
    command("echo ${{ steps.bad.outcome }} ${{ steps.bad.conclusion }} ${{ job.status }}", {
      ...own,
      id: "seen",
    }),
  ];
  const workflow = workflowOf({
    test: { steps, outputs: { value: "${{ steps.bad.outputs.value }}" } },
    after: { needs: ["test"] },
  });
  const ran = await runHere(workflow, { root, stops: answers(["succeed"]) });
  expect(ran.record.result).toBe("success");
  expect(ran.results).toEqual({ test: "success", after: "success" });
  expect(ran.log("test")).toContain("success success success");
  const text = "bad one failed, and counts as a success: the command ended with exit code 3";
  expect(ran.job("test")).toMatchObject({
    notes: [text],
    ignored: [text],
    exitCode: 0,
    outputs: { value: "1" },
  });
  expect(ran.job("test").steps[0]).toMatchObject({
    result: "success",
    outcome: "failure",
    reason: "the command ended with exit code 3",
  });
  // It has not done what it was to do, so it is not kept.
  const resumed = await runHere(workflow, { root, resume: true });
  expect(resumed.results).toMatchObject({ test: "failure" });
});

test("stops neither at a step with continue-on-error nor within such an action, but in a job that has it", async () => {
  const action = `runs:
  using: composite
  steps:
    - run: exit 1
      shell: sh
`;
  const root = project({ "act/action.yml": action });
  const tolerated = { "continue-on-error": true };
  const steps = [
    command("exit 1", { ...own, ...tolerated }),
    { purpose: "other", uses: "./act", ...tolerated } as const,
  ];
  const workflow = workflowOf({ steps: { steps }, job: { run: "exit 1", ...tolerated } });
  const stops = answers(["go on"]);
  const ran = await runHere(workflow, { root, stops });
  expect(stops.stops.map((stop) => stop.path)).toEqual([["ci", "job"]]);
  expect(ran.record.result).toBe("success");
});

test("stops once, within an action, where one of its steps fails", async () => {
  const action = `runs:
  using: composite
  steps:
    - name: inner
      run: test -e fixed
      shell: sh
    - run: echo done
      shell: sh
`;
  const root = project({ "act/action.yml": action });
  const workflow = workflowOf({
    test: { steps: [command("true", own), { purpose: "other", name: "outer", uses: "./act" }] },
  });
  const stops = answers(["go on"]);
  expect((await runHere(workflow, { root, stops })).results).toEqual({ test: "failure" });
  expect(stops.stops.map((stop) => stop.path)).toEqual([["ci", "test", "outer", "inner"]]);
  const fixed = answers([
    () => {
      writeFileSync(path.join(root, "fixed"), "");
      return "run";
    },
  ]);
  expect((await runHere(workflow, { root, stops: fixed })).results).toEqual({ test: "success" });
});

test("stops at an action that itself cannot run, and at an upload that finds nothing", async () => {
  const root = project({ "act/action.yml": "name: nothing" });
  const steps = [
    { purpose: "other", uses: "./act" } as const,
    { ...upload("a", "nothing"), purpose: "other", if: "${{ always() }}" } as const,
  ];
  const stops = answers(["go on", "go on"]);
  await runHere(workflowOf({ test: { steps } }), { root, stops });
  expect(stops.stops.map(({ command: text }) => text)).toEqual([undefined, undefined]);
});

test("a job that waits gives its place to another", async () => {
  let sawOther: () => void = () => {};
  const otherRan = new Promise<void>((resolve) => (sawOther = resolve));
  const stops = answers([
    async (): Promise<StopAnswer> => {
      await otherRan;
      return "succeed";
    },
  ]);
  const ran = await runHere(workflowOf({ bad: { run: "exit 1" }, other: { run: "true" } }), {
    jobs: 1,
    stops,
    sink: (event) => {
      if (event.type === "job-finished" && event.path.at(-1) === "other") sawOther();
    },
  });
  expect(ran.results).toEqual({ bad: "success", other: "success" });
});

test("the time of a job and of a step stands still while it waits", async () => {
  const wait = (): Promise<"run"> =>
    new Promise((resolve) => setTimeout(() => resolve("run"), 3500));
  const root = project();
  const steps = [
    command("if [ -e tried ]; then exit 0; fi; touch tried; exit 1", { "timeout-minutes": 0.05 }),
  ];
  const workflow = workflowOf({ test: { steps, "timeout-minutes": 0.05 } });
  const ran = await runHere(workflow, { root, stops: answers([wait]) });
  expect(ran.results).toEqual({ test: "success" });
});

test("where the run is cancelled it goes on as failed, with the steps that always run, and stops no more", async () => {
  const controller = new AbortController();
  const stops = answers([
    (stop, signal) => {
      setTimeout(() => controller.abort());
      return untilAborted(stop, signal);
    },
  ]);
  const steps = [
    command("exit 1", { ...own, id: "bad" }),
    command("exit 2", { ...own, id: "cleanup", if: "${{ always() }}" }),
  ];
  const workflow = workflowOf({
    test: { steps },
    always: { if: "${{ always() }}", run: "exit 1" },
  });
  const ran = await runHere(workflow, { stops, jobs: 1, signal: controller.signal });
  expect(ran.results).toMatchObject({ test: "cancelled: the run was cancelled" });
  expect(ran.job("test").steps.map(({ result }) => result)).toEqual(["failure", "failure"]);
});

test("the other combinations of a matrix run on until one has failed for good", async () => {
  const stops = answers([
    // Both wait; the first answer ends the second stop.
    () => new Promise((resolve) => setTimeout(() => resolve("go on"), 50)),
    untilAborted,
  ]);
  const workflow = workflowOf({
    test: { run: "exit 1", strategy: { matrix: { node: ["20", "22"] } } },
  });
  const ran = await runHere(workflow, { stops });
  expect(Object.values(ran.results).sort()).toEqual([
    "cancelled: fail-fast: another combination failed",
    "failure",
  ]);
});

test("a job of a called workflow that always runs stops no more when the run was cancelled", async () => {
  const controller = new AbortController();
  const stops = answers([
    (stop, signal) => {
      setTimeout(() => controller.abort());
      return untilAborted(stop, signal);
    },
  ]);
  const called = workflowOf(
    {
      first: {
        steps: [command("exit 1", own), command("exit 2", { ...own, if: "${{ always() }}" })],
      },
      last: { needs: ["first"], if: "${{ always() }}", run: "exit 3" },
    },
    { on: { workflow_call: null } },
  );
  const caller = {
    steps: [],
    uses: "./.github/workflows/called.yml",
    called,
    if: "${{ always() }}",
  };
  await runHere(workflowOf({ caller }), { stops, signal: controller.signal });
  expect(stops.stops.map((stop) => stop.path[1])).toEqual(["caller / first"]);
});
