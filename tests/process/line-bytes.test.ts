import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { visibleText } from "../../src/problems/control-text.ts";
import { LastLines } from "../../src/process/last-lines.ts";
import { isPlain, lineCount, linesOf, sortLines, textsOf } from "../../src/process/line-bytes.ts";
import { writePrefixed } from "../../src/process/prefixed-lines.ts";
import { cases } from "../support/cases.ts";

/** What bytes and characters are looked through for, with what stands around it. */
const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "\n",
        "$&",
        "a",
        "::",
        "##[",
        "ü",
        "日",
        "🎉",
        "\t",
        "\r",
        "\u007F",
        "\u0085",
        "│",
      ),
      fc.constantFrom("\u0000", "\u001B[31m", "\u00A0", "ÿ", "plain words", "\n\n", ":", "#"),
      fc.string({ unit: "binary", maxLength: 3 }),
    ),
    { maxLength: 20 },
  )
  .map((parts) => parts.join("").toWellFormed());

/** The same bytes at any place in memory: words of four are read where they begin. */
function placed(lines: Buffer, offset: number): Buffer {
  const memory = Buffer.alloc(lines.length + offset);
  lines.copy(memory, offset);
  return memory.subarray(offset);
}

const offset = fc.nat(7);

describe("a chunk of lines", () => {
  test("has as many lines as its text, and the same, wherever it lies", () => {
    fc.assert(
      fc.property(text, offset, (said, place) => {
        const lines = placed(linesOf(said), place);
        expect(textsOf(lines)).toEqual(said.split("\n"));
        expect(lineCount(lines)).toBe(said.split("\n").length);
      }),
      cases(1000),
    );
  });

  test("is plain where a terminal obeys nothing in it but line endings and tabs", () => {
    fc.assert(
      fc.property(text, offset, (said, place) => {
        const lines = placed(linesOf(said), place);
        expect(isPlain(lines)).toBe(!said.includes("\r") && visibleText(said) === said);
      }),
      cases(1000),
    );
  });

  test("has each line behind a prefix, up to one that has to be made harmless, and no other change", () => {
    const long = fc.nat(40_000).map((length) => "x".repeat(length));
    const said = fc.array(fc.oneof(text, long), { maxLength: 12 }).map((all) => all.join("\n"));
    fc.assert(
      fc.property(said, text, offset, (output, name, place) => {
        const prefix = name.replaceAll("\n", "");
        const lines = placed(linesOf(output), place);
        let done = 0;
        let shown = "";
        while (done < lines.length) {
          const count = writePrefixed(prefix, lines.subarray(done), (bytes) => {
            shown += Buffer.from(bytes).toString();
          });
          done += count;
          // Whoever prints it prints this one otherwise.
          const end = lines.indexOf(10, done) + 1;
          if (end === 0) break;
          const line = lines.subarray(done, end);
          expect(!isPlain(line) || !isPlain(lines) || line.length > 8192).toBe(true);
          shown += prefix + line.toString();
          done = end;
        }
        expect(shown).toBe(
          output
            .split("\n")
            .map((line) => `${prefix}${line}\n`)
            .join(""),
        );
      }),
      cases(500),
    );
  });

  test("behind a prefix is a few pieces of what is written, and is looked through once", () => {
    const lines = linesOf("some words\n".repeat(100_000));
    let written = 0;
    expect(writePrefixed("name │ ", lines, () => (written += 1))).toBe(lines.length);
    expect(written).toBeLessThan(30);
    expect(lineCount(lines)).toBe(100_001);
  });

  test("gives away its commands one by one, in their order with all other lines", () => {
    fc.assert(
      fc.property(text, (said) => {
        const found: string[] = [];
        sortLines(linesOf(said), {
          read: (line) => (line.includes("a") ? line : undefined),
          onCommand: (line) => found.push(`command ${line}`),
          onLines: (lines) => found.push(...textsOf(lines)),
        });
        const isCommand = (line: string): boolean => /::|##\[/.test(line) && line.includes("a");
        expect(found).toEqual(
          said.split("\n").map((line) => (isCommand(line) ? `command ${line}` : line)),
        );
      }),
      cases(1000),
    );
  });

  test("is one chunk again where it holds no command, whatever else is in it", () => {
    const chunks: Buffer[] = [];
    const lines = linesOf("std::string\n".repeat(1000));
    sortLines(lines, {
      read: () => undefined,
      onCommand: () => {},
      onLines: (some) => chunks.push(some),
    });
    expect(chunks).toEqual([lines]);
  });
});

test("the last lines of an output are kept, each cut, however they come together", () => {
  const output = fc.array(
    fc.oneof(
      text,
      text.map((said) => [said]),
    ),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(
      output,
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 9 }),
      (all, most, longest) => {
        const last = new LastLines<number>(most, longest);
        for (const [from, said] of all.entries()) {
          if (typeof said === "string") last.addLines(from, linesOf(said));
          else last.add(from, said.join("").replaceAll("\n", ""));
        }
        const lines = all.flatMap((said, from) =>
          (typeof said === "string" ? said.split("\n") : [said.join("").replaceAll("\n", "")]).map(
            (line) => ({ from, text: line.slice(0, longest).toWellFormed() }),
          ),
        );
        expect(last.list()).toEqual(lines.slice(-most));
      },
    ),
    cases(1000),
  );
});
