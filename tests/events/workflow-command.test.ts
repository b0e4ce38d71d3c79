import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  annotationOf,
  formatWorkflowCommand,
  looksLikeCommand,
  mayBecomeCommand,
  parseWorkflowCommand,
  WorkflowCommandReader,
} from "../../src/events/workflow-command.ts";
import { cases } from "../support/cases.ts";

describe("parseWorkflowCommand", () => {
  test("reads name, properties and data", () => {
    expect(
      parseWorkflowCommand("::error file=a.ts,line=3,title=Type%3A error::bad%0Avalue"),
    ).toEqual({
      name: "error",
      properties: { file: "a.ts", line: "3", title: "Type: error" },
      data: "bad\nvalue",
    });
  });

  // https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs, TryParseV2 and TryParse
  test("does not mind leading blanks and the case of names", () => {
    expect(parseWorkflowCommand("  ::Warning File=a.ts::x")).toEqual({
      name: "warning",
      properties: { file: "a.ts" },
      data: "x",
    });
  });

  test("reads the older form anywhere in a line, with its own separators and escapes", () => {
    expect(parseWorkflowCommand("12:00 ##[error file=a.ts;line=1;title=a%3Bb%5D]bad")).toEqual({
      name: "error",
      properties: { file: "a.ts", line: "1", title: "a;b]" },
      data: "bad",
    });
  });

  test("takes an escaped percent sign for what it is", () => {
    expect(parseWorkflowCommand("::notice::100%250A")?.data).toBe("100%0A");
  });

  test("leaves out properties that have no value", () => {
    expect(parseWorkflowCommand("::error file=,line,title=a=b::x")?.properties).toEqual({
      title: "a=b",
    });
  });

  test.each([
    "text ::error::x",
    "::unknown::x",
    "::error",
    "std::vector::x",
    "##[unknown]x",
    "##[error",
    "",
  ])("takes %j for ordinary output", (line) => {
    expect(parseWorkflowCommand(line)).toBeUndefined();
  });

  test("reads back whatever formatWorkflowCommand wrote, in one line", () => {
    const value = fc.string({ unit: "binary", minLength: 1 });
    fc.assert(
      fc.property(value, value, (data, title) => {
        const line = formatWorkflowCommand("error", data, { title, line: 3, file: undefined });
        expect(line).not.toMatch(/[\r\n]/);
        expect(parseWorkflowCommand(line)).toEqual({
          name: "error",
          properties: { title, line: "3" },
          data,
        });
      }),
      cases(100),
    );
  });
});

test("formatWorkflowCommand escapes as the toolkit does", () => {
  expect(formatWorkflowCommand("error", "50%\r\n: ,", { title: "a:b,c%" })).toBe(
    "::error title=a%3Ab%2Cc%25::50%25%0D%0A: ,",
  );
  expect(formatWorkflowCommand("endgroup", "")).toBe("::endgroup::");
});

test("looksLikeCommand sees both forms", () => {
  expect([" ::x", "a ##[group]", "a ::x"].map((line) => looksLikeCommand(line))).toEqual([
    true,
    true,
    false,
  ]);
});

describe("WorkflowCommandReader", () => {
  test("reads nothing between stop-commands and its token", () => {
    const reader = new WorkflowCommandReader();
    const lines = ["::stop-commands::T1", "::error::a", "::other::", "::t1::", "::error::b"];
    expect(lines.map((line) => reader.read(line)?.name)).toEqual([
      "stop-commands",
      undefined,
      undefined,
      undefined,
      "error",
    ]);
  });

  test.each(["", "error", "Pause-Logging"])("does not stop for the token %j", (token) => {
    const reader = new WorkflowCommandReader();
    reader.read(`::stop-commands::${token}`);
    expect(reader.read("::error::a")?.name).toBe("error");
  });
});

describe("annotationOf", () => {
  const annotate = (line: string): unknown => {
    const command = parseWorkflowCommand(line);
    return command === undefined ? undefined : annotationOf(command, ["ci", "test"]);
  };
  const base = { type: "annotation", path: ["ci", "test"] };

  test("has the place in the file", () => {
    expect(annotate("::warning file=a.ts,line=3,col=4,endColumn=6,title=T::m")).toEqual({
      ...base,
      level: "warning",
      message: "m",
      title: "T",
      file: "a.ts",
      line: 3,
      column: 4,
      endColumn: 6,
    });
  });

  // https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs
  test("takes endLine for the line, and drops columns across lines or without one", () => {
    expect(annotate("::error endLine=3::m")).toEqual({
      ...base,
      level: "error",
      message: "m",
      line: 3,
      endLine: 3,
    });
    expect(annotate("::error line=1,endLine=3,col=4::m")).toEqual({
      ...base,
      level: "error",
      message: "m",
      line: 1,
      endLine: 3,
    });
    expect(annotate("::error col=4,line=x::m")).toEqual({ ...base, level: "error", message: "m" });
  });

  test("cuts the message at 4,096 characters", () => {
    expect(annotate(`::error::${"x".repeat(5000)}`)).toMatchObject({ message: "x".repeat(4096) });
  });

  test("is nothing for other commands", () => {
    expect(annotate("::group::x")).toBeUndefined();
  });
});

// Char.IsWhiteSpace, which TrimStart() takes away before a command: https://learn.microsoft.com/dotnet/api/system.char.iswhitespace
test.each(["", " ", "\t", "\u0085", "\u00A0", "\u2003 ", "\u3000"])(
  "no beginning of a command behind %j is taken for a question, however little of it is there",
  (space) => {
    const line = `${space}::add-mask::private`;
    expect(parseWorkflowCommand(line)?.name).toBe("add-mask");
    for (let length = space.length + 1; length <= line.length; length += 1) {
      expect([line.slice(0, length), mayBecomeCommand(line.slice(0, length))]).toEqual([
        line.slice(0, length),
        true,
      ]);
    }
  },
);
