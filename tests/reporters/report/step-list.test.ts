/** The steps of jobs on the page of `--report`. */
import { expect, test } from "vitest";
import type { JobRecord, RunRecord } from "../../../src/events/event.ts";
import { renderReport } from "../../../src/reporters/report/render-report.ts";
import { RunView } from "../../../src/reporters/shown/run-view.ts";
import { stepRun } from "../step-run.ts";

const run = stepRun.find((event) => event.type === "run-finished");
if (run === undefined) throw new Error("the sample has no end");
const [job] = run.jobs;
if (job === undefined) throw new Error("the sample has no job");

function page(jobs: readonly JobRecord[] = [job as JobRecord]): string {
  const view = new RunView();
  for (const event of stepRun) view.apply(event);
  const record: RunRecord = { ...(run as RunRecord), jobs };
  return renderReport({ run: record, logs: new Map(), annotations: [], root: view.root });
}

/** The lists of steps, without tags. */
function steps(html: string): readonly string[] {
  const list = /<ol class="steps" aria-label="Steps">([^]*)<\/ol>/.exec(html)?.[1] ?? "";
  return list
    .split("<li")
    .slice(1)
    .map((item) =>
      `<li${item}`
        .replaceAll(/<\/p>|<p>/g, " ")
        .replaceAll(/<[^>]*>/g, "")
        .trim(),
    );
}

test("a job of steps has each of them, and what is below it, with result, time and reason", () => {
  expect(steps(page())).toEqual([
    "✓ Build success · 1.2s",
    "✓ compile success · 1.0s",
    "✓ node scripts/build.mjs --flag --flag --flag --flag --flag -… success · 0.3s",
    "! May fail failure tolerated · 0.1s the command ended with exit code 3",
    "– Only on a release skipped",
    "↗ codecov/codecov-action elsewhere left out on this machine",
    "✗ image failure · 0.2s lint found 3 problems\nin a.ts",
  ]);
  expect(page()).toContain('1.2s</span><ol class="steps"><li class="success">');
});

test("the page opens at the first step that failed, and leads to all that did", () => {
  const html = page([job, { ...job, id: "other", name: "other" }]);
  expect(html.match(/autofocus/g)).toHaveLength(1);
  expect(html).toContain('<li class="failure" id="job-1-failed" tabindex="-1" autofocus>');
  expect(html).toContain('<p>Failed: <a href="#job-1-failed">image › image</a></p>');
  expect(html).toContain('<p>Failed: <a href="#job-2-failed">other › image</a></p>');
});

test("a job of one step, or of an earlier run, has no list, or only what its record knows", () => {
  expect(steps(page([{ ...job, steps: job.steps.slice(0, 1) }]))).toEqual([]);
  expect(steps(page([{ ...job, name: "earlier" }]))).toHaveLength(6);
});

test("a title is text and nothing else", () => {
  const name = "</li><script>x</script>\u001B[2J\u202E";
  const html = page([{ ...job, steps: job.steps.map((step) => ({ ...step, name })) }]);
  expect(html).not.toContain("<script>");
  // oxlint-disable-next-line no-control-regex -- none may be left
  expect(html).not.toMatch(/[\u001B\u202E]/);
});
