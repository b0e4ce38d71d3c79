import { expect, test } from "vitest";
import type { JobRecord } from "../../src/events/event.ts";
import { differences, outcomeHere, outcomeOfAct } from "./outcome.ts";

const lines = (...entries: readonly object[]): string =>
  ["Error: not JSON", ...entries.map((entry) => JSON.stringify(entry))].join("\n");

test("act's log has results, outputs and what tasks printed", () => {
  const outcome = outcomeOfAct(
    lines(
      { level: "warning", msg: "no docker" },
      { jobID: "a", matrix: {}, raw_output: true, msg: 'RESULT text="x=1"\r\n' },
      { jobID: "a", matrix: {}, raw_output: true, msg: "something else\n" },
      { jobID: "a", matrix: {}, msg: "RESULT not=printed" },
      { jobID: "a", matrix: {}, command: "set-output", name: "one", arg: "two\nlines" },
      { jobID: "a", matrix: {}, command: "set-output", name: "none", arg: "" },
      { jobID: "a", matrix: {}, jobResult: "failure" },
    ),
  );
  expect(Object.fromEntries(outcome)).toEqual({
    "a printed text": '"x=1"',
    "a output one": "two\nlines",
    "a result": "failure",
  });
});

test("a combination fails by a step of its own only", () => {
  const outcome = outcomeOfAct(
    lines(
      { jobID: "a", matrix: { n: 2, m: "x" }, stepResult: "failure" },
      { jobID: "a", matrix: { n: 2, m: "x" }, jobResult: "failure" },
      { jobID: "a", matrix: { n: 1, m: "x" }, jobResult: "failure" },
    ),
  );
  expect(Object.fromEntries(outcome)).toEqual({
    'a m="x" n=2 result': "failure",
    'a m="x" n=1 result': "success",
  });
});

test("a run here has the same names, and what differs is listed", () => {
  const record: JobRecord = {
    id: "a",
    name: "a (1)",
    needs: [],
    matrix: { n: 1 },
    result: "success",
    outputs: { one: "1" },
    artifacts: {},
    durationMs: 1,
    steps: [],
    log: "jobs/a.0.log",
  };
  const here = outcomeHere([record], () => "first\nRESULT text=2\n");
  expect(Object.fromEntries(here)).toEqual({
    "a n=1 result": "success",
    "a n=1 output one": "1",
    "a n=1 printed text": "2",
  });
  const there = new Map([...here, ["a n=1 printed text", "3"], ["b result", "success"]]);
  expect(differences(here, there)).toEqual(["a n=1 printed text", "b result"]);
  expect(differences(here, here)).toEqual([]);
});
