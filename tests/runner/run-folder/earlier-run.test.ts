/** Which run `--resume` goes on with, and why it refuses to. */
import { describe, expect, test } from "vitest";
import type { JobRecord, LocalResult, RunRecord } from "../../../src/events/event.ts";
import { UsageError } from "../../../src/problems/usage-error.ts";
import { type EarlierRun, findEarlierRun } from "../../../src/runner/run-folder/resume.ts";
import { stateFile, type RunState } from "../../../src/runner/run-folder/run-state.ts";
import { workflowOf } from "../workflow-builders.ts";
import { project } from "../workflow-runs.ts";

const state: RunState = {
  workflow: workflowOf({ a: {}, b: { run: "echo b" } }),
  inputs: { skip: true },
  eventName: "push",
  ref: "refs/heads/main",
  vars: { A: "1" },
  uploads: {},
};
const ids = ["a", "b"];
const runId = "20260102T000000000-0f9a";

function job(id: string, result: LocalResult): JobRecord {
  const log = `jobs/${id}.log`;
  const rest = { outputs: {}, artifacts: {}, durationMs: 1, log };
  return { id, name: id, needs: [], steps: [], result, ...rest };
}

function recordOf(jobs: readonly JobRecord[], rest: Partial<RunRecord> = {}): RunRecord {
  const startedAt = "2026-01-02T00:00:00.000Z";
  const [result, event] = ["failure", "push"] as const;
  return {
    id: runId,
    automation: "ci",
    result,
    startedAt,
    durationMs: 1,
    inputs: {},
    event,
    jobs,
    ...rest,
  };
}

const failed = recordOf([job("a", "success"), job("b", "failure")]);

/** A project whose runs left this. */
function after(runs: Readonly<Record<string, Readonly<Record<string, unknown>>>>): string {
  return project(
    Object.fromEntries(
      Object.entries(runs).flatMap(([id, files]) =>
        Object.entries(files).map(([name, content]) => [
          `.recompose/runs/${id}/${name}.json`,
          JSON.stringify(content),
        ]),
      ),
    ),
  );
}

function found(
  record: RunRecord,
  now: Partial<RunState> = {},
  only: readonly string[] = ids,
): EarlierRun {
  const root = after({ [runId]: { run: record, state: stateFile(state) } });
  return findEarlierRun(root, { ...state, ...now }, only);
}

function refusal(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof UsageError) return [error.message, ...error.hints].join("\n");
    throw error;
  }
  return "none";
}

const advice = "leave out --resume to run all jobs";

describe("the run that is resumed", () => {
  const kept = { run: failed, state: { ...stateFile(state), uploads: { x: "wheel" } } };

  test("is the latest one of the automation, with what it uploaded", () => {
    const other = { run: { ...failed, automation: "other" }, state: stateFile(state) };
    const root = after({
      "20260101T000000000-0f9a": { run: { ...failed, id: "older" }, state: stateFile(state) },
      [runId]: kept,
      "20260103T000000000-0f9a": other,
      "20260104T000000000-0f9a": {},
    });
    expect(findEarlierRun(root, state, ids)).toEqual({
      record: failed,
      folder: `${root}/.recompose/runs/${runId}`,
      uploads: { x: "wheel" },
    });
  });

  test.each<[string, Readonly<Record<string, Readonly<Record<string, unknown>>>>]>([
    ["where nothing has run", {}],
    ["where only others have", { [runId]: { ...kept, run: { ...failed, automation: "other" } } }],
    ["where the latest did not come to its state", { [runId]: { run: failed } }],
  ])("is none %s", (_where, runs) => {
    const message = refusal(() => findEarlierRun(after(runs), state, ids));
    expect(message).toBe(`there is no earlier run of "ci" to resume.\n${advice}`);
  });
});

describe("what is another than then is named:", () => {
  const { workflow } = state;
  const jobs = (others: Parameters<typeof workflowOf>[0]): Partial<RunState> => ({
    workflow: workflowOf({ a: {}, b: { run: "echo b" }, ...others }),
  });
  test.each<[string, Partial<RunState>, readonly string[]]>([
    ['since then the job "b" changed', jobs({ b: { run: "echo" } }), ids],
    ['since then the jobs "a" and "b" changed', jobs({ a: { run: "x" }, b: { run: "x" } }), ids],
    ['since then the job "c" changed', jobs({ c: {} }), [...ids, "c"]],
    ['since then the job "b" changed', { workflow: workflowOf({ a: {} }) }, ["a"]],
    [
      'since then the job "constructor" changed',
      jobs({ constructor: {} }),
      [...ids, "constructor"],
    ],
    ["the workflow changed since then", { workflow: { ...workflow, env: { X: 1 } } }, ids],
    ["it had other inputs", { inputs: { skip: false } }, ids],
    ["it was for the event push", { eventName: "release" }, ids],
    ["it was for refs/heads/main", { ref: "refs/heads/topic" }, ids],
    ["it had other variables", { vars: {} }, ids],
  ])("%s", (change, now, only) => {
    const message = refusal(() => found(failed, now, only));
    expect(message).toBe(`the run ${runId} cannot be resumed: ${change}.\n${advice}`);
  });

  test("and what is not to run may be another", () => {
    expect(found(failed, jobs({ a: { run: "other" }, c: {} }), ["b"]).record).toEqual(failed);
  });
});

describe("a run is resumed", () => {
  test.each<[string, RunRecord, readonly string[]]>([
    ["where a job failed", failed, ids],
    ["where one was cancelled", recordOf([job("a", "success"), job("b", "cancelled")]), ids],
    [
      "where one of several combinations failed",
      recordOf([job("a", "success"), job("b", "failure"), job("b", "success")]),
      ids,
    ],
    ["where a job was left out", recordOf([job("a", "success")], { result: "success" }), ids],
    ["for the job that failed", failed, ["b"]],
  ])("%s", (_where, record, only) => {
    expect(found(record, {}, only).record).toEqual(record);
  });
});

describe("nothing is left to resume", () => {
  test.each<[string, RunRecord, readonly string[], string]>([
    [
      "of a run that succeeded, a failure that it allowed included",
      recordOf([job("a", "success"), job("b", "failure")], { result: "success" }),
      ids,
      `the run ${runId} succeeded`,
    ],
    [
      "of a run without a failure",
      recordOf([job("a", "skipped"), job("b", "elsewhere")], { result: "elsewhere" }),
      ids,
      `no job of the run ${runId} failed`,
    ],
    ["of a job that succeeded", failed, ["a"], `"a" did not fail in the run ${runId}`],
  ])("%s", (_where, record, only, reason) => {
    const message = refusal(() => found(record, {}, only));
    expect(message).toBe(`${reason}: nothing is left to resume.\n${advice}`);
  });
});
