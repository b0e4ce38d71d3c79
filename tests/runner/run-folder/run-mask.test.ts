import { describe, expect, test } from "vitest";
import type { Event, JobRecord, RunRecord } from "../../../src/events/event.ts";
import { Masker } from "../../../src/process/masker.ts";
import { RunMask } from "../../../src/runner/run-folder/run-mask.ts";

function newMask(...values: readonly string[]): RunMask {
  const masker = new Masker();
  for (const value of values) masker.add(value);
  return new RunMask(masker);
}

const secret = "top-secret";
const path = ["ci", `job ${secret}`, `step ${secret}`];
const shownPath = ["ci", "job ***", "step ***"];
const texts = { a: `a ${secret}`, [secret]: "b" };
const shownTexts = { a: "a ***", [secret]: "b" };

const job: JobRecord = {
  id: secret,
  name: `job ${secret}`,
  needs: [secret],
  matrix: { n: secret, none: null, list: [1, secret, { deep: secret }] },
  result: "failure",
  reason: `since ${secret}`,
  notes: [`note ${secret}`],
  outputs: texts,
  artifacts: { a: `artifacts/${secret}` },
  durationMs: 1,
  steps: [{ name: `step ${secret}`, result: "failure", durationMs: 1, reason: secret }],
  log: `jobs/${secret}.log`,
};
const shownJob: JobRecord = {
  ...job,
  name: "job ***",
  matrix: { n: "***", none: null, list: [1, "***", { deep: "***" }] },
  reason: "since ***",
  notes: ["note ***"],
  steps: [{ name: "step ***", result: "failure", durationMs: 1, reason: "***" }],
  outputs: shownTexts,
};
const record: RunRecord = {
  id: secret,
  automation: secret,
  result: "failure",
  startedAt: "2026-01-01T00:00:00.000Z",
  durationMs: 1,
  inputs: { a: secret, b: true, c: 2 },
  event: "push",
  repository: `owner/${secret}`,
  ref: `refs/heads/${secret}`,
  sha: "0123",
  actor: secret,
  command: ["./run", "ci", `--var=A=${secret}`, "it's"],
  jobs: [job],
};
const shownRecord: RunRecord = {
  ...record,
  inputs: { a: "***", b: true, c: 2 },
  repository: "owner/***",
  ref: "refs/heads/***",
  actor: "***",
  command: ["./run", "ci", "--var=A=***", "it's"],
  jobs: [shownJob],
};

describe("data is hidden, and what programs know things by stays, in", () => {
  const planned = { id: secret, name: `job ${secret}`, needs: [secret] };
  const shownPlanned = { ...planned, name: "job ***" };
  const ended = { result: "failure", durationMs: 1 } as const;

  test.each<[said: Event, shown: Event]>([
    [
      { type: "line", path, stream: "stdout", text: `a ${secret}` },
      { type: "line", path: shownPath, stream: "stdout", text: "a ***" },
    ],
    [
      { type: "lines", path, stream: "stdout", bytes: Buffer.from(`a ${secret}\n`) },
      { type: "lines", path: shownPath, stream: "stdout", bytes: Buffer.from("a ***\n") },
    ],
    [
      { type: "unfinished-line", path, stream: "stderr", text: `a ${secret}?` },
      { type: "unfinished-line", path: shownPath, stream: "stderr", text: "a ***?" },
    ],
    [
      { type: "automation-started", path: ["ci"], jobs: [planned] },
      { type: "automation-started", path: ["ci"], jobs: [shownPlanned] },
    ],
    [
      { type: "job-expanded", path: ["ci"], id: secret, jobs: [planned] },
      { type: "job-expanded", path: ["ci"], id: secret, jobs: [shownPlanned] },
    ],
    [
      {
        type: "annotation",
        path,
        level: "error",
        message: secret,
        title: secret,
        file: secret,
        line: 1,
      },
      {
        type: "annotation",
        path: shownPath,
        level: "error",
        message: "***",
        title: "***",
        file: "***",
        line: 1,
      },
    ],
    [
      {
        type: "task-finished",
        path,
        ...ended,
        error: secret,
        place: secret,
        stack: secret,
        outputs: texts,
        artifacts: texts,
      },
      {
        type: "task-finished",
        path: shownPath,
        ...ended,
        error: "***",
        place: "***",
        stack: "***",
        outputs: shownTexts,
        artifacts: shownTexts,
      },
    ],
    [
      { type: "step-finished", path, ...ended, reason: secret },
      { type: "step-finished", path: shownPath, ...ended, reason: "***" },
    ],
    [
      { type: "mask", path, value: secret },
      { type: "mask", path: shownPath, value: secret },
    ],
    [
      { type: "run-finished", path: ["ci"], folder: `/runs/${secret}`, ...record },
      { type: "run-finished", path: ["ci"], folder: `/runs/${secret}`, ...shownRecord },
    ],
  ])("%j", (said, shown) => {
    expect(newMask(secret).event(said)).toEqual(shown);
  });

  test("a record, and nothing is put into it that it does not have", () => {
    const { matrix: _, reason: __, notes: ___, ...plain } = { ...job, name: "plain" };
    const mask = newMask(secret);
    expect(mask.record({ ...record, jobs: [job, plain] })).toEqual({
      ...shownRecord,
      jobs: [shownJob, { ...plain, outputs: shownTexts, steps: shownJob.steps }],
    });
    expect(Object.keys(mask.record({ ...record, jobs: [plain] }).jobs[0] ?? {}).sort()).toEqual(
      Object.keys(plain).sort(),
    );
  });
});

test("what of an unfinished line may be the beginning of a secret is not shown yet", () => {
  const mask = newMask(secret);
  const said = (text: string): Event => ({
    type: "unfinished-line",
    path: ["ci"],
    stream: "stdout",
    text,
  });
  expect(mask.event(said("a top-"))).toEqual(said("a "));
  expect(mask.event(said("top-"))).toBeUndefined();
});

test("names that become the same are told apart, each the same from first to last", () => {
  const mask = newMask("aaaa", "bbbb");
  const shown = (name: string): unknown =>
    mask.event({ type: "job-started", path: ["ci", `for ${name}`] })?.path[1];
  expect(["aaaa", "bbbb", "*** 2", "aaaa", "bbbb"].map(shown)).toEqual([
    "for ***",
    "for *** 2",
    "for *** 2 2",
    "for ***",
    "for *** 2",
  ]);
});

test("numbers and truth values that are secrets are hidden, too, and a text line by line", () => {
  const mask = newMask("12345", "true");
  expect(mask.values({ n: 12345, m: 1, t: true, f: false })).toEqual({
    n: "***",
    m: 1,
    t: "***",
    f: false,
  });
  expect(mask.eachLine("a 12345\nb\n")).toBe("a ***\nb\n");
});
