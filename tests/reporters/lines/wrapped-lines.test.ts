/** Lines that are wider than a terminal, cut into rows. */
import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { linesOf } from "../../../src/process/line-bytes.ts";
import { wideLineAt, wrappedLine } from "../../../src/reporters/lines/wrapped-lines.ts";
import { cases } from "../../support/cases.ts";
import { FakeTerminal } from "../../support/terminal/fake-terminal.ts";

const red = "\u001B[31m";
const reset = "\u001B[0m";

describe("a line that is wider than the terminal", () => {
  test("has the guide in each row, and the name in the first", () => {
    expect(wrappedLine("test › unit │ ", "abcdefghijklmnopqrstuvwxyz", 24)).toEqual([
      "test › unit │ abcdefghij",
      "            │ klmnopqrst",
      "            │ uvwxyz",
    ]);
  });

  test("keeps the colours of its guide, and has as many spaces as a wide name takes", () => {
    expect(wrappedLine(`${red}日本 │${reset} `, "x".repeat(12), 17)).toEqual([
      `${red}日本 │${reset} ${"x".repeat(10)}`,
      `${red}     │${reset} xx`,
    ]);
  });

  test("goes on with the colours that are on, and ends each row without any", () => {
    const text = `ab${red}\u001B[1mcdefghij\u001B[22mklmno\u001B[38;5;200mpq${reset}rs`;
    expect(wrappedLine("│ ", text, 12)).toEqual([
      `│ ab${red}\u001B[1mcdefghij\u001B[22m${reset}`,
      `│ ${red}klmno\u001B[38;5;200mpq${reset}rs`,
    ]);
  });

  test("is cut before a wide character that has no room, and never within one", () => {
    expect(wrappedLine("│ ", "123456789日本👩‍👩‍👦e\u0301x", 12)).toEqual([
      "│ 123456789",
      "│ 日本👩‍👩‍👦e\u0301x",
    ]);
  });

  test("counts a tab as far as its stop", () => {
    expect(wrappedLine("│ ", "a\tb\tc", 18)).toEqual(["│ a\tb\tc"]);
    expect(wrappedLine("│ ", "a\tb\tcde", 18)).toEqual(["│ a\tb\tcd", "│ e"]);
  });

  test("is left to the terminal where a guide leaves no room, or there is none", () => {
    const text = "x".repeat(100);
    expect(wrappedLine("a long name │ ", text, 20)).toEqual([`a long name │ ${text}`]);
    expect(wrappedLine("", text, 20)).toEqual([text]);
    expect(wrappedLine("│ ", text, Infinity)).toEqual([`│ ${text}`]);
  });
});

const piece = fc.oneof(
  fc.constantFrom(
    "日本",
    "ü",
    "👍🏽",
    "e\u0301",
    "\t",
    " ",
    red,
    "\u001B[1;44m",
    "\u001B[39m",
    reset,
  ),
  fc.stringMatching(/^[a-z]{0,30}$/),
);
const line = fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join(""));
const width = fc.integer({ min: 20, max: 60 });

test("no row is wider than the terminal, and all of the text is there", async () => {
  await fc.assert(
    fc.asyncProperty(line, width, async (text, columns) => {
      const rows = wrappedLine("job │ ", text, columns);
      const texts = rows.map((row) => stripVTControlCharacters(row).slice("job │ ".length));
      expect(texts.join("")).toBe(stripVTControlCharacters(text));
      const terminal = new FakeTerminal(columns, 50);
      terminal.output.write(rows.map((row) => `${row}\n`).join(""));
      // As many rows as were written: the terminal wrapped none of them.
      expect(await terminal.cursorRow()).toBe(rows.length);
    }),
    cases(200),
  );
});

test("a chunk without a wide line is passed as a whole, and no wide line is missed", () => {
  fc.assert(
    fc.property(fc.array(line, { minLength: 1 }), width, (lines, columns) => {
      const chunk = linesOf(lines.join("\n"));
      const wideAt = wideLineAt(chunk, "job │ ", columns);
      const before = chunk.subarray(0, wideAt).toString().split("\n").slice(0, -1);
      for (const text of before) expect(wrappedLine("job │ ", text, columns)).toHaveLength(1);
      const mayBeWide = lines.some(
        (text) => Buffer.byteLength(text) > columns - 6 || text.includes("\t"),
      );
      expect(mayBeWide || wideAt === chunk.length).toBe(true);
    }),
    cases(300),
  );
});
