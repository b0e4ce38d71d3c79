import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";
import { killProcesses } from "../../src/host/processes/running-processes.ts";
import { workflowOf } from "./workflow-builders.ts";
import { project, runHere, temporaryFolders } from "./workflow-runs.ts";
import { signalling } from "../support/terminal/signalling.ts";

/** Aborts when a job has printed a line. */
function abortAt(line: string): {
  readonly signal: AbortSignal;
  readonly sink: (event: { type: string; text?: string }) => void;
} {
  const controller = new AbortController();
  return {
    signal: controller.signal,
    sink: (event) => {
      if (event.type === "line" && event.text === line) controller.abort("SIGINT");
    },
  };
}

async function isRunning(pid: number): Promise<boolean> {
  const { stdout } = await execa("ps", ["-o", "stat=", "-p", String(pid)], { reject: false });
  return stdout.trim() !== "" && !stdout.trim().startsWith("Z");
}

function pidIn(root: string, file: string): number {
  return Number(readFileSync(path.join(root, file), "utf8"));
}

test(
  "a cancelled run ends whole process trees, and runs what is to run always",
  signalling,
  async () => {
    const root = project();
    const { results, record, log } = await runHere(
      workflowOf({
        polite: {
          run: "trap 'echo bye; exit 0' INT; sh -c 'echo $$ > child; sleep 60' & while ! test -s child; do :; done; echo ready; wait",
        },
        next: { needs: ["polite"] },
        cleanup: { needs: ["polite"], if: "${{ always() }}", run: "echo clean" },
      }),
      { root, ...abortAt("ready") },
    );
    expect(results).toEqual({
      polite: "cancelled: the run was cancelled",
      next: "skipped: the run was cancelled",
      cleanup: "success",
    });
    expect(record.result).toBe("cancelled");
    expect(log("polite")).toContain("bye\n");
    expect(log("cleanup")).toBe("clean\n");
    await expect.poll(() => isRunning(pidIn(root, "child"))).toBe(false);
    expect(temporaryFolders()).toEqual([]);
  },
);

test("what ignores the signals is killed, also in a session of its own", signalling, async () => {
  const root = project();
  const { results } = await runHere(
    workflowOf({
      stubborn: {
        run: "trap '' INT TERM; setsid sh -c 'trap \"\" INT TERM; echo $$ > child; while :; do sleep 1; done' & while ! test -s child; do :; done; echo ready; while :; do sleep 1; done",
      },
    }),
    { root, ...abortAt("ready") },
  );
  expect(results).toEqual({ stubborn: "cancelled: the run was cancelled" });
  await expect.poll(() => isRunning(pidIn(root, "child"))).toBe(false);
});

test("steps with always() run after their job was cancelled", signalling, async () => {
  const { log } = await runHere(
    workflowOf({
      a: {
        steps: [
          { purpose: "task", id: "one", run: "echo ready; sleep 60" },
          { purpose: "task", id: "two", run: "echo two" },
          { purpose: "task", id: "three", if: "${{ always() }}", run: "echo three" },
          {
            purpose: "task",
            id: "four",
            if: "${{ cancelled() }}",
            env: { O: "${{ steps.one.outcome }}" },
            run: "echo four $O",
          },
        ],
      },
    }),
    abortAt("ready"),
  );
  expect(log("a")).toBe("ready\nthree\nfour cancelled\nthe run was cancelled\n");
});

test("a run that is ended at once leaves no process and no folder", signalling, async () => {
  const root = project();
  const { results } = await runHere(
    workflowOf({
      a: { run: "trap '' INT TERM; echo $$ > pid; echo ready; while :; do sleep 1; done" },
    }),
    {
      root,
      sink: (event) => {
        if (event.type === "line" && event.text === "ready") killProcesses();
      },
    },
  );
  expect(results).toEqual({ a: "failure" });
  await expect.poll(() => isRunning(pidIn(root, "pid"))).toBe(false);
  expect(temporaryFolders()).toEqual([]);
  expect(existsSync(path.join(root, ".recompose/runs/latest/run.json"))).toBe(true);
});
