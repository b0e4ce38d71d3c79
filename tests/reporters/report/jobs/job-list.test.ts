/** The list of jobs on the page of `--report`. */
import { expect, test } from "vitest";
import type { JobRecord } from "../../../../src/events/event.ts";
import { sampleRun } from "../../sample-run.ts";
import { endOf, pageOf, sectionOf, textOf } from "../page-of.ts";

const run = endOf(sampleRun);
const [build, test20, deploy] = run.jobs;
if (build === undefined || test20 === undefined || deploy === undefined) {
  throw new Error("the sample has three jobs");
}

/** What is seen of each job before it is opened. */
function closed(html: string): readonly string[] {
  return [...sectionOf(html, "jobs").matchAll(/<details[^>]*><summary>[^]*?<\/summary>/g)]
    .map(([summary]) => textOf(summary))
    .filter((text) => !text.startsWith("Log"));
}

test("a job says why it failed or did not run before it is opened", () => {
  const jobs: readonly JobRecord[] = [
    { ...build, notes: ["node 26 was asked for, here is 20.20"] },
    test20,
    { ...deploy, reason: "needs test failed\nand more" },
    { ...deploy, id: "mac", name: "mac", result: "elsewhere", reason: "elsewhere: macos-latest" },
    {
      ...build,
      id: "late",
      name: "late",
      result: "cancelled",
      reason: "timed out after 5 minutes",
    },
  ];
  expect(closed(pageOf(sampleRun, { changes: { jobs } }))).toEqual([
    "build succeeded node 26 was asked for, here is 20.20 2.0s",
    "test (20) failed 1 test failed 1 error 1.0s",
    "deploy skipped needs test failed and more",
    "mac elsewhere macos-latest",
    "late cancelled timed out after 5 minutes 2.0s",
  ]);
});

test("the combinations of a matrix are in one part, with counts, that is open where one failed", () => {
  const combinations = (results: readonly JobRecord["result"][]): JobRecord[] =>
    results.map((result, index) => ({ ...test20, name: `test (${index})`, result }));
  const page = (results: readonly JobRecord["result"][]): string =>
    pageOf(sampleRun, { changes: { jobs: [build, ...combinations(results)] } });
  const failed = page(["success", "failure", "success"]);
  expect(closed(failed)[1]).toBe("test 3 combinations 1 failed 2 succeeded");
  expect(failed).toContain('<li class="group failure"><details open>');
  expect(page(["success", "skipped"])).toContain('<li class="group success"><details>');
  expect(failed.match(/data-name="test \(\d\)" data-result="\w+"/g)).toHaveLength(3);
});

test("a job leads to what it needs and to what needs it, also as a matrix", () => {
  const jobs = [build, test20, { ...test20, name: "test (22)" }, deploy];
  const html = sectionOf(pageOf(sampleRun, { changes: { jobs } }), "jobs");
  const body = (id: string): string => {
    const from = html.slice(html.indexOf(`<div class="body" id="${id}"`));
    return from.slice(0, from.indexOf("</dl>"));
  };
  expect(textOf(body("job-1"))).toContain("Needed by test failed");
  expect(body("job-1")).toContain('href="#jobs-2"');
  expect(html).toContain('id="jobs-2"');
  expect(textOf(body("job-2"))).toMatch(/node 20 Needs build succeeded Needed by deploy skipped$/);
  expect(body("job-4")).toContain('href="#jobs-2"');
});

test("a job has its reason, notes, outputs, artifacts, and its log with the file of it", () => {
  const jobs: readonly JobRecord[] = [
    {
      ...test20,
      reason: "1 test failed\nin a.ts",
      notes: ["a note"],
      exitCode: 3,
      outputs: { v: "1.0" },
      artifacts: { wheel: "artifacts/test/wheel" },
    },
  ];
  const logs = { "jobs/test.log": { lineCount: 5000, firstLine: 4001, lastLines: ["x"] } };
  const html = sectionOf(pageOf(sampleRun, { changes: { jobs, folder: "/r" }, logs }), "jobs");
  expect(textOf(html)).toContain(
    "Result failed Started 2.0s into the run Took 1.0s Exit code 3 node 20 1 test failed in a.ts a note error a.ts:3 expected 1 Steps unit failed 0.4s 1 test failed Outputs v 1.0 Artifacts wheel artifacts/test/wheel Log of test (20) 5,000 lines The page has the end of it, from line 4,001 on. In /r/jobs/test.log",
  );
});

test("says so where nothing was printed, and nothing where no log is left", () => {
  const logs = { "jobs/build.log": { lineCount: 0, lastLines: [] } };
  expect(pageOf(sampleRun, { logs })).toContain("It printed nothing.");
  expect(pageOf(sampleRun)).not.toMatch(/class="log"|printed nothing/);
});

test("a job kept from an earlier run did not start in this one", () => {
  const jobs = [{ ...build, startedAt: "2025-12-31T00:00:00.000Z" }];
  expect(textOf(pageOf(sampleRun, { changes: { jobs } }))).not.toContain("into the run");
});
