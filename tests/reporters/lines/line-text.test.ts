import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { linesOf } from "../../../src/process/line-bytes.ts";
import { cellText, colouredLines, streamText } from "../../../src/reporters/lines/line-text.ts";
import { cases } from "../../support/cases.ts";

const reset = "\u001B[0m";

test("many lines with colours are shown as each by itself", () => {
  const part = fc.constantFrom(
    "\u001B[31m",
    "\u001B[0m",
    "\u001B[1;38:5:3m",
    "a",
    "ü",
    "日",
    "\t",
    "\n",
  );
  const other = fc.constantFrom("\r", "\u001B[2J", "\u001B", "\u0085", "\u0007", "\u007F");
  const text = fc.oneof(fc.array(part), fc.array(fc.oneof(part, other))).map((all) => all.join(""));
  fc.assert(
    fc.property(text, fc.boolean(), (said, color) => {
      const lines = colouredLines(linesOf(said), color);
      const others = ["\r", "\u001B[2J", "\u0085", "\u0007", "\u007F"];
      const isOfColours =
        !others.some((control) => said.includes(control)) &&
        said
          .split("\u001B")
          .slice(1)
          .every((after) => /^\[[\d;:]*m/.test(after));
      const expected = said.split("\n").map((line) => streamText(line, color));
      expect(lines?.map((line) => Buffer.from(line, "latin1").toString())).toEqual(
        isOfColours ? expected : undefined,
      );
    }),
    cases(500),
  );
});

describe("streamText", () => {
  test.each([
    ["moves of the cursor", "a\u001B[2J\u001B[1;1Hb\u001B[3A", "ab"],
    ["the window's title", "a\u001B]0;title\u0007b\u001B]8;;http://x\u001B\\c", "abc"],
    ["bells and backspaces", "a\u0007b\u0008c\u0000", "abc"],
    ["sequences of other kinds", "a\u001BPq#0\u001B\\b\u001B(Bc\u001B7d\u009B2Je", "abcde"],
    ["a sequence that never ends", "a\u001B]0;title", "a"],
    ["a lone escape", "a\u001B", "a"],
    ["settings that only look like colours", "a\u001B[>4mb", "ab"],
  ])("drops %s", (_name, text, shown) => {
    expect(streamText(text, true)).toBe(shown);
  });

  test("keeps colours, which end with the line", () => {
    expect(streamText("\u001B[31mred", true)).toBe(`\u001B[31mred${reset}`);
    expect(streamText(`\u001B[31mred${reset}`, true)).toBe(`\u001B[31mred${reset}`);
  });

  test("drops colours where none are wanted", () => {
    expect(streamText("\u001B[31mred\u001B[0m\ttab", false)).toBe("red\ttab");
  });

  test("shows a progress bar as it was drawn last", () => {
    expect(streamText("10%\r50%\r100%\r", true)).toBe("100%");
    expect(streamText("\r\r", true)).toBe("");
  });

  test("lets no control character through, whatever the line", () => {
    const parts = fc.constantFrom(
      "\u001B",
      "[",
      "]",
      "2",
      ";",
      "m",
      "J",
      "\u0007",
      "\\",
      "P",
      "\r",
      "x",
      "\u009B",
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 12 }), (characters) => {
        // oxlint-disable-next-line no-control-regex -- colours may stay
        const rest = streamText(characters.join(""), true).replaceAll(/\u001B\[[\d;:]*m/g, "");
        const codes = Array.from(rest, (character) => character.codePointAt(0) ?? 0);
        expect(codes.filter((code) => code < 32 || (code >= 127 && code < 160))).toEqual([]);
      }),
      cases(100),
    );
  });
});

describe("cellText", () => {
  test("makes tabs a width that can be counted", () => {
    expect(cellText("a\tb", 80, true)).toBe("a    b");
  });

  test("cuts a huge line before anything measures it", () => {
    expect(cellText("x".repeat(10_000_000), 80, true).length).toBeLessThan(1000);
  });
});
