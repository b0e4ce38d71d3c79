import { expect, test } from "vitest";
import type { JobFinished, JobRecord, RunFinished, TimedEvent } from "../../../src/events/event.ts";
import { endLines, remainingLines } from "../../../src/reporters/shown/run-end.ts";
import { RunView } from "../../../src/reporters/shown/run-view.ts";
import { heading } from "../../../src/reporters/shown/heading.ts";
import { createStyle } from "../../../src/reporters/shown/style.ts";
import { FakeOutput } from "../../support/terminal/fake-output.ts";
import { sampleRun } from "../sample-run.ts";

const style = createStyle(false);
const node = "node 24 was asked for, here is 20.20";
const go = "go 1.15 was asked for, here is 1.26";

function endOf(notesByJob: Readonly<Record<string, readonly string[]>>): {
  readonly view: RunView;
  readonly run: RunFinished;
} {
  const sample = sampleRun.find((event) => event.type === "run-finished");
  if (sample === undefined) throw new Error("the sample run does not end");
  const jobs = Object.entries(notesByJob).map(([name, notes]): JobRecord => {
    const { reason: _reason, ...job } = sample.jobs[0] as JobRecord;
    return { ...job, id: name, name, result: "success", notes };
  });
  const run: RunFinished = { ...sample, result: "success", jobs };
  const view = new RunView();
  view.apply({ type: "automation-started", time: 0, path: ["ci"], jobs: [] });
  for (const { name, notes = [] } of jobs) {
    const ended: JobFinished = {
      type: "job-finished",
      path: ["ci", name],
      result: "success",
      outputs: {},
      durationMs: 1500,
      notes,
      log: `/r/${name}.log`,
    };
    view.apply({ ...ended, time: 1 } satisfies TimedEvent);
  }
  view.apply({ ...run, time: 2 });
  return { view, run };
}

test("what several jobs differ in is said once at the end, with the names of three of them", () => {
  const { view, run } = endOf({ lint: [node], test: [node, go], build: [node], deploy: [node] });
  expect(remainingLines(view, style, new FakeOutput())).toEqual([`✓ test 1.5s ${go}`]);
  const host = { stdout: new FakeOutput() } as never;
  const lines = endLines(run, [], { style, host, verbose: false });
  expect(lines[1]).toBe(`! ${node}: lint, test, build and 1 more`);
  expect(lines).toHaveLength(3);
});

test("a job says only what none before it has said", () => {
  const { view } = endOf({ lint: [node], test: [node, go] });
  const headings = view.root?.children.map((job) => heading(job, { style, now: 0 }));
  expect(headings).toEqual([`✓ lint 1.5s ${node}`, `✓ test 1.5s ${go}`]);
});

test("a note does not read as the reason of a failure", () => {
  const failed: JobFinished = {
    type: "job-finished",
    path: ["ci", "lint"],
    result: "failure",
    reason: "`make lint` exited with code 2",
    outputs: {},
    durationMs: 1500,
    notes: [node],
    log: "/r/lint.log",
  };
  const view = new RunView();
  view.apply({ type: "automation-started", time: 0, path: ["ci"], jobs: [] });
  view.apply({ ...failed, time: 1 });
  const [job] = view.root?.children ?? [];
  if (job === undefined) throw new Error("there is no job");
  expect(heading(job, { style, now: 0 })).toBe(`✗ lint 1.5s ${failed.reason} (${node})`);
});
