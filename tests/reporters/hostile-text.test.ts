/** Text from outside, at every place where a reporter or a command shows some. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { TimedEvent } from "../../src/events/event.ts";
import { parseWorkflowCommand } from "../../src/events/workflow-command.ts";
import { reportError } from "../../src/cli/report-error.ts";
import { UsageError } from "../../src/problems/usage-error.ts";
import { createReporter, type ReporterChoice } from "../../src/reporters/create-reporter.ts";
import { harmlessJson, printErrors, printLines } from "../../src/reporters/lines/line-printer.ts";
import { planLines } from "../../src/runner/plan/plan-lines.ts";
import { FakeOutput } from "../support/terminal/fake-output.ts";
import { cases } from "../support/cases.ts";

const pieces = [
  "\u001B]0;title\u0007",
  "\u001B]8;;http://x\u001B\\",
  "\u001B[2J",
  "\u001B[1;1H",
  "\u001B[8m",
  "\u001B",
  "\u009B",
  "\u009D",
  "[2J",
  "\u0007",
  "\b",
  "\r",
  "\n",
  "\u0085",
  "\u00A0",
  "\u007F",
  "\u202E",
  "\u2066",
  "::",
  "::error::x",
  "##[error]x",
  "##",
  "[",
  "a",
  " ",
  "é",
];
const hostile = fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((all) => all.join(""));

/** What a terminal would obey, beside colours and what a live tree itself uses. */
function obeyed(text: string, isLive = false): string[] {
  const own = isLive
    ? // oxlint-disable-next-line no-control-regex
      /\u001B\[(?:[\d;:]*m|\?2026[hl]|\?25[hl]|2K|E|\d*F|\d+[CD])|\u001B[78]|\r/g
    : // oxlint-disable-next-line no-control-regex
      /\u001B\[[\d;:]*m/g;
  // oxlint-disable-next-line no-control-regex
  return text.replaceAll(own, "").match(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g) ?? [];
}

function turned(text: string): boolean {
  return /[\u202A-\u202E\u2066-\u2069]/.test(text);
}

function events(name: string, text: string): readonly TimedEvent[] {
  const job = ["ci", name];
  const outcome = { outputs: { o: text }, durationMs: 1 };
  const record = { id: "a", name, needs: [], matrix: { m: text }, ...outcome, artifacts: {} };
  return [
    { type: "automation-started", time: 0, path: ["ci"], jobs: [{ id: "a", name, needs: [] }] },
    { type: "job-started", time: 0, path: job },
    { type: "task-started", time: 0, path: job },
    { type: "step-started", time: 0, path: [...job, text] },
    { type: "line", time: 0, path: [...job, text], stream: "debug", text },
    { type: "step-finished", time: 0, path: [...job, text], result: "failure", durationMs: 1 },
    { type: "task-started", time: 0, path: [...job, "unit"] },
    {
      type: "task-finished",
      time: 0,
      path: [...job, "unit"],
      result: "failure",
      error: text,
      place: text,
      stack: text,
      artifacts: { a: text },
      ...outcome,
    },
    {
      type: "annotation",
      time: 0,
      path: job,
      level: "error",
      message: text,
      title: text,
      file: text,
    },
    {
      type: "job-finished",
      time: 0,
      path: job,
      result: "failure",
      reason: text,
      notes: [text],
      log: `/r/${text}.log`,
      ...outcome,
    },
    {
      type: "run-finished",
      time: 0,
      path: ["ci"],
      id: "1",
      automation: "ci",
      result: "failure",
      startedAt: "2026-01-01T00:00:00.000Z",
      durationMs: 1,
      inputs: { i: text },
      event: "push",
      folder: `/${text}`,
      jobs: [
        { ...record, result: "failure", reason: text, notes: [text], log: "a.log", steps: [] },
      ],
    },
  ];
}

/** As the command's own: a task with steps and nested tasks. */
function taskEvents(text: string): readonly TimedEvent[] {
  return events("unused", text)
    .filter(({ type }) => /^(?:task|step|line|annotation)/.test(type))
    .map((event) => ({ ...event, path: ["check", ...event.path.slice(2)] }) as TimedEvent);
}

function shown(all: readonly TimedEvent[], choice: Partial<ReporterChoice>): string {
  const stdout = new FakeOutput();
  const reporter = createReporter(
    { stdout, now: () => 0 },
    { target: "automation", mode: "plain", color: true, debug: true, ...choice },
  );
  for (const event of all) reporter.report(event);
  reporter.end();
  return stdout.text;
}

describe.each(["plain", "quiet", "tree", "github"] as const)("%s", (mode) => {
  test.each(["automation", "task"] as const)(
    "shows names, reasons and values of an %s without anything for the terminal to obey",
    (target) => {
      fc.assert(
        fc.property(hostile, (text) => {
          const all = target === "task" ? taskEvents(text) : events(`test (${text})`, text);
          const output = shown(all, { target, mode });
          // Commands are data to the log, which is no terminal.
          const lines = output.split("\n").filter((line) => mode !== "github" || !isCommand(line));
          expect(obeyed(lines.join("\n"), mode === "tree")).toEqual([]);
          expect(turned(lines.join("\n"))).toBe(false);
        }),
        cases(300),
      );
    },
  );
});

function isCommand(line: string): boolean {
  return parseWorkflowCommand(line) !== undefined;
}

test.each(["quiet", "plain"] as const)(
  "%s prints no name or reason on GitHub that its runner reads as a command",
  (mode) => {
    fc.assert(
      fc.property(hostile, (text) => {
        const output = shown(events(text, text), { mode, isOnGitHub: true, color: false });
        expect(output.split("\n").filter(isCommand)).toEqual([]);
      }),
      cases(300),
    );
  },
);

test.each([{}, { GITHUB_ACTIONS: "true" }])(
  "errors, help, plans and lists print nothing to obey with %j",
  (env: Readonly<Record<string, string>>) => {
    fc.assert(
      fc.property(hostile, (text) => {
        const stdout = new FakeOutput();
        const stderr = new FakeOutput();
        const host = { env, stdout, stderr, arguments: [text] };
        reportError(new UsageError(`there is no ${text}`, [text]), host);
        reportError(new Error(text), host);
        reportError(text, host);
        printErrors(host, [text]);
        printLines(host, [text, `${text}\n${text}`]);
        printLines(host, planLines(plan(text)));
        const lines = (stdout.text + stderr.text).split("\n");
        expect(obeyed(lines.join("\n"))).toEqual([]);
        expect(turned(lines.join("\n"))).toBe(false);
        const read = env["GITHUB_ACTIONS"] === "true" ? lines.filter(isCommand) : [];
        expect(read).toEqual([]);
      }),
      cases(300),
    );
  },
);

function plan(text: string): Parameters<typeof planLines>[0] {
  const step = { purpose: "task", title: text, text, env: { INPUT_A: text } } as const;
  const local = { outputs: { o: text } };
  const condition = { expression: text, value: "true" } as const;
  const steps = [step, { ...step, leftOut: text, local, condition, steps: [step] }];
  const leg = { name: text, matrix: { m: text }, runsOn: [text], tools: [text], steps };
  const job = { id: "a", needs: [], notApplied: [], legs: [leg, { ...leg, steps: [step] }] };
  return { automation: "ci", event: "push", ref: text, inputs: { i: text }, jobs: [job] };
}

test("a direction in a name is shown escaped, and a program's own line keeps it", () => {
  const line = (path: readonly string[], text: string): TimedEvent => ({
    type: "line",
    time: 0,
    path,
    stream: "stdout",
    text,
  });
  const output = shown([line(["ci", "a\u202Eb"], "x\u2067y\u2069")], { color: false });
  expect(output).toBe("a\\u202Eb │ x\u2067y\u2069\n");
});

test("a style that a name leaves on ends with the line", () => {
  const stderr = new FakeOutput();
  printErrors({ env: {}, stderr }, ["a \u001B[8mhidden", "b"]);
  expect(stderr.text).toBe("a \u001B[8mhidden\u001B[0m\nb\n");
});

test("JSON for programs has the same value, and nothing to obey", () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const json = harmlessJson(JSON.stringify({ [text]: text }, undefined, 2));
      expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify({ [text]: text })));
      expect(obeyed(json)).toEqual([]);
      expect(json.split("\n").filter(isCommand)).toEqual([]);
    }),
    cases(100),
  );
});
