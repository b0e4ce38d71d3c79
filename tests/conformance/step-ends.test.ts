/** Steps that are ended: by their own time, and by the end of the run. */
import { expect, test } from "vitest";
import { workflowOf } from "../runner/workflow-builders.ts";
import { runHere } from "../runner/workflow-runs.ts";
import { always, saying, step } from "./step-cases.ts";

// https://github.com/actions/runner/blob/main/src/Runner.Worker/StepsRunner.cs
test("a step that takes too long is gone with all that it started, when the next one runs", async () => {
  const slow = step('sleep 60 & echo "CHILD=$!" >> "$GITHUB_ENV"; wait', {
    id: "slow",
    "timeout-minutes": 0.01,
  });
  // One that ended may be a zombie, where nobody asks for its exit code.
  const look = step(
    'case "$(ps -o stat= -p "$CHILD")" in ""|Z*) echo "> gone";; *) echo "> there";; esac',
    always,
  );
  const { job, log } = await runHere(workflowOf({ a: { steps: [slow, look] } }));
  expect(log("a")).toContain("> gone\n");
  expect(job("a")).toMatchObject({ result: "failure" });
  expect(job("a").steps.map(({ result }) => result)).toEqual(["failure", "success"]);
});

// https://github.com/actions/runner/blob/main/src/Runner.Sdk/ProcessInvoker.cs (ExecuteAsync)
test("a step that takes too long has failed, also where it ends by itself with exit code 0", async () => {
  const server = step("trap 'exit 0' INT TERM; sleep 5 & wait", { "timeout-minutes": 0.01 });
  const { job, log } = await runHere(workflowOf({ a: { steps: [server, saying("no")] } }));
  expect(log("a")).not.toContain("> no\n");
  expect(job("a")).toMatchObject({ result: "failure" });
  expect(job("a").reason).toContain("timed out after");
});

test("a step behind a cancellation has its own time, and may fail", async () => {
  const cancel = new AbortController();
  const workflow = workflowOf({
    a: {
      steps: [
        step('echo "> started"; sleep 60'),
        step("sleep 60", { ...always, id: "slow", "timeout-minutes": 0.01 }),
        step("exit 1", { ...always, id: "wrong", "continue-on-error": true }),
        saying("$O", {
          ...always,
          env: {
            O: "${{ steps.slow.outcome }} ${{ steps.wrong.outcome }} ${{ steps.wrong.conclusion }}",
          },
        }),
      ],
    },
  });
  const { job, log } = await runHere(workflow, {
    signal: cancel.signal,
    sink(event) {
      if (event.type === "line" && event.text.includes("> started")) cancel.abort();
    },
  });
  expect(log("a")).toContain("> failure failure success\n");
  expect(job("a").result).toBe("cancelled");
});

// https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#cancelled
test("behind a cancellation run the steps that ask for it", async () => {
  const cancel = new AbortController();
  const workflow = workflowOf({
    a: {
      steps: [
        step('echo "> started"; sleep 60', { id: "slow", "continue-on-error": true }),
        saying("no"),
        saying("no failure", { if: "${{ failure() }}" }),
        saying("cancelled", { if: "${{ cancelled() }}" }),
        saying("$O", { ...always, env: { O: "${{ steps.slow.outcome }} ${{ job.status }}" } }),
      ],
    },
  });
  const { job, log } = await runHere(workflow, {
    signal: cancel.signal,
    sink(event) {
      if (event.type === "line" && event.text.includes("> started")) cancel.abort();
    },
  });
  expect([...log("a").matchAll(/^> (.*)$/gm)].map(([, text]) => text)).toEqual([
    "started",
    "cancelled",
    "cancelled cancelled",
  ]);
  expect(job("a").result).toBe("cancelled");
});
