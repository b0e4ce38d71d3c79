import { describe, expect, test } from "vitest";
import type { Event } from "../../../src/events/event.ts";
import { mostLines, RunView } from "../../../src/reporters/shown/run-view.ts";

function viewOf(...events: Event[]): RunView {
  const view = new RunView();
  for (const [index, event] of events.entries()) view.apply({ ...event, time: index });
  return view;
}

const planned: Event = {
  type: "automation-started",
  path: ["ci"],
  jobs: [{ id: "a", name: "a", needs: [] }],
};
const finished = { outputs: {}, artifacts: {}, durationMs: 1 };

describe("RunView", () => {
  test("lets a job run on after its task, and remembers why that failed", () => {
    const view = viewOf(
      planned,
      { type: "job-started", path: ["ci", "a"] },
      { type: "task-started", path: ["ci", "a"] },
      { type: "task-finished", path: ["ci", "a"], result: "failure", error: "bad", ...finished },
    );
    expect(view.find(["ci", "a"])).toMatchObject({ state: "running", reason: "bad", startedAt: 1 });
  });

  test("puts the combinations of a matrix in the place of the job that stood for them", () => {
    const job = (id: string, name = id) => ({ id, name, needs: [] });
    const view = viewOf(
      { ...planned, jobs: [job("a"), job("b"), job("c")] },
      { type: "job-expanded", path: ["ci"], id: "b", jobs: [job("b", "b (1)"), job("b", "b (2)")] },
      { type: "job-started", path: ["ci", "b (2)"] },
    );
    expect(view.root?.children.map(({ name, state }) => [name, state])).toEqual([
      ["a", "waiting"],
      ["b (1)", "waiting"],
      ["b (2)", "running"],
      ["c", "waiting"],
    ]);
  });

  test("keeps several calls of one task apart", () => {
    const start: Event = { type: "task-started", path: ["t", "x"] };
    const end: Event = { type: "task-finished", path: ["t", "x"], result: "success", ...finished };
    const view = viewOf({ type: "task-started", path: ["t"] }, start, start, end, start);
    expect(view.root?.children.map(({ state }) => state)).toEqual([
      "success",
      "running",
      "running",
    ]);
  });

  test("sees which siblings ran at the same time", () => {
    const view = viewOf(
      { type: "task-started", path: ["t"] },
      { type: "step-started", path: ["t", "first"] },
      { type: "step-finished", path: ["t", "first"], result: "success", durationMs: 1 },
      { type: "task-started", path: ["t", "a"] },
      { type: "task-started", path: ["t", "b"] },
    );
    expect(view.root?.children.map(({ parallel }) => parallel)).toEqual([false, true, true]);
  });

  test("ends what was running in a job that was cancelled", () => {
    const view = viewOf(
      planned,
      { type: "job-started", path: ["ci", "a"] },
      { type: "task-started", path: ["ci", "a", "unit"] },
      {
        type: "job-finished",
        path: ["ci", "a"],
        result: "cancelled",
        outputs: {},
        durationMs: 5,
        log: "l",
      },
    );
    expect(view.find(["ci", "a", "unit"])?.state).toBe("cancelled");
  });

  test("stays small, however much is printed and called", () => {
    const view = viewOf(planned, { type: "job-started", path: ["ci", "a"] });
    const text = "x".repeat(100_000);
    for (let time = 0; time < 2000; time += 1) {
      const path = ["ci", "a", `step ${time}`];
      view.apply({ type: "step-started", path, time });
      view.apply({ type: "line", path, stream: "stdout", text, time });
      view.apply({ type: "step-finished", path, result: "success", durationMs: 1, time });
      view.apply({ type: "annotation", path, level: "warning", message: "m", time });
    }
    const job = view.find(["ci", "a"]);
    expect(job).toMatchObject({ lineCount: 4000, dropCount: 1800, annotations: { warning: 2000 } });
    expect(job?.output.list()).toHaveLength(mostLines);
    const from = ["step 1999"];
    expect(job?.output.list().slice(-2)).toEqual([
      { from, text: text.slice(0, 4096) },
      { from, text: "warning: m" },
    ]);
    expect(view.annotations).toHaveLength(100);
  });
});
