import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Annotation, RunRecord } from "../../../src/events/event.ts";
import {
  longestReportLog,
  renderReport,
  type ReportLog,
} from "../../../src/reporters/report/render-report.ts";
import { cases } from "../../support/cases.ts";
import { sampleRun } from "../sample-run.ts";

const run = sampleRun.find((event) => event.type === "run-finished");
if (run === undefined) throw new Error("the sample has no end");
const annotations = sampleRun.filter((event) => event.type === "annotation");

function render(
  changes: Partial<RunRecord> = {},
  logs: Readonly<Record<string, ReportLog>> = {},
  notes: readonly Annotation[] = annotations,
): string {
  return renderReport({
    run: { ...(run as RunRecord), ...changes },
    logs: new Map(Object.entries(logs)),
    annotations: notes,
  });
}

describe("renderReport", () => {
  test("has a place for each job that graph and timeline lead to, with its result and annotations", () => {
    const html = render({}, { "jobs/test.log": { text: "one\ntwo\n" } });
    expect(html.match(/<rect class="node \w+"/g)).toEqual([
      '<rect class="node success"',
      '<rect class="node failure"',
      '<rect class="node skipped"',
    ]);
    // The graph has all jobs, the timeline those that ran.
    expect(html.match(/href="#job-2"/g)).toHaveLength(2);
    expect(html.match(/href="#job-3"/g)).toHaveLength(1);
    expect(html.match(/id="job-\d"/g)).toEqual(['id="job-1"', 'id="job-2"', 'id="job-3"']);
    expect(html).toContain('<details class="failure" open>');
    expect(html).toContain("<strong>error · a.ts:3</strong> expected 1");
    expect(html).toContain(">one\ntwo</pre>");
  });

  test("says below a job why, and how it was not as on GitHub", () => {
    const notes = ["node 26 was asked for, here is 20.20"];
    const jobs = (run as RunRecord).jobs.map((job) => ({ ...job, notes }));
    expect(render({ jobs })).toContain(
      "<p>1 test failed</p><p>node 26 was asked for, here is 20.20</p>",
    );
  });

  test("draws what a job needs left of it, with a line between", () => {
    const html = render();
    const lefts = [...html.matchAll(/<rect class="node \w+" x="(\d+)/g)].map(([, x]) => Number(x));
    expect(lefts).toEqual(lefts.toSorted((a, b) => a - b));
    expect(new Set(lefts).size).toBe(3);
    expect(html.match(/<path class="edge/g)).toHaveLength(2);
    expect(html.match(/<path class="edge critical/g)).toHaveLength(1);
  });

  test("shows nothing as markup that a run brought along", () => {
    const evil = `"><script>alert(1)</script>`;
    const job = {
      ...run.jobs[1],
      id: evil,
      name: evil,
      reason: evil,
      notes: [evil],
      log: evil,
      outputs: { [evil]: evil },
    };
    const html = render(
      {
        automation: evil,
        event: evil,
        id: evil,
        inputs: { [evil]: evil },
        jobs: [job] as RunRecord["jobs"],
      },
      { [evil]: { text: `\u001B[31m${evil}`, omittedBytes: 1 } },
      [
        {
          type: "annotation",
          path: ["ci", evil],
          level: "error",
          message: evil,
          title: evil,
          file: evil,
        },
      ],
    );
    expect(html).not.toContain("<script");
    expect(html).not.toContain(evil);
    expect(html.split("&lt;script&gt;").length).toBeGreaterThan(10);
  });

  test("lets no text become a tag or an attribute, or turn the direction", () => {
    const parts = fc.constantFrom(
      '"',
      "'",
      "<",
      ">",
      "&",
      "<script>",
      " onload=x",
      "\u202E",
      "\u001B[31m",
      "a",
    );
    const shape = (html: string): string => [...html.matchAll(/<[^>]*>/g)].length.toString();
    fc.assert(
      fc.property(fc.array(parts, { minLength: 1, maxLength: 8 }), (pieces) => {
        const page = (text: string): string =>
          render(
            {
              jobs: (run as RunRecord).jobs.map((job) => ({
                ...job,
                reason: text,
                notes: [text],
                matrix: { text },
                outputs: { text },
              })),
            },
            {},
            [
              {
                type: "annotation",
                path: ["ci", "build"],
                level: "error",
                message: text,
                title: text,
                file: text,
              },
            ],
          );
        const html = page(pieces.join(""));
        expect(shape(html)).toBe(shape(page("a")));
        expect(html).not.toMatch(/\u202E|<script/);
      }),
      cases(100),
    );
  });

  test("asks the network for nothing", () => {
    const html = render();
    expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    expect(html).not.toMatch(/\b(?:src|href)="(?!#)|url\(|@import/);
  });

  test("holds the end of a huge log, from a whole line on, and says so", () => {
    const text = `${"first\n".repeat(100_000)}last`;
    const html = render({}, { "jobs/build.log": { text } });
    expect(html.length).toBeLessThan(longestReportLog + 20_000);
    expect(html).toContain("The end of the log; all of it is in jobs/build.log.");
    expect(html).toContain('Log of build">first\n');
    expect(html).toContain("first\nlast</pre>");
  });

  test("says so where nothing was printed, and nothing where no log is left", () => {
    expect(render({}, { "jobs/build.log": { text: "\n" } })).toContain("It printed nothing.");
    expect(render()).not.toContain("<pre");
  });

  test("can show a run without jobs", () => {
    expect(render({ jobs: [] })).toContain("No job ran.");
  });
});
