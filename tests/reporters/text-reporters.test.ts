/** The reporters that print line after line, each with the whole of what it prints. */
import { describe, expect, test } from "vitest";
import type { TimedEvent } from "../../src/events/event.ts";
import {
  createReporter,
  type ReporterChoice,
  reporterMode,
} from "../../src/reporters/create-reporter.ts";
import { createStyle } from "../../src/reporters/shown/style.ts";
import { linesOf } from "../../src/process/line-bytes.ts";
import { eachLine } from "../support/each-line.ts";
import { FakeOutput } from "../support/terminal/fake-output.ts";
import { sampleRun, sampleTask } from "./sample-run.ts";

function reported(
  events: readonly TimedEvent[],
  choice: Partial<ReporterChoice>,
  terminalWidth?: number,
): string {
  const stdout = new FakeOutput();
  stdout.isTerminal = terminalWidth !== undefined;
  stdout.width = terminalWidth ?? 80;
  const reporter = createReporter(
    { stdout, now: () => 3000 },
    { target: "task", mode: "plain", color: false, debug: false, ...choice },
  );
  for (const event of events) reporter.report(event);
  reporter.end();
  return stdout.text;
}

const counts = "✗ ci: 1 failed, 1 skipped, 1 passed in 3.0s\n";
const failedTest = `✗ test (20) 1.0s 1 test failed (1 error)
  │ unit │ 1 failed
  │ error: a.ts:3 expected 1
  ╰ /r/test.log
`;
const tableText = `
  job        result   time
✓ build      success  2.0s ●
✗ test (20)  failure  1.0s ●  1 test failed
– deploy     skipped          needs test failed

critical path build → test (20) 3.0s
/r
`;

/** The sample, with a note for its first job. */
const notedRun = sampleRun.map((event): TimedEvent => {
  const notes = ["node 26 was asked for, here is 20.20", "uv 0.9 was asked for, here is none"];
  if (event.type === "job-finished" && event.path[1] === "build") return { ...event, notes };
  if (event.type !== "run-finished") return event;
  return {
    ...event,
    jobs: event.jobs.map((job) => (job.id === "build" ? { ...job, notes } : job)),
  };
});

test.each(["plain", "github"] as const)(
  "%s says at a job's end and in the table how it was not as on GitHub",
  (mode) => {
    const choice = { target: "automation", mode, verbose: true } as const;
    const lines = reported(notedRun, choice).split("\n");
    expect(lines.filter((line) => line.includes("here is"))).toEqual([
      "✓ build 2.0s node 26 was asked for, here is 20.20; uv 0.9 was asked for, here is none",
      "✓ build      success  2.0s ●  node 26 was asked for, here is 20.20; uv 0.9 was asked for, here is none",
    ]);
  },
);

test.each(["plain", "github", "tree"] as const)(
  "%s words the end of a nested task as the others do",
  (mode) => {
    const path = ["t", "unit"];
    const ended = { type: "task-finished", time: 2, outputs: {}, artifacts: {} } as const;
    const text = reported(
      [
        { type: "task-started", time: 0, path: ["t"] },
        { type: "task-started", time: 1, path },
        { ...ended, path, result: "failure", durationMs: 1200, error: "no such file\nnor folder" },
        { ...ended, path: ["t"], result: "success", durationMs: 1300 },
      ],
      { mode, color: true },
    );
    const { red, bold, dim } = createStyle(true);
    expect(text).toContain(
      `${red("✗")} ${bold(red("unit"))} ${dim("1.2s")} ${red("no such file")}`,
    );
    expect(text).not.toContain("nor folder");
  },
);

test("a table says once that a job is elsewhere, and on which label", () => {
  const elsewhere = { result: "elsewhere", reason: "elsewhere: windows-latest" } as const;
  const events = sampleRun.map((event): TimedEvent => {
    if (event.type !== "run-finished") return event;
    const jobs = event.jobs.map((job) => (job.id === "deploy" ? { ...job, ...elsewhere } : job));
    return { ...event, jobs };
  });
  let markdown = "";
  const writeSummary = (text: string): void => void (markdown = text);
  const choice = { target: "automation", mode: "github", verbose: true, writeSummary } as const;
  const text = reported(events, choice);
  expect(text).toContain("\n↗ deploy     elsewhere          windows-latest\n");
  expect(text).toContain("\n✗ ci: 1 failed, 1 elsewhere, 1 passed in ");
  expect(markdown).toContain("| deploy | ↗ elsewhere | 0.0s | windows-latest |");
});

describe("plain", () => {
  test("prints a task's own lines as they are, and those of nested ones behind their names", () => {
    expect(reported(sampleTask, {})).toBe(`own line
prepare │ ready
✓ prepare 0.1s
unit │ unit 1
lint │ lint 1
lint │ ::error file=a.ts::bad
unit │ unit 2
✗ lint 0.3s 2 problems
✓ unit 0.4s
✗ check 0.7s the nested task "lint" failed: 2 problems
  version  1.0
  wheel    /w
`);
  });

  test("prints an automation's lines behind the names of their jobs", () => {
    expect(reported(sampleRun, { target: "automation" })).toBe(`▶ build
build │ compiling
✓ build 2.0s
▶ test (20)
test (20) › unit │ 1 failed
test (20) │ error: a.ts:3 expected 1
✗ test (20) › unit 0.4s 1 test failed
✗ test (20) 1.0s 1 test failed (1 error)
  ╰ /r/test.log
– deploy skipped: needs test failed

${counts}`);
  });

  test("shows what failed once more at the end, where lines of others have followed it", () => {
    const path = ["ci", "build"];
    const late: TimedEvent = {
      type: "lines",
      time: 2900,
      path,
      stream: "stdout",
      bytes: linesOf("late"),
    };
    const [end] = sampleRun.slice(-1);
    const events = [...sampleRun.slice(0, -1), late, ...(end === undefined ? [] : [end])];
    const text = reported(events, { target: "automation" });
    expect(text.slice(text.indexOf("build │ late"))).toBe(`build │ late

${failedTest}
${counts}`);
  });

  test("has a table with all jobs for --verbose", () => {
    const text = reported(sampleRun, { target: "automation", verbose: true });
    expect(text.slice(text.indexOf("– deploy"))).toBe(`– deploy skipped: needs test failed
${tableText}
${counts}`);
  });

  test("prints debug lines and stacks only when asked", () => {
    expect(reported(sampleRun, { target: "automation", debug: true })).toContain(
      "test (20) │ debug line\n",
    );
    expect(reported(sampleTask, { debug: true })).toContain("\n  Error: x\n      at y\n");
    expect(reported(sampleTask, {})).not.toContain("at y");
  });

  test("ends colours with their line, where colours are wanted", () => {
    expect(reported(sampleTask, { color: true })).toContain("\u001B[31munit 1\u001B[0m\n");
  });
});

test("a long line has the guide of its job in each row of a terminal, and through a pipe it is whole", () => {
  const path = ["ci", "build"];
  const bytes = linesOf(["short", "0123456789".repeat(5), "end"].join("\n"));
  const events: TimedEvent[] = [
    { type: "automation-started", time: 0, path: ["ci"], jobs: [] },
    { type: "lines", time: 1, path, stream: "stdout", bytes },
    {
      type: "job-finished",
      time: 2,
      path,
      result: "failure",
      outputs: {},
      durationMs: 1,
      log: "/r/build.log",
    },
  ];
  const choice = { target: "automation" } as const;
  expect(reported(events, choice, 30).split("\n").slice(0, 5)).toEqual([
    "build │ short",
    "build │ 0123456789012345678901",
    "      │ 2345678901234567890123",
    "      │ 456789",
    "build │ end",
  ]);
  expect(reported(events, choice)).toContain(`build │ ${"0123456789".repeat(5)}\n`);
  const quiet = { ...choice, mode: "quiet" } as const;
  expect(reported(events, quiet, 30)).toContain("  │ 01234567890123456789012345\n  │ 67890");
  expect(reported(events, quiet)).toContain(`  │ ${"0123456789".repeat(5)}\n`);
});

describe("quiet", () => {
  test("prints results, and the logs of what failed", () => {
    expect(reported(sampleRun, { target: "automation", mode: "quiet" })).toBe(`✓ build 2.0s
${failedTest}– deploy skipped: needs test failed

${counts}`);
  });

  test("prints a failed task's last lines", () => {
    expect(reported(sampleTask, { mode: "quiet" })).toBe(`  │ own line
  │ prepare │ ready
  │ unit │ unit 1
  │ lint │ lint 1
  │ lint │ ::error file=a.ts::bad
  │ unit │ unit 2
✗ check 0.7s the nested task "lint" failed: 2 problems
  version  1.0
  wheel    /w
`);
  });
});

describe("json", () => {
  test("prints one event a line, the last of which is the end", () => {
    const lines = reported(sampleRun, { target: "automation", mode: "json" }).trimEnd().split("\n");
    const events = lines.map((line) => JSON.parse(line) as TimedEvent);
    expect(events).toEqual(
      sampleRun
        .flatMap(eachLine)
        .filter((event) => event.type !== "line" || event.stream !== "debug"),
    );
    expect(lines.at(-1)).toMatch(/^\{"type":"run-finished","time":3000,"path":\["ci"\],"id":"1"/);
  });

  test("hands lines to a run as they are, behind an event that says whose they are", () => {
    const event: TimedEvent = {
      type: "lines",
      time: 1,
      path: ["t"],
      stream: "stderr",
      bytes: linesOf('a "b"\nü'),
    };
    expect(reported([event], { mode: "json", token: "T" })).toBe(
      'T{"type":"lines","time":1,"path":["t"],"stream":"stderr","length":9}\na "b"\nü\n',
    );
  });

  test("puts the run's token before each, and hands on debug lines", () => {
    const said = sampleRun.flatMap<TimedEvent>(eachLine);
    const lines = reported(said, { mode: "json", token: "T" }).trimEnd().split("\n");
    expect(lines).toHaveLength(said.length);
    expect(lines.every((line) => line.startsWith("T{"))).toBe(true);
  });
});

describe("github", () => {
  test("groups nested tasks and steps one after another, and annotates what failed the task", () => {
    expect(reported(sampleTask, { mode: "github" })).toBe(`own line
::group::prepare
ready
::endgroup::
✓ prepare 0.1s
::group::unit
\u001B[31munit 1\u001B[0m
unit 2
::endgroup::
✓ unit 0.4s
::group::lint
lint 1
::error file=a.ts::bad
::endgroup::
✗ lint 0.3s 2 problems
✗ check 0.7s the nested task "lint" failed: 2 problems
  version  1.0
  wheel    /w
::error title=check › lint::2 problems
`);
  });

  test("annotates the task itself for a failure of its own, escaped", () => {
    const event: TimedEvent = {
      type: "task-finished",
      time: 1,
      path: ["a"],
      result: "failure",
      error: "50%\nbad",
      outputs: {},
      artifacts: {},
      durationMs: 1,
    };
    expect(reported([event], { mode: "github" })).toContain("::error title=a::50%25%0Abad\n");
  });

  test("annotates no failure that the task dealt with", () => {
    const events = sampleTask.map((event) =>
      event.type === "task-finished" && event.path.length === 1
        ? { ...event, result: "success" as const, error: undefined }
        : event,
    );
    expect(reported(events as TimedEvent[], { mode: "github" })).not.toContain("::error title");
  });

  test("groups an automation's jobs and annotates those that failed", () => {
    expect(reported(sampleRun, { target: "automation", mode: "github" })).toBe(`::group::build
compiling
::endgroup::
✓ build 2.0s
::group::test (20)
▶ unit
unit │ \u001B[31m1 failed\u001B[0m
::error file=a.ts,line=3::expected 1
✗ unit 0.4s 1 test failed
::endgroup::
✗ test (20) 1.0s 1 test failed (1 error)
::error title=test (20)::1 test failed
– deploy skipped: needs test failed

✗ test (20) 1.0s 1 test failed (1 error)
  │ unit │ 1 failed
  │ error: a.ts:3 expected 1
  ╰ /r/test.log

${counts}`);
  });

  test("writes the summary when all has ended", () => {
    let summary = "";
    reported(sampleTask, { mode: "github", writeSummary: (text) => (summary += text) });
    expect(summary).toBe(`### ✗ check 0.7s

\`\`\`text
the nested task "lint" failed: 2 problems
\`\`\`

| Task | Result | Time |
| --- | --- | --- |
| prepare | ✓ success | 0.1s |
| unit | ✓ success | 0.4s |
| lint | ✗ failure | 0.3s |

| Output | Value |
| --- | --- |
| version | 1.0 |

| Artifact | Path |
| --- | --- |
| wheel | /w |
`);
  });

  test("writes the jobs of an automation into the summary", () => {
    let summary = "";
    reported(sampleRun, { mode: "github", writeSummary: (text) => (summary += text) });
    expect(summary).toContain(String.raw`| test \(20\) | ✗ failure | 1.0s | 1 test failed |`);
    expect(summary).toContain(String.raw`| error | test \(20\) | a.ts:3 | expected 1 |`);
  });
});

describe("reporterMode", () => {
  const none = { json: false, quiet: false, verbose: false };
  const stdout = new FakeOutput();

  test.each([
    ["tree", {}, none],
    ["plain", { TERM: "dumb" }, none],
    ["plain", {}, { ...none, verbose: true }],
    ["github", { GITHUB_ACTIONS: "true" }, none],
    ["quiet", { GITHUB_ACTIONS: "true" }, { ...none, quiet: true }],
    ["json", { GITHUB_ACTIONS: "true" }, { ...none, json: true, quiet: true }],
  ])("is %s for %j and %j on a terminal", (mode, env, asked) => {
    expect(reporterMode({ env, stdout }, asked)).toBe(mode);
  });

  test("is plain where there is no terminal", () => {
    const pipe = new FakeOutput();
    pipe.isTerminal = false;
    expect(reporterMode({ env: {}, stdout: pipe }, none)).toBe("plain");
  });
});
