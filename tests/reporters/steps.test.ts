/** A job of steps, as each reporter shows it. */
import { describe, expect, test } from "vitest";
import type { RunFinished, StepRecord, TimedEvent } from "../../src/events/event.ts";
import { createReporter, type ReporterMode } from "../../src/reporters/create-reporter.ts";
import { drawFinalTree } from "../../src/reporters/shown/job-tree.ts";
import { runSummary } from "../../src/reporters/shown/markdown-summary.ts";
import { RunView } from "../../src/reporters/shown/run-view.ts";
import { createStyle } from "../../src/reporters/shown/style.ts";
import { FakeOutput } from "../support/terminal/fake-output.ts";
import { stepRun } from "./step-run.ts";

const title = "node scripts/build.mjs --flag --flag --flag --flag --flag -…";

function reported(mode: ReporterMode, events: readonly TimedEvent[] = stepRun): string {
  const stdout = new FakeOutput();
  const reporter = createReporter(
    { stdout, now: () => 3000 },
    { target: "automation", mode, color: false, debug: false },
  );
  for (const event of events) reporter.report(event);
  reporter.end();
  return stdout.text;
}

function tree(events: readonly TimedEvent[], columns = 100): string {
  const view = new RunView();
  for (const event of events) view.apply(event);
  return drawFinalTree(view, { style: createStyle(false), columns, now: 0 }).join("\n");
}

/** The end of the sample with other steps. */
function runWith(steps: readonly StepRecord[]): RunFinished {
  const run = stepRun.find((event) => event.type === "run-finished");
  if (run === undefined) throw new Error("the sample has no end");
  return { ...run, jobs: run.jobs.map((job) => ({ ...job, steps })) };
}

describe("a job of steps", () => {
  test("has a line for the end of each step in plain output", () => {
    expect(reported("plain")).toBe(`▶ image
image › Build › compile │ compiling
✓ image › Build › compile 1.0s
✓ image › Build 1.2s
✓ image › ${title} 0.3s
! image › May fail 0.1s failure tolerated: the command ended with exit code 3
– image › Only on a release skipped
↗ image › codecov/codecov-action left out on this machine
✗ image › image 0.2s lint found 3 problems
✗ image 2.0s image: lint found 3 problems in a.ts
  ╰ /r/image.log

✗ ci: 1 failed in 2.0s
`);
  });

  test("names a step in GitHub's log when it starts and when it ends, or once if it does not run", () => {
    expect(reported("github").split("::endgroup::")[0]).toBe(`::group::image
▶ Build
Build │ ▶ compile
Build › compile │ compiling
Build │ ✓ compile 1.0s
✓ Build 1.2s
▶ ${title}
✓ ${title} 0.3s
▶ May fail
! May fail 0.1s failure tolerated: the command ended with exit code 3
– Only on a release skipped
↗ codecov/codecov-action left out on this machine
▶ image
✗ image 0.2s lint found 3 problems
`);
  });

  test("has its steps below it in a tree", () => {
    expect(tree(stepRun)).toBe(`✗ ci 2.0s
└─ ✗ image 2.0s image: lint found 3 problems in a.ts
   ├─ ✓ Build 1.2s
   │  └─ ✓ compile 1.0s
   ├─ ✓ ${title} 0.3s
   ├─ ! May fail 0.1s failure tolerated: the command ended with exit code 3
   ├─ – Only on a release skipped
   ├─ ↗ codecov/codecov-action left out on this machine
   └─ ✗ image 0.2s lint found 3 problems`);
  });

  test("has an open table of its steps in the summary", () => {
    const run = stepRun.find((event) => event.type === "run-finished");
    expect(run && runSummary(run, [])).toContain(`
<details open><summary>✗ image: 6 steps, 1 failed, 1 failed and tolerated, 1 skipped, 1 not run here</summary>

| Step | Result | Time | Why |
| --- | --- | --- | --- |
| Build | ✓ success | 1.2s |  |
| ${title} | ✓ success | 0.3s |  |
| May fail | ! failure tolerated | 0.1s | the command ended with exit code 3 |
| Only on a release | – skipped |  |  |
| codecov/codecov-action | ↗ elsewhere |  | left out on this machine |
| image | ✗ failure | 0.2s | lint found 3 problems<br>in a.ts |

</details>
`);
  });
});

describe("a thousand steps", () => {
  const titles = Array.from({ length: 1000 }, (_, index) => `step ${index}`);

  test("leave room for the one that failed, in the tree", () => {
    const events = titles.flatMap((step): readonly TimedEvent[] => {
      const path = ["ci", "image", step];
      const result = step === "step 900" ? "failure" : "success";
      return [
        { type: "step-started", time: 0, path },
        { type: "step-finished", time: 0, path, result, durationMs: 1 },
      ];
    });
    const lines = tree([...stepRun.slice(0, 2), ...events, ...stepRun.slice(-2)]).split("\n");
    expect(lines.length).toBeLessThan(30);
    expect(lines.filter((line) => line.includes("✗ step 900"))).toHaveLength(1);
    expect(lines.at(-1)).toContain("… 980 more");
  });

  test("leave room for the one that failed, in the summary", () => {
    const steps = titles.map((name, index) => ({
      name,
      result: index === 3 ? ("failure" as const) : ("success" as const),
      durationMs: 1,
    }));
    const summary = runSummary(runWith(steps), []);
    expect(summary.match(/^\| step /gm)).toHaveLength(100);
    expect(summary).toContain("| step 3 | ✗ failure |");
    expect(summary).toContain("\n… 900 steps more\n");
  });
});

test("two steps of one title are two lines, also where the second does not run", () => {
  const path = ["ci", "image", "Build"];
  const events: readonly TimedEvent[] = [
    { type: "step-started", time: 0, path },
    { type: "step-finished", time: 0, path, result: "success", durationMs: 100 },
    { type: "step-finished", time: 0, path, result: "skipped", durationMs: 0 },
  ];
  const text = tree([...stepRun.slice(0, 2), ...events, ...stepRun.slice(-2)]);
  expect(text).toContain("✓ Build 0.1s");
  expect(text).toContain("– Build skipped");
});

test("a title in a summary has no effect as Markdown or HTML", () => {
  const name = "</summary>\n\n| a | <b>*x*</b>\u001B[2J";
  const run = runWith(
    [name, "b"].map((step) => ({ name: step, result: "success", durationMs: 1 })),
  );
  const jobs = run.jobs.map((job) => ({ ...job, name }));
  const summary = runSummary({ ...run, jobs }, []);
  expect(summary.replaceAll("<br>", "").match(/<[^>]*>/g)).toEqual([
    "<details open>",
    "<summary>",
    "</summary>",
    "</details>",
  ]);
  expect(summary).toContain(
    "<summary>✗ &lt;/summary&gt; | a | &lt;b&gt;*x*&lt;/b&gt;: 2 steps</summary>",
  );
  expect(summary).toContain(String.raw`| &lt;/summary&gt; \| a \| &lt;b&gt;\*x\*&lt;/b&gt; |`);
});
