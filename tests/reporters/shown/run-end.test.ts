/** What a run on a terminal says when it has ended, beside what failed. */
import { expect, test } from "vitest";
import type { JobFinished, TimedEvent } from "../../../src/events/event.ts";
import { remainingLines } from "../../../src/reporters/shown/run-end.ts";
import { RunView } from "../../../src/reporters/shown/run-view.ts";
import { FakeOutput } from "../../support/terminal/fake-output.ts";
import { createStyle } from "../../../src/reporters/shown/style.ts";

function ended(name: string, end: Partial<JobFinished>): TimedEvent {
  const result = end.result ?? "success";
  const rest = { outputs: {}, durationMs: 1500, log: `/r/${name}.log`, ...end, result };
  return { type: "job-finished", time: 2, path: ["ci", name], ...rest };
}

function remaining(events: readonly TimedEvent[]): readonly string[] {
  const view = new RunView();
  const started: TimedEvent = { type: "automation-started", time: 0, path: ["ci"], jobs: [] };
  for (const event of [started, ...events]) view.apply(event);
  return remainingLines(view, createStyle(false), new FakeOutput());
}

function annotation(name: string, level: "error" | "warning" | "notice"): TimedEvent {
  return { type: "annotation", time: 1, path: ["ci", name], level, message: `of ${name}` };
}

test("jobs that only passed, and those whose last lines were printed, are not named", () => {
  const failed = ended("test", { result: "failure", reason: "1 test failed" });
  const late = ended("slow", { result: "cancelled", reason: "timed out after 5 minutes" });
  expect(remaining([ended("lint", {}), failed, late])).toEqual([]);
});

test("jobs that did not run for the same reason stand in one line", () => {
  const skipped = { result: "skipped", reason: "needs test failed", durationMs: 0 } as const;
  const elsewhere = { result: "elsewhere", reason: "elsewhere: windows-latest" } as const;
  const stopped = { result: "cancelled", reason: "SIGINT" } as const;
  expect(
    remaining([
      ended("deploy", skipped),
      ended("windows", elsewhere),
      ended("announce", skipped),
      ended("image", { ...skipped, reason: "if: false is false" }),
      ended("windows (arm)", elsewhere),
      ended("unit", stopped),
      ended("types", stopped),
    ]),
  ).toEqual([
    "– deploy, announce skipped: needs test failed",
    "↗ windows, windows (arm) elsewhere: windows-latest",
    "– image skipped: if: false is false",
    "■ unit, types cancelled: SIGINT",
  ]);
});

test("a job that passed is named where it differed from GitHub, or tolerated a failure", () => {
  const step: TimedEvent = {
    type: "step-finished",
    time: 1,
    path: ["ci", "image", "lint"],
    result: "success",
    outcome: "failure",
    durationMs: 400,
  };
  expect(
    remaining([ended("build", { notes: ["uv 0.9 was asked for"] }), step, ended("image", {})]),
  ).toEqual([
    "✓ build 1.5s uv 0.9 was asked for",
    "✓ image 1.5s",
    "  ! lint 0.4s failure tolerated",
  ]);
});

test("annotations are listed, but for those among the last lines of a job that failed", () => {
  const failed = ended("test", { result: "failure" });
  const passed = ["notice", "warning"].map((level) => annotation("lint", level as "warning"));
  const most = Array.from({ length: 12 }, (_, index) => annotation(`job-${index}`, "error"));
  expect(remaining([annotation("test", "error"), failed, ...passed, ended("lint", {})])).toEqual([
    "warning  lint  of lint",
  ]);
  expect(remaining(most).slice(-2)).toEqual(["error  job-9  of job-9", "… 2 annotations more"]);
});
