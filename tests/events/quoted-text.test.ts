/** What recompose prints of data is never read as a command, by a reader written from the runner's source. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { TimedEvent } from "../../src/events/event.ts";
import { parseWorkflowCommand, withoutCommands } from "../../src/events/workflow-command.ts";
import { GitHubReporter } from "../../src/reporters/github.ts";
import { JsonReporter } from "../../src/reporters/json.ts";
import { FakeOutput } from "../support/terminal/fake-output.ts";
import { cases } from "../support/cases.ts";

const names =
  "add-mask add-matcher add-path debug echo endgroup error group notice remove-matcher save-state set-env set-output stop-commands warning".split(
    " ",
  );

/** .NET's Char.IsWhiteSpace: https://learn.microsoft.com/dotnet/api/system.char.iswhitespace */
const whiteSpace = /^[\t\n\v\f\r \u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]+/;

/**
 * The commands in what a step printed: lines as StreamReader.ReadLine cuts them, then TryParseV2 and TryParse of
 * https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */
function commandsIn(output: string): readonly string[] {
  return output.split(/\r\n|\r|\n/).flatMap((line) => {
    const trimmed = line.replace(whiteSpace, "");
    const end = trimmed.indexOf("::", 2);
    if (trimmed.startsWith("::") && end !== -1) {
      const [name = ""] = trimmed.slice(2, end).split(" ");
      if (names.includes(name.toLowerCase())) return [name.toLowerCase()];
    }
    const older = line.indexOf("##[");
    const close = line.indexOf("]", older);
    if (older === -1 || close === -1) return [];
    const [name = ""] = line.slice(older + 3, close).split(" ");
    return names.includes(name.toLowerCase()) ? [name.toLowerCase()] : [];
  });
}

const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "::",
        "##[",
        "]",
        "\n",
        "\r",
        "\t",
        " ",
        "\u0085",
        "\u00A0",
        "\uFEFF",
        "::x::",
      ),
      fc.constantFrom(...names),
      fc.constantFrom(
        "##[group]",
        "::add-mask::a",
        "::stop-commands::t",
        "##[error file=a;line=1]b",
      ),
      fc.string({ unit: "binary", maxLength: 3 }),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(""));

describe("the reader", () => {
  test.each([
    "::error::x",
    "  ::ERROR file=a::x",
    "\u0085::notice::",
    "a ##[group]b",
    "x\r::debug::y",
  ])("finds the command in %j", (text) => {
    expect(commandsIn(text)).toHaveLength(1);
  });
});

test("a line of any kind is the command here that it is to the runner", () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const [line = ""] = text.split(/[\r\n]/);
      const found = parseWorkflowCommand(line);
      expect(found === undefined ? [] : [found.name]).toEqual(commandsIn(line));
    }),
    cases(1000),
  );
});

test("text of any kind is read as no command", () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const shown = text.split("\n").map(withoutCommands).join("\n");
      expect(commandsIn(shown)).toEqual([]);
    }),
    cases(1000),
  );
});

test("outputs, errors, names and captured lines of a task are read as no commands on GitHub", () => {
  fc.assert(
    fc.property(hostile, hostile, (text, other) => {
      const output = new FakeOutput();
      const reporter = new GitHubReporter(
        { stdout: output, now: () => 0 },
        { color: false, debug: true },
      );
      const at = (event: object): void => reporter.report({ time: 0, ...event } as TimedEvent);
      const ended = { outputs: { o: text }, artifacts: { a: other }, durationMs: 1 };
      at({ type: "task-started", path: ["t"] });
      at({
        type: "line",
        path: ["t"],
        stream: "stderr",
        text: text.replaceAll("\n", " "),
        quoted: true,
      });
      at({ type: "task-started", path: ["t", other] });
      at({ type: "line", path: ["t", other], stream: "debug", text: text.replaceAll("\n", " ") });
      at({ type: "task-finished", path: ["t", other], result: "failure", error: text, ...ended });
      at({
        type: "task-finished",
        path: ["t"],
        result: "failure",
        error: other,
        stack: text,
        ...ended,
      });
      reporter.end();
      const own = new Set(["group", "endgroup", "error"]);
      expect(commandsIn(output.text).filter((name) => !own.has(name))).toEqual([]);
    }),
    cases(500),
  );
});

test("events with --json hold no command, and read back the same", () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const output = new FakeOutput();
      const event: TimedEvent = { type: "line", time: 1, path: ["t"], stream: "stdout", text };
      new JsonReporter(output, { debug: false }).report(event);
      expect(commandsIn(output.text)).toEqual([]);
      expect(JSON.parse(output.text)).toEqual(event);
    }),
    cases(1000),
  );
});
