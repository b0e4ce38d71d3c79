import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Annotation, RunRecord } from "../../../src/events/event.ts";
import type { ReportLog } from "../../../src/reporters/report/shown-job.ts";
import { cases } from "../../support/cases.ts";
import { sampleRun } from "../sample-run.ts";
import { endOf, pageOf, type PageParts, sectionOf, textOf } from "./page-of.ts";

const run = endOf(sampleRun);
const render = (parts?: PageParts): string => pageOf(sampleRun, parts);

describe("the head of a page", () => {
  const facts = {
    repository: "acme/tool",
    ref: "refs/heads/feature/x",
    sha: "0123456789abcdef",
    actor: "someone",
    command: ["./run", "ci", "--name=it's"],
    inputs: { level: "high", dry: true },
  };

  test("says what ran, of what, by whom, when here, and how it came out", () => {
    const head = textOf(render({ changes: facts })).split(" What went wrong ")[0];
    expect(head).toBe(
      "✗ ci acme/tool ci failed Command: ./run ci --name='it'\\''s' Branch feature/x Commit 012345678 Event push By someone Started 1 Jan 2026, 09:00:00 GMT+9 Took 3.0s Input level high Input dry true 1 failed 1 succeeded 1 skipped",
    );
  });

  test("says of a tag that it is one, and leaves out what is not known", () => {
    expect(textOf(render({ changes: { ref: "refs/tags/v1" } }))).toContain("Tag v1 Event push");
    const html = render({ changes: { ref: "0123456789", sha: "0123456789" } });
    expect(textOf(html)).toContain("failed Commit 012345678 Event push Started");
    expect(textOf(render())).not.toContain("Command:");
  });
});

describe("a page", () => {
  test("has a place for each job that graph, timeline and failures lead to", () => {
    const html = render({ logs: { "jobs/test.log": { lineCount: 2, lastLines: ["one", "two"] } } });
    expect(html.match(/id="job-\d"/g)).toEqual(['id="job-1"', 'id="job-2"', 'id="job-3"']);
    const leads = (part: string): string[] =>
      [...sectionOf(html, part).matchAll(/href="#(job-\d)"/g)].map(([, id]) => id ?? "");
    expect(leads("graph")).toEqual(["job-1", "job-2", "job-3"]);
    // Those that ran.
    expect(leads("timeline")).toEqual(["job-1", "job-2"]);
    expect(leads("failures")).toEqual(["job-2"]);
    expect(html).toContain('<script type="text/plain" id="job-2-lines">');
    expect(html).not.toContain('id="job-1-lines"');
  });

  test("is in order: failures, graph, timeline, jobs", () => {
    const ids = [...render().matchAll(/<section id="(\w+)"/g)].map(([, id]) => id);
    expect(ids).toEqual(["failures", "graph", "timeline", "jobs"]);
  });

  test("has no failures where none are", () => {
    const jobs = run.jobs.map((job) => ({ ...job, result: "success" as const }));
    expect(render({ changes: { jobs } })).not.toContain('id="failures"');
  });

  test("can show a run without jobs", () => {
    expect(textOf(render({ changes: { jobs: [] } }))).toContain("No job ran.");
  });

  test("asks the network for nothing, and runs its own script only", () => {
    const html = render();
    expect(html).toMatch(
      /content="default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-[\w+/=]+'; base-uri 'none'; form-action 'none'"/,
    );
    expect(html).not.toMatch(/\b(?:src|href)="(?!#)|url\(|@import/);
  });
});

describe("nothing that a run brings along is markup:", () => {
  const scripts = (html: string): number => html.split("<script").length - 1;

  test("a script in each text of a run", () => {
    const evil = `"></script><script>alert(1)</script>`;
    const job = {
      ...run.jobs[1],
      id: evil,
      name: evil,
      reason: evil,
      notes: [evil],
      matrix: { [evil]: evil },
      log: evil,
      steps: [evil, evil].map((name) => ({ name, result: "failure", durationMs: 1, reason: evil })),
      outputs: { [evil]: evil },
      artifacts: { [evil]: evil },
    };
    const log: ReportLog = { lineCount: 9, lastLines: [`\u001B[31m${evil}`] };
    const note: Annotation = {
      type: "annotation",
      path: ["ci", evil],
      level: "error",
      message: evil,
      title: evil,
      file: evil,
    };
    const changes = {
      automation: evil,
      event: evil,
      id: evil,
      repository: evil,
      ref: `refs/heads/${evil}`,
      sha: evil,
      actor: evil,
      command: [evil],
      folder: evil,
      startedAt: evil,
      inputs: { [evil]: evil },
      jobs: [job] as unknown as RunRecord["jobs"],
    };
    const html = render({ changes, logs: { [evil]: log }, notes: [note] });
    // The page's own, and the lines of one log.
    expect(scripts(html)).toBe(2);
    expect(html).not.toContain(evil);
    expect(html.split("&lt;script&gt;").length).toBeGreaterThan(25);
  });

  test("any text: it lets no text become a tag or an attribute, or turn the direction", () => {
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
          render({
            changes: {
              actor: text,
              command: [`x${text}`],
              jobs: run.jobs.map((job) => ({
                ...job,
                reason: text,
                notes: [text],
                matrix: { text },
                outputs: { text },
              })),
            },
            notes: [
              {
                type: "annotation",
                path: ["ci", "build"],
                level: "error",
                message: text,
                title: text,
                file: text,
              },
            ],
          });
        const html = page(pieces.join(""));
        expect(shape(html)).toBe(shape(page("a")));
        expect(html).not.toContain("\u202E");
        expect(scripts(html)).toBe(1);
      }),
      cases(100),
    );
  });
});
