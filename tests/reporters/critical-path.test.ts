import { expect, test } from "vitest";
import { criticalPath } from "../../src/reporters/critical-path.ts";

function job(id: string, durationMs: number, needs: string[] = [], name = id) {
  return { id, name, durationMs, needs };
}

test("the critical path is the longest chain of needs by time, not by count", () => {
  const jobs = [
    job("a", 10),
    job("b", 10, ["a"]),
    job("c", 10, ["b"]),
    job("slow", 50),
    job("end", 5, ["c", "slow"]),
  ];
  expect(criticalPath(jobs)).toEqual({ names: ["slow", "end"], durationMs: 55 });
});

test("it goes through the slowest combination of a matrix", () => {
  const jobs = [job("t", 10, [], "t (1)"), job("t", 20, [], "t (2)"), job("end", 1, ["t"])];
  expect(criticalPath(jobs).names).toEqual(["t (2)", "end"]);
});

test("it leaves out jobs that did not run, and ends for needs in a circle", () => {
  expect(criticalPath([job("a", 10), job("s", 0, ["a"]), job("b", 5, ["s"])]).names).toEqual([
    "a",
    "b",
  ]);
  expect(criticalPath([job("a", 1, ["b"]), job("b", 1, ["a"])]).durationMs).toBe(2);
  expect(criticalPath([])).toEqual({ names: [], durationMs: 0 });
});
