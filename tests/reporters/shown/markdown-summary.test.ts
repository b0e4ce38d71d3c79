import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { TimedEvent } from "../../../src/events/event.ts";
import { runSummary, taskSummary } from "../../../src/reporters/shown/markdown-summary.ts";
import { RunView } from "../../../src/reporters/shown/run-view.ts";
import { cases } from "../../support/cases.ts";
import { sampleRun } from "../sample-run.ts";

function summaryOf(event: Partial<TimedEvent & { readonly type: "task-finished" }>): string {
  const view = new RunView();
  view.apply({ type: "task-started", time: 0, path: ["a_task"] });
  view.apply({
    type: "task-finished",
    time: 1,
    path: ["a_task"],
    result: "success",
    outputs: {},
    artifacts: {},
    durationMs: 1000,
    ...event,
  });
  return taskSummary(view);
}

describe("taskSummary", () => {
  test("is empty where nothing ran", () => {
    expect(taskSummary(new RunView())).toBe("");
  });

  test("shows any output as it is, in one cell", () => {
    const text = "a|b\\\n<b>*x*</b> `c` [l](u)\u001B[31m &amp;";
    const row = summaryOf({ outputs: { text } })
      .split("\n")
      .find((line) => line.startsWith("| text"));
    expect(row).toBe(
      "| text | a\\|b\\\\<br>&lt;b&gt;\\*x\\*&lt;/b&gt; \\`c\\` \\[l\\]\\(u\\) &amp;amp; |",
    );
  });

  test("shows an error in a block that it cannot close", () => {
    expect(summaryOf({ result: "failure", error: "a\n````\nb" })).toContain(
      "\n`````text\na\n````\nb\n`````\n",
    );
  });

  test("cuts a long value", () => {
    expect(summaryOf({ outputs: { x: "v".repeat(5000) } })).toContain(`| ${"v".repeat(1000)}… |`);
  });
});

test("runSummary says how a job was not as on GitHub", () => {
  const run = sampleRun.find((event) => event.type === "run-finished");
  if (run === undefined) throw new Error("the sample has no end");
  const notes = ["node 26 was asked for, here is 20.20", "go 1.22 was asked for, here is none"];
  const jobs = run.jobs.map((job) => ({ ...job, notes }));
  expect(runSummary({ ...run, jobs }, [])).toContain(
    "| 1 test failed; node 26 was asked for, here is 20.20; go 1.22 was asked for, here is none |",
  );
});

test("runSummary stays below 1 MiB, in bytes, and says what it left out", () => {
  const run = sampleRun.find((event) => event.type === "run-finished");
  if (run === undefined) throw new Error("the sample has no end");
  const [job] = run.jobs;
  if (job === undefined) throw new Error("the sample has no job");
  const jobs = Array.from({ length: 2000 }, (_, index) => ({
    ...job,
    id: `j${index}`,
    name: `j${index}`,
    reason: "é".repeat(1000),
  }));
  const summary = runSummary({ ...run, jobs }, []);
  expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(1024 * 1024);
  expect(Buffer.byteLength(summary)).toBeGreaterThan(1000 * 1024);
  expect(summary).toMatch(/\n… more was left out: .*\n$/);
});

/** Of what Markdown and HTML read, and of what cuts lines. */
const pieces = [
  "|",
  "\\",
  "`",
  "```",
  "\n",
  "\r",
  "\r\n",
  "<",
  ">",
  "&",
  "*",
  "[x](y)",
  "---",
  "a",
  " ",
];
const data = fc
  .array(fc.constantFrom(...pieces, "<script>", "\u202E", "\u001B[2J", "\u0085"), { maxLength: 10 })
  .map((all) => all.join(""));

test("no name, reason, note or annotation breaks a table or is read as markup", () => {
  const run = sampleRun.find((event) => event.type === "run-finished");
  if (run === undefined) throw new Error("the sample has no end");
  fc.assert(
    fc.property(data, (text) => {
      const jobs = run.jobs.map((job) => ({
        ...job,
        name: text,
        reason: text,
        notes: [text, text],
      }));
      const path = ["ci", text];
      const summary = runSummary({ ...run, automation: text, jobs }, [
        { type: "annotation", path, level: "error", message: text, title: text, file: text },
      ]);
      const rows = summary.split("\n").filter((line) => line.startsWith("|"));
      // Two tables with a head and a line below it; every row has as many cells as its head.
      expect(rows).toHaveLength(run.jobs.length + 1 + 4);
      for (const row of rows) {
        expect(row.replaceAll(/\\./g, "").match(/\|/g)).toHaveLength(5);
      }
      // oxlint-disable-next-line no-control-regex -- none may be left
      expect(summary.replaceAll("<br>", "")).not.toMatch(/[<>\u202E\u001B\u0085]/);
      // Nothing of the data stands on a line of its own.
      const others = summary
        .split("\n")
        .filter((line) => !/^(?:\||### |Critical path: |$)/.test(line));
      expect(others).toEqual(["1 failed, 1 skipped, 1 passed"]);
    }),
    cases(500),
  );
});
