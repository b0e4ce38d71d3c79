/** What failed, at the top of the page of `--report`. */
import { expect, test } from "vitest";
import type { Annotation } from "../../../../src/events/event.ts";
import { sampleRun } from "../../sample-run.ts";
import { stepRun } from "../../step-run.ts";
import { endOf, pageOf, sectionOf, textOf } from "../page-of.ts";

const lastLines = Array.from({ length: 30 }, (_, index) => `line ${index}`);

test("a failed job has its step, its reason, its annotations, its last lines, and a way to its log", () => {
  const lines = [...lastLines, "##[error]a.ts:3 expected 1", "\u001B[31mlast\u0007"];
  const logs = { "jobs/test.log": { lineCount: 1000, lastLines: lines } };
  const html = sectionOf(pageOf(sampleRun, { logs }), "failures");
  const text = textOf(html);
  expect(text).toContain(
    "1 failed job test (20) 1.0s Log of test (20) Job test (20) Failed at unit 1 test failed error a.ts:3 expected 1 980 lines before line 12 line 13",
  );
  expect(text).toMatch(/line 29 error: a\.ts:3 expected 1 last$/);
  expect(html).toContain('<span style="color:var(--c1)">last</span></pre>');
  expect(html).toContain('href="#job-2-log"');
});

test("the step of a job of steps leads to it", () => {
  const html = pageOf(stepRun);
  expect(sectionOf(html, "failures")).toContain('Failed at <a href="#job-1-failed">image</a>');
  expect(html.match(/<li class="failure" id="job-1-failed">/g)).toHaveLength(1);
});

test("a job that printed nothing has no last lines and no way to a log", () => {
  const logs = { "jobs/test.log": { lineCount: 0, lastLines: [] } };
  const html = sectionOf(pageOf(sampleRun, { logs }), "failures");
  expect(html).not.toMatch(/<pre|-log"/);
});

test("of many annotations those that matter most are shown, and of many failures the first", () => {
  const [, job] = endOf(sampleRun).jobs;
  if (job === undefined) throw new Error("the sample has no second job");
  const jobs = Array.from({ length: 7 }, (_, index) => ({
    ...job,
    id: `j${index}`,
    name: `j${index}`,
  }));
  const note = (level: Annotation["level"], count: number): Annotation[] =>
    Array.from({ length: count }, (_, index) => ({
      type: "annotation",
      path: ["ci", "j0"],
      level,
      message: `${level} ${index}`,
    }));
  const notes = [...note("notice", 8), ...note("error", 4)];
  const html = sectionOf(pageOf(sampleRun, { changes: { jobs }, notes }), "failures");
  const text = textOf(html);
  expect(text).toContain("7 failed jobs");
  expect(text).toMatch(/error 0 error error 1 .* notice notice 5 2 annotations more/);
  expect(text.indexOf("2 more failed jobs")).toBeGreaterThan(text.indexOf("Job j4"));
  expect(text.indexOf("2 more failed jobs")).toBeLessThan(text.indexOf("Job j5"));
});

test("where none failed, the jobs are shown that were stopped while they ran", () => {
  const [, job, waiting] = endOf(sampleRun).jobs;
  if (job === undefined || waiting === undefined) throw new Error("the sample has three jobs");
  const stopped = { result: "cancelled", reason: "timed out after 5 minutes" } as const;
  const jobs = [
    { ...job, ...stopped },
    { ...waiting, ...stopped },
  ];
  const text = textOf(sectionOf(pageOf(sampleRun, { changes: { jobs } }), "failures"));
  expect(text).toMatch(/^1 cancelled job test \(20\) .* timed out after 5 minutes/);
});

test("of a called workflow the job is shown that failed, and not again the job that called it", () => {
  const [, job] = endOf(sampleRun).jobs;
  if (job === undefined) throw new Error("the sample has no second job");
  const names = ["checks (a)", "checks (a) / unit", "checks (a) / unit / deep", "other"];
  const jobs = names.map((name) => ({ ...job, id: name, name }));
  const html = sectionOf(pageOf(sampleRun, { changes: { jobs } }), "failures");
  expect(textOf(html)).toContain("2 failed jobs and 2 jobs that called them");
  const titles = [...html.matchAll(/<h3[^>]*>(.*?)<\/h3>/g)].map(([, title]) => title);
  expect(titles).toEqual(["checks (a) / unit / deep", "other"]);
});
