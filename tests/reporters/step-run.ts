import type { JobRecord, StepFinished, StepRecord, TimedEvent } from "../../src/events/event.ts";
import { linesOf } from "../../src/process/line-bytes.ts";

const job = ["ci", "image"];

function started(title: string, ...below: readonly string[]): TimedEvent {
  return { type: "step-started", time: 0, path: [...job, title, ...below] };
}

function finished(
  path: readonly string[],
  end: Omit<StepFinished, "type" | "path">,
): TimedEvent & StepFinished {
  return { type: "step-finished", time: 0, path: [...job, ...path], ...end };
}

const longTitle = `node scripts/build.mjs ${"--flag ".repeat(20)}`;

const ends = [
  finished(["Build"], { result: "success", durationMs: 1200 }),
  finished([longTitle], { result: "success", durationMs: 300 }),
  finished(["May fail"], {
    result: "success",
    outcome: "failure",
    reason: "the command ended with exit code 3",
    durationMs: 100,
  }),
  finished(["Only on a release"], { result: "skipped", durationMs: 0 }),
  finished(["codecov/codecov-action"], {
    result: "elsewhere",
    reason: "left out on this machine",
    durationMs: 0,
  }),
  finished(["image"], {
    result: "failure",
    reason: "lint found 3 problems\nin a.ts",
    durationMs: 200,
  }),
] as const;
const [build, long, tolerated, skipped, leftOut, failed] = ends;

const steps = ends.map(({ path, result, outcome, reason, durationMs }): StepRecord => {
  return { name: path[2] ?? "", result, outcome, reason, durationMs };
});

const record: JobRecord = {
  id: "image",
  name: "image",
  needs: [],
  steps,
  result: "failure",
  reason: "image: lint found 3 problems\nin a.ts",
  outputs: {},
  artifacts: {},
  startedAt: "1970-01-01T00:00:00.000Z",
  durationMs: 2000,
  log: "jobs/image.log",
};

/** A job of steps: one of them has the name of the job, one a long title, one a step below it. */
export const stepRun: readonly TimedEvent[] = [
  {
    type: "automation-started",
    time: 0,
    path: ["ci"],
    jobs: [{ id: "image", name: "image", needs: [] }],
  },
  { type: "job-started", time: 0, path: job },
  started("Build"),
  started("Build", "compile"),
  {
    type: "lines",
    time: 0,
    path: [...job, "Build", "compile"],
    stream: "stdout",
    bytes: linesOf("compiling"),
  },
  finished(["Build", "compile"], { result: "success", durationMs: 1000 }),
  build,
  started(longTitle),
  long,
  started("May fail"),
  tolerated,
  skipped,
  leftOut,
  started("image"),
  failed,
  {
    type: "job-finished",
    time: 2000,
    path: job,
    result: "failure",
    reason: record.reason,
    outputs: {},
    durationMs: 2000,
    log: "/r/image.log",
  },
  {
    type: "run-finished",
    time: 2000,
    path: ["ci"],
    id: "r",
    automation: "ci",
    result: "failure",
    startedAt: "1970-01-01T00:00:00.000Z",
    durationMs: 2000,
    inputs: {},
    event: "push",
    jobs: [record],
    folder: "/r",
  },
];
