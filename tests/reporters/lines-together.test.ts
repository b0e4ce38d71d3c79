/** However many lines come together, what is shown of them is what is shown of each by itself. */
import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { TimedEvent } from "../../src/events/event.ts";
import { linesOf } from "../../src/process/line-bytes.ts";
import { createReporter, type ReporterMode } from "../../src/reporters/create-reporter.ts";
import { cases } from "../support/cases.ts";
import { FakeOutput } from "../support/terminal/fake-output.ts";
import { FakeTerminal } from "../support/terminal/fake-terminal.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(() => void vi.useRealTimers());

const line = fc
  .array(
    fc.oneof(
      fc.constantFrom("word", "::", "::error::", "##[group]", "ü", "日本", "\t", "\r", "\u0007"),
      fc.constantFrom("\u001B[31m", "\u001B[0m", "\u001B[2J", "\u009B1m", "\u202E", "\u2066", " "),
      fc.nat(9000).map((length) => "x".repeat(length)),
    ),
    { maxLength: 5 },
  )
  .map((parts) => parts.join(""));
const lines = fc.array(line, { minLength: 1, maxLength: 8 });
const path = fc.constantFrom(["t"], ["t", "nested"], ["t", "nested", "step ##[error]"]);

function events(texts: readonly string[], names: readonly string[]): TimedEvent[] {
  return texts.map((text) => ({
    type: "lines",
    time: 0,
    path: names,
    stream: "stdout",
    bytes: linesOf(text),
  }));
}

/** What is open: a task, a nested one and a step of that. */
const begun: readonly TimedEvent[] = [
  { type: "task-started", time: 0, path: ["t"] },
  { type: "task-started", time: 0, path: ["t", "nested"] },
  { type: "step-started", time: 0, path: ["t", "nested", "step ##[error]"] },
];

interface Choice {
  readonly color: boolean;
  readonly isOnGitHub: boolean;
  readonly isTerminal: boolean;
}

function shown(
  mode: ReporterMode,
  given: readonly TimedEvent[],
  { isTerminal, ...choice }: Choice,
): string {
  const output = new FakeOutput();
  output.isTerminal = isTerminal;
  const reporter = createReporter(
    { stdout: output, now: () => 0 },
    { target: "task", mode, debug: false, ...choice },
  );
  for (const event of [...begun, ...given]) reporter.report(event);
  reporter.end();
  return output.text;
}

test.each<[ReporterMode, boolean, boolean]>([
  ["plain", false, false],
  ["plain", false, true],
  ["plain", true, false],
  ["github", true, false],
  ["json", false, false],
])("line by line: %s, read by GitHub: %s, on a terminal: %s", (mode, isOnGitHub, isTerminal) => {
  fc.assert(
    fc.property(lines, path, fc.boolean(), (texts, names, color) => {
      const choice = { color, isOnGitHub, isTerminal };
      const together = shown(mode, events([texts.join("\n")], names), choice);
      expect(together).toBe(shown(mode, events(texts, names), choice));
    }),
    cases(300),
  );
});

test("on a terminal", async () => {
  const screen = async (given: readonly TimedEvent[]): Promise<string[]> => {
    const terminal = new FakeTerminal(60, 12);
    const reporter = createReporter(
      { stdout: terminal.output, now: () => 0 },
      { target: "task", mode: "tree", color: true, debug: false },
    );
    for (const event of [...begun, ...given]) {
      reporter.report(event);
      reporter.flush?.();
    }
    reporter.end();
    return terminal.lines();
  };
  await fc.assert(
    fc.asyncProperty(lines, path, async (texts, names) => {
      const together = await screen(events([texts.join("\n")], names));
      expect(together).toEqual(await screen(events(texts, names)));
    }),
    cases(50),
  );
});
