import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { textsOf } from "../../src/process/line-bytes.ts";
import {
  LineSplitter,
  type LineSplitterOptions,
  maskedParts,
} from "../../src/process/line-splitter.ts";
import { Masker } from "../../src/process/masker.ts";
import { cases } from "../support/cases.ts";

function split(chunks: readonly Uint8Array[], options?: LineSplitterOptions): string[] {
  const lines: string[] = [];
  const splitter = new LineSplitter((some) => lines.push(...textsOf(some)), options);
  for (const chunk of chunks) splitter.push(chunk);
  splitter.end();
  return lines;
}

/** Cuts bytes at the given places. */
function pieces(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort(
    (a, b) => a - b,
  );
  return places.slice(1).map((end, index) => bytes.subarray(places[index], end));
}

describe("a stream of output", () => {
  test.each([
    ["with a final line ending", "a\nb\n", ["a", "b"]],
    ["without one", "a\nb", ["a", "b"]],
    ["with CRLF", "a\r\nb\r\n", ["a", "b"]],
    ["with empty lines", "\n\na\n\n", ["", "", "a", ""]],
    ["with progress that returns to the start of its line", "10%\r20%\n", ["10%\r20%"]],
    ["that is empty", "", []],
  ])("%s is these lines", (_what, text, lines) => {
    expect(split([new TextEncoder().encode(text)])).toEqual(lines);
  });

  test("is the same lines wherever its chunks were cut, also within a character", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("a", "ü", "日", "🎉", "\n", "\r\n") }),
        fc.array(fc.nat()),
        (text, cuts) => {
          const bytes = new TextEncoder().encode(text);
          expect(split(pieces(bytes, cuts))).toEqual(split([bytes]));
        },
      ),
      cases(100),
    );
  });

  test("with a line of any length keeps every character, in pieces of bounded length", () => {
    const text = "🎉".repeat(5000);
    const lines = split(pieces(new TextEncoder().encode(text), [1, 777, 5001]), {
      longestLine: 100,
    });
    expect(lines.join("")).toBe(text);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(101);
    expect(lines.every((line) => line.isWellFormed())).toBe(true);
  });

  test("hides a secret wherever chunks and pieces of a long line were cut", () => {
    const masker = new Masker();
    masker.add("secret-value");
    fc.assert(
      fc.property(fc.nat(300), fc.array(fc.nat()), (before, cuts) => {
        const text = `${"x".repeat(before)}secret-value${"y".repeat(200)}`;
        const lines = split(pieces(new TextEncoder().encode(text), cuts), {
          masker,
          longestLine: 50,
        });
        expect(lines.join("")).toBe(`${"x".repeat(before)}***${"y".repeat(200)}`);
      }),
      cases(100),
    );
  });

  test("that is read for commands first still has no secret where pieces of a long line meet", () => {
    const masker = new Masker(["secret-value"]);
    fc.assert(
      fc.property(fc.nat(300), fc.array(fc.nat()), (before, cuts) => {
        const text = `${"x".repeat(before)}secret-value${"y".repeat(200)}`;
        const shown: string[] = [];
        const show = (lines: Buffer): void =>
          void shown.push(...maskedParts(lines, masker, 50).flatMap(textsOf));
        const splitter = new LineSplitter(show, { masker, isRaw: true, longestLine: 50 });
        for (const chunk of pieces(new TextEncoder().encode(text), cuts)) splitter.push(chunk);
        splitter.end();
        expect(shown.join("")).toBe(`${"x".repeat(before)}***${"y".repeat(200)}`);
        expect(Math.max(...shown.map((line) => line.length))).toBeLessThanOrEqual(51);
      }),
      cases(100),
    );
  });
});

describe("a line without an ending", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function watched(masker?: Masker): {
    readonly push: (text: string) => void;
    readonly beginnings: string[];
    readonly lines: string[];
  } {
    const beginnings: string[] = [];
    const lines: string[] = [];
    const splitter = new LineSplitter((some) => lines.push(...textsOf(some)), {
      onUnfinished: (text) => beginnings.push(text),
      ...(masker === undefined ? {} : { masker }),
    });
    return { push: (text) => splitter.push(new TextEncoder().encode(text)), beginnings, lines };
  }

  test("is told after a moment, with what is before it on its line, and again when there is more", () => {
    const { push, beginnings, lines } = watched();
    push("first\nYour ");
    push("name? ");
    expect(beginnings).toEqual([]);
    vi.runAllTimers();
    expect(beginnings).toEqual(["Your name? "]);
    push("(not the nickname) ");
    vi.runAllTimers();
    expect(beginnings).toEqual(["Your name? ", "Your name? (not the nickname) "]);
    push("Hello\n");
    vi.runAllTimers();
    expect(beginnings).toHaveLength(2);
    expect(lines).toEqual(["first", "Your name? (not the nickname) Hello"]);
  });

  test("is not told where it ends within the moment", () => {
    const { push, beginnings } = watched();
    push("one li");
    push("ne\n");
    vi.runAllTimers();
    expect(beginnings).toEqual([]);
  });

  test("is masked", () => {
    const masker = new Masker();
    masker.add("hunter2");
    const { push, beginnings } = watched(masker);
    push("hunter2 or hun");
    vi.runAllTimers();
    expect(beginnings).toEqual(["*** or "]);
  });
});
