import { expect, test } from "vitest";
import { criticalPath } from "../../../src/reporters/shown/critical-path.ts";

const runStart = Date.UTC(2026, 10, 28);

/** A job that ran from one millisecond of the run to another. */
function job(id: string, [start, end]: [number, number], needs: string[] = [], name = id) {
  const startedAt = new Date(runStart + start).toISOString();
  return { id, name, needs, startedAt, durationMs: end - start };
}

function pathOf(jobs: Parameters<typeof criticalPath>[0]["jobs"]) {
  return criticalPath({ startedAt: new Date(runStart).toISOString(), jobs });
}

test("the critical path leads back from the job that ended last, each to the end that it waited for", () => {
  const jobs = [
    job("a", [0, 10]),
    job("b", [10, 20], ["a"]),
    job("c", [20, 30], ["b"]),
    job("slow", [0, 50]),
    job("end", [50, 55], ["c", "slow"]),
  ];
  expect(pathOf(jobs)).toEqual({ names: ["slow", "end"], durationMs: 55 });
});

test("it goes through the slowest combination of a matrix", () => {
  const jobs = [
    job("t", [0, 10], [], "t (1)"),
    job("t", [0, 20], [], "t (2)"),
    job("end", [21, 22], ["t"]),
  ];
  expect(pathOf(jobs).names).toEqual(["t (2)", "end"]);
});

test("a job that waited for a free slot has the one before it that left it", () => {
  const jobs = [job("one", [0, 30]), job("two", [30, 40]), job("three", [41, 90])];
  expect(pathOf(jobs)).toEqual({ names: ["one", "two", "three"], durationMs: 90 });
});

test("of two that ended at once, the one that is needed counts", () => {
  const jobs = [job("other", [0, 10]), job("need", [0, 10]), job("end", [10, 20], ["need"])];
  expect(pathOf(jobs).names).toEqual(["need", "end"]);
});

test("it leaves out jobs that did not run, and those kept from an earlier run", () => {
  const skipped = { id: "s", name: "s", needs: ["a"], durationMs: 0 };
  const kept = job("kept", [-90, -10]);
  expect(pathOf([job("a", [0, 10]), skipped, kept, job("b", [10, 15], ["s"])]).names).toEqual([
    "a",
    "b",
  ]);
});

test("it ends for jobs that took no time, and is empty where none ran", () => {
  expect(pathOf([job("a", [0, 0], ["b"]), job("b", [0, 0], ["a"])]).names).toHaveLength(2);
  expect(pathOf([])).toEqual({ names: [], durationMs: 0 });
});
