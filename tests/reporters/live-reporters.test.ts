/** The reporters that draw over what they drew, on the screen of a terminal emulator. */
import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { TimedEvent } from "../../src/events/event.ts";
import { createReporter } from "../../src/reporters/create-reporter.ts";
import type { Reporter } from "../../src/reporters/reporter.ts";
import { RunView } from "../../src/reporters/shown/run-view.ts";
import { createStyle } from "../../src/reporters/shown/style.ts";
import { drawTree } from "../../src/reporters/shown/job-tree.ts";
import { FakeTerminal } from "../support/terminal/fake-terminal.ts";
import { sampleRun, sampleTask } from "./sample-run.ts";
import { cases } from "../support/cases.ts";

// The terminal emulator needs the other timers.
beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(() => void vi.useRealTimers());

const now = 3000;

function start(terminal: FakeTerminal, target: "task" | "automation"): Reporter {
  const host = { stdout: terminal.output, now: () => now };
  return createReporter(host, { target, mode: "tree", color: true, debug: false });
}

function report(reporter: Reporter, events: readonly TimedEvent[]): void {
  for (const event of events) reporter.report(event);
  vi.advanceTimersByTime(100);
}

describe("a line of a task that has no ending yet", () => {
  const line = (text: string, path = ["t"]): TimedEvent => ({
    type: "line",
    time: 1,
    path,
    stream: "stdout",
    text,
  });
  const unfinished = (text: string, path = ["t"]): TimedEvent => ({
    type: "unfinished-line",
    time: 1,
    path,
    stream: "stdout",
    text,
  });
  const nested = ["t", "ask"];

  function started(): { readonly terminal: FakeTerminal; readonly reporter: Reporter } {
    const terminal = new FakeTerminal(40, 12);
    const reporter = start(terminal, "task");
    report(reporter, [{ type: "task-started", time: 0, path: ["t"] }]);
    return { terminal, reporter };
  }

  const seen = async (terminal: FakeTerminal): Promise<string[]> =>
    (await terminal.lines()).map((text) => text.trimEnd());

  test("is shown with the cursor behind it, and what is typed there is not drawn over", async () => {
    const { terminal, reporter } = started();
    report(reporter, [unfinished("Your name? ")]);
    expect(terminal.cursorHidden).toBe(false);
    // The terminal echoes what is typed.
    terminal.output.write("Bob\n");
    report(reporter, [line("Your name? Hello Bob")]);
    report(reporter, [line("more")]);
    expect(await seen(terminal)).toEqual(["Your name? Bob", "Hello Bob", "more", "▶ t 3.0s"]);
    expect(terminal.cursorHidden).toBe(true);
  });

  test("grows in its place where nothing is typed, such as the dots of something slow", async () => {
    const { terminal, reporter } = started();
    for (const text of [".", "..", "..."]) report(reporter, [unfinished(text)]);
    report(reporter, [line("... done")]);
    expect(await seen(terminal)).toEqual(["... done", "▶ t 3.0s"]);
  });

  test("has its guide once, and what follows an answer has it too", async () => {
    const { terminal, reporter } = started();
    report(reporter, [{ type: "task-started", time: 0, path: nested }]);
    report(reporter, [unfinished("Slow", nested)]);
    report(reporter, [line("Slow and done", nested)]);
    report(reporter, [unfinished("Name? ", nested)]);
    terminal.output.write("Bob\n");
    report(reporter, [line("Name? Hello Bob", nested)]);
    expect((await seen(terminal)).slice(0, 4)).toEqual([
      "▶ ask",
      "│ Slow and done",
      "│ Name? Bob",
      "│ Hello Bob",
    ]);
  });

  test("stays below the lines of others, and is one line in the end", async () => {
    const { terminal, reporter } = started();
    report(reporter, [unfinished("Name? ", nested)]);
    report(reporter, [line("another line")]);
    expect(await seen(terminal)).toEqual(["another line", "│ Name?"]);
    report(reporter, [line("Name? none", nested)]);
    expect(await seen(terminal)).toEqual(["another line", "│ Name? none", "▶ t 3.0s"]);
  });

  test("that ends with the answer is followed by a new line, and nothing between", async () => {
    const { terminal, reporter } = started();
    report(reporter, [unfinished("Name? ")]);
    terminal.output.write("Bob\n");
    report(reporter, [line("Name? "), line("next")]);
    expect(await seen(terminal)).toEqual(["Name? Bob", "next", "▶ t 3.0s"]);
    report(reporter, [unfinished("Name? ")]);
    report(reporter, [line("Name? "), line("last")]);
    expect(await seen(terminal)).toEqual(["Name? Bob", "next", "Name?", "last", "▶ t 3.0s"]);
  });

  test("that is drawn over is shown as it was last", async () => {
    const { terminal, reporter } = started();
    report(reporter, [unfinished("10%")]);
    report(reporter, [unfinished("10%\r20%")]);
    expect(await seen(terminal)).toEqual(["20%"]);
    report(reporter, [line("10%\r20%\r100%")]);
    expect(await seen(terminal)).toEqual(["100%", "▶ t 3.0s"]);
  });

  test("keeps its colour over the pause, and ends it", async () => {
    const { terminal, reporter } = started();
    report(reporter, [unfinished("\u001B[31mred")]);
    report(reporter, [line("\u001B[31mred too")]);
    report(reporter, [line("plain")]);
    expect(await seen(terminal)).toEqual(["red too", "plain", "▶ t 3.0s"]);
    expect(await terminal.colorOf("red")).toBe(1);
    expect(await terminal.colorOf("plain")).toBe(-1);
  });

  test("leaves the terminal as it was when the task ends before it", async () => {
    const { terminal, reporter } = started();
    report(reporter, [unfinished("Name? ")]);
    reporter.end();
    expect(await seen(terminal)).toEqual(["Name?"]);
    expect(terminal.cursorHidden).toBe(false);
  });
});

describe("an automation", () => {
  test("shows the line of a job that has no ending yet, until it has", async () => {
    const terminal = new FakeTerminal(60, 20);
    const reporter = start(terminal, "automation");
    const at = { time: 250, path: ["ci", "build"], stream: "stdout" } as const;
    report(reporter, sampleRun.slice(0, 4));
    report(reporter, [{ type: "unfinished-line", ...at, text: "Proceed? (y/n) " }]);
    expect((await terminal.lines()).slice(2, 4)).toEqual([
      "│  │ compiling",
      "│  │ Proceed? (y/n) ",
    ]);
    report(reporter, [{ type: "line", ...at, text: "Proceed? (y/n) yes" }]);
    expect((await terminal.lines()).slice(2, 5)).toEqual([
      "│  │ compiling",
      "│  │ Proceed? (y/n) yes",
      "├─ · test (20) waiting for build",
    ]);
    reporter.end();
  });

  test("shows what runs, with its last lines", async () => {
    const terminal = new FakeTerminal(60, 20);
    const reporter = start(terminal, "automation");
    report(reporter, sampleRun.slice(0, 4));
    expect((await terminal.lines()).join("\n")).toBe(`▶ ci 3.0s 0 of 3 done
├─ ▶ build 3.0s
│  │ compiling
├─ · test (20) waiting for build
└─ · deploy waiting for test`);
    expect(terminal.cursorHidden).toBe(true);
    reporter.end();
    expect(terminal.cursorHidden).toBe(false);
  });

  test("ends with the failed job's log, what did not run and the counts, and nothing drawn before", async () => {
    const terminal = new FakeTerminal(60, 20);
    const reporter = start(terminal, "automation");
    for (const event of sampleRun) report(reporter, [event]);
    reporter.end();
    expect((await terminal.lines()).join("\n")).toBe(`✗ test (20) 1.0s 1 test failed (1 error)
  │ unit │ 1 failed
  │ error: a.ts:3 expected 1
  ╰ /r/test.log
– deploy skipped: needs test failed

✗ ci: 1 failed, 1 skipped, 1 passed in 3.0s`);
  });

  test("shows as much of a failed job as leaves its name in sight", async () => {
    const terminal = new FakeTerminal(60, 24);
    const reporter = start(terminal, "automation");
    const path = ["ci", "build"];
    const texts = Array.from({ length: 100 }, (_, index) => `line ${index}`);
    const at = { time: 1, path };
    report(reporter, [
      ...sampleRun.slice(0, 3),
      { type: "annotation", ...at, level: "error", message: "of long ago" },
      ...texts.map((text): TimedEvent => ({ type: "line", ...at, stream: "stdout", text })),
      ...eventsOf({ kind: "end", name: "build" }),
      ...sampleRun.slice(-1),
    ]);
    reporter.end();
    const lines = await terminal.lines();
    expect(lines.slice(0, 3)).toEqual([
      "✗ build 0.0s why (1 error)",
      "  │ … 85 lines before",
      "  │ line 84",
    ]);
    expect(lines).toContain("error  build  of long ago");
    expect(lines.length).toBeLessThan(24);
  });

  test("shows what its view says, after any events and changes of size", async () => {
    const names = fc.constantFrom("a", "b", "c", "d", "e", "f");
    const text = fc.oneof(
      fc.constantFrom(
        "plain",
        "\u001B[31mred",
        "\u001B[2J\u001B[5A",
        "中文 ".repeat(40),
        "\tx\u0007",
        "1\r2",
      ),
      fc.string(),
    );
    const step = fc.oneof(
      fc.record({ kind: fc.constantFrom("start", "nest", "end", "skip"), name: names }),
      fc.record({ kind: fc.constant("line"), name: names, text }),
      fc.record({
        kind: fc.constant("resize"),
        columns: fc.integer({ min: 20, max: 100 }),
        rows: fc.integer({ min: 3, max: 30 }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const terminal = new FakeTerminal(80, 24);
        const reporter = start(terminal, "automation");
        const view = new RunView();
        const both = (event: TimedEvent): void => {
          view.apply(event);
          report(reporter, [event]);
        };
        const jobs = ["a", "b", "c", "d", "e", "f"].map((id) => ({ id, name: id, needs: [] }));
        both({ type: "automation-started", time: 0, path: ["ci"], jobs });
        for (const taken of steps) {
          if ("columns" in taken) {
            await terminal.resize(taken.columns, taken.rows);
            vi.advanceTimersByTime(100);
          } else for (const event of eventsOf(taken)) both(event);
        }
        const columns = terminal.output.width;
        const hasFailed = steps.some(({ kind }) => kind === "end");
        const rows = terminal.output.height - (hasFailed && terminal.output.height > 10 ? 2 : 1);
        const drawn = drawTree(view, { style: createStyle(true), columns, rows, now });
        const expected = drawn.map((line) => stripVTControlCharacters(line).trimEnd());
        const screen = (await terminal.lines()).slice(-expected.length);
        expect(screen.map((line) => line.trimEnd())).toEqual(expected);
        reporter.end();
      }),
      cases(60),
    );
  });

  test("leaves no trace of a drawing that a narrower terminal wrapped", async () => {
    const terminal = new FakeTerminal(80, 30);
    const reporter = start(terminal, "automation");
    const path = ["ci", "build"];
    report(reporter, sampleRun.slice(0, 3));
    report(reporter, [{ type: "line", time: 1, path, stream: "stdout", text: "long ".repeat(30) }]);
    for (const columns of [30, 100, 20, 61]) {
      await terminal.resize(columns, 30);
      vi.advanceTimersByTime(100);
      const titles = (await terminal.lines()).filter((line) => line.includes("▶ ci"));
      expect(titles).toHaveLength(1);
    }
    reporter.end();
  });

  test("draws nothing while it is paused, and then what has happened meanwhile", async () => {
    const terminal = new FakeTerminal(60, 20);
    const reporter = start(terminal, "automation");
    report(reporter, sampleRun.slice(0, 4));
    reporter.pause?.();
    reporter.pause?.();
    expect(terminal.cursorHidden).toBe(false);
    terminal.output.write("Again? ");
    report(reporter, sampleRun.slice(4, 6));
    reporter.resume?.();
    report(reporter, sampleRun.slice(6, 9));
    expect(await terminal.lines()).toEqual(["Again? "]);
    terminal.output.write("y\n");
    reporter.resume?.();
    expect((await terminal.lines()).slice(0, 4)).toEqual([
      "Again? y",
      "▶ ci 3.0s 1 of 3 done",
      "├─ ✓ build 2.0s",
      "├─ ▶ test (20) 1.0s",
    ]);
    reporter.end();
    reporter.resume?.();
    expect((await terminal.lines()).filter((line) => line.includes("▶ ci"))).toHaveLength(1);
  });

  test("fits any number of jobs, those that run and failed first", async () => {
    const terminal = new FakeTerminal(60, 8);
    const reporter = start(terminal, "automation");
    const ids = Array.from({ length: 100 }, (_, index) => `job-${index}`);
    const jobs = ids.map((id) => ({ id, name: id, needs: [] }));
    report(reporter, [
      { type: "automation-started", time: 0, path: ["ci"], jobs },
      ...ids.slice(0, 40).flatMap((id): TimedEvent[] => [
        { type: "job-started", time: 0, path: ["ci", id] },
        {
          type: "job-finished",
          time: 0,
          path: ["ci", id],
          result: "success",
          outputs: {},
          durationMs: 1,
          log: "l",
        },
      ]),
      { type: "job-started", time: 0, path: ["ci", "job-50"] },
      { type: "line", time: 0, path: ["ci", "job-50"], stream: "stdout", text: "busy" },
    ]);
    expect((await terminal.lines()).join("\n")).toBe(`▶ ci 3.0s 40 of 100 done
├─ ▶ job-50 3.0s
│  │ busy
└─ · 59 waiting, ✓ 40 passed`);
    reporter.end();
  });

  test("of 36 jobs on 24 rows shows those that run or failed, and counts the rest", async () => {
    const terminal = new FakeTerminal(60, 24);
    const reporter = start(terminal, "automation");
    const names = Array.from({ length: 36 }, (_, index) => `part (${index})`);
    const jobs = names.map((name) => ({ id: "part", name, needs: [] }));
    report(reporter, [{ type: "automation-started", time: 0, path: ["ci"], jobs }]);
    report(
      reporter,
      names.flatMap((name, index) => eventsOf({ kind: index < 9 ? "skip" : "start", name })),
    );
    report(
      reporter,
      [10, 20].flatMap((index) => eventsOf({ kind: "end", name: `part (${index})` })),
    );
    const drawn = (await terminal.lines()).slice(-23);
    // The logs of both that failed are above.
    expect(drawn.slice(0, 2)).toEqual(["", "▶ ci 3.0s 11 of 36 done"]);
    expect(drawn.filter((line) => line.includes("▶ part"))).toHaveLength(20);
    expect(drawn.at(-1)).toBe("└─ ▶ 5 running, ✗ 2 failed, – 9 skipped");
    report(
      reporter,
      names.slice(12, 34).flatMap((name) => eventsOf({ kind: "skip", name })),
    );
    expect((await terminal.lines()).slice(-7)).toEqual([
      "▶ ci 3.0s 32 of 36 done",
      "├─ ▶ part (9) 2.0s",
      "├─ ✗ part (10) 0.0s why",
      "├─ ▶ part (11) 2.0s",
      "├─ ▶ part (34) 2.0s",
      "├─ ▶ part (35) 2.0s",
      "└─ – 31 skipped",
    ]);
    reporter.end();
  });

  test("never scrolls, however many jobs start, print and end, where none of them fails", async () => {
    const kind = fc.constantFrom("start", "nest", "line", "line", "skip");
    const job = fc.integer({ min: 0, max: 35 }).map((index) => `part (${index})`);
    const step = fc.record({ kind, name: job, text: fc.string({ maxLength: 90 }) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 120 }),
        fc.integer({ min: 2, max: 30 }),
        async (steps, rows) => {
          const terminal = new FakeTerminal(60, rows);
          const reporter = start(terminal, "automation");
          const jobs = Array.from({ length: 36 }, (_, index) => ({
            id: "part",
            name: `part (${index})`,
            needs: [],
          }));
          report(reporter, [{ type: "automation-started", time: 0, path: ["ci"], jobs }]);
          for (const taken of steps) report(reporter, eventsOf(taken));
          expect(await terminal.scrolledRows()).toBe(0);
          reporter.end();
        },
      ),
      cases(30),
    );
  });

  test("writes only the rows that have changed, and erases none that stays", async () => {
    const terminal = new FakeTerminal(40, 20);
    let time = now;
    const host = { stdout: terminal.output, now: () => time };
    const choice = { target: "automation", mode: "tree", color: false, debug: false } as const;
    const reporter = createReporter(host, choice);
    report(reporter, sampleRun.slice(0, 4));
    terminal.output.text = "";
    time += 100;
    vi.advanceTimersByTime(100);
    // oxlint-disable-next-line no-control-regex -- what moves the cursor
    const written = terminal.output.text.replaceAll(/\u001B\[[?\d]*[A-Za-z]|\n/g, " ").trim();
    expect(written.split(/ {2,}/)).toEqual(["▶ ci 3.1s 0 of 3 done", "├─ ▶ build 3.1s"]);
    expect(terminal.output.text).not.toContain("\u001B[2K");
    expect((await terminal.lines()).slice(0, 3)).toEqual([
      "▶ ci 3.1s 0 of 3 done",
      "├─ ▶ build 3.1s",
      "│  │ compiling",
    ]);
    reporter.end();
  });
});

describe("a task", () => {
  test("streams lines above what is running", async () => {
    const terminal = new FakeTerminal(60, 20);
    const reporter = start(terminal, "task");
    report(reporter, sampleTask.slice(0, 11));
    expect((await terminal.lines()).join("\n")).toBe(`own line
▶ prepare
│ ready
✓ prepare 0.1s
▶ unit
▶ lint
unit │ unit 1
lint │ lint 1
lint │ ::error file=a.ts::bad
unit │ unit 2
▶ check 3.0s
  ▶ unit 2.8s
  ▶ lint 2.8s`);
    reporter.end();
  });

  test("ends with its result, outputs and artifacts, and the cursor", async () => {
    const terminal = new FakeTerminal(60, 20);
    const reporter = start(terminal, "task");
    for (const event of sampleTask) report(reporter, [event]);
    reporter.end();
    expect((await terminal.lines()).slice(-5).join("\n")).toBe(`✗ lint 0.3s 2 problems
✓ unit 0.4s
✗ check 0.7s the nested task "lint" failed: 2 problems
  version  1.0
  wheel    /w`);
    expect(terminal.cursorHidden).toBe(false);
  });

  test("keeps every line whole, in order, and lets no colour run into the next", async () => {
    const terminal = new FakeTerminal(40, 10);
    const reporter = start(terminal, "task");
    const path = ["check"];
    reporter.report({ type: "task-started", time: 0, path });
    const texts = Array.from(
      { length: 500 },
      (_, index) => `line ${index} ${"w".repeat(index % 90)}`,
    );
    for (const [index, text] of texts.entries()) {
      const event: TimedEvent = { type: "line", time: 0, path, stream: "stdout", text };
      reporter.report(event);
      if (index % 7 === 0) vi.advanceTimersByTime(100);
      if (index % 100 === 50) await terminal.resize(30 + (index % 31), 8 + (index % 5));
    }
    const text = "\u001B[31mred\u001B[1A\u001B[2K";
    report(reporter, [{ type: "line", time: 0, path, stream: "stdout", text }]);
    report(reporter, [{ type: "line", time: 0, path, stream: "stdout", text: "after" }]);
    expect(await terminal.colorOf("red")).toBe(1);
    expect(await terminal.colorOf("after")).toBe(-1);
    reporter.end();
    const shown = (await terminal.lines()).map((line) => line.trimEnd());
    expect(shown).toEqual([...texts.map((line) => line.trimEnd()), "red", "after"]);
  });
});

function eventsOf(taken: {
  readonly kind: string;
  readonly name: string;
  readonly text?: string;
}): TimedEvent[] {
  const path = ["ci", taken.name];
  const time = 1000;
  switch (taken.kind) {
    case "start":
      return [{ type: "job-started", time, path }];
    case "nest":
      return [{ type: "task-started", time, path: [...path, "nested"] }];
    case "line":
      return [{ type: "line", time, path, stream: "stdout", text: taken.text ?? "" }];
    default: {
      const result = taken.kind === "end" ? "failure" : "skipped";
      return [
        {
          type: "job-finished",
          time,
          path,
          result,
          reason: "why",
          outputs: {},
          durationMs: 1,
          log: "/l",
        },
      ];
    }
  }
}
