import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chunkSize, LogLines } from "../../../../src/reporters/report/page/log-lines.ts";
import { cases } from "../../../support/cases.ts";

/** Each line of a chunk as text, with what was found in brackets, behind its kind. */
function drawn(text: string, query = "", chunk = 0): readonly string[] {
  return new LogLines(text).chunk(chunk, query).map(({ kind, parts }) => {
    const shown = parts.map((part) => (part.isMatch ? `[${part.text}]` : part.text)).join("");
    return kind === "" ? shown : `${kind}: ${shown}`;
  });
}

describe("lines of a log", () => {
  test("come in chunks, with colours that go on", () => {
    const text = `\u001B[31m${Array.from({ length: 250 }, (_, index) => `line ${index}`).join("\n")}\n`;
    const lines = new LogLines(text);
    expect(lines.count).toBe(250);
    expect(lines.chunk(2, "")).toHaveLength(50);
    expect(lines.chunk(1, "")[0]).toEqual({
      kind: "",
      parts: [{ text: `line ${chunkSize}`, style: "color:var(--c1)", isMatch: false }],
    });
    expect(lines.chunk(3, "")).toEqual([]);
  });

  test("say what GitHub's log would mark", () => {
    expect(drawn("##[error]no luck\n##[group]Build\n##[endgroup]\nx ##[error]y\n")).toEqual([
      "error: no luck",
      "group: Build",
      "endgroup: ",
      "x ##[error]y",
    ]);
  });

  test("are found in any case, across colours", () => {
    const text = "one TW\u001B[1mO\u001B[0m two\n##[error]three\ntwotwo";
    expect(new LogLines(text).find("two")).toEqual([0, 2]);
    expect(new LogLines(text).find("")).toEqual([]);
    expect(new LogLines(text).find("error")).toEqual([]);
    expect(drawn(text, "two")).toEqual(["one [TW][O] [two]", "error: three", "[two][two]"]);
  });

  test("lose nothing of their text, whatever is looked for", () => {
    const piece = fc.constantFrom("a", "b", "ab", " ", "\u001B[1m", "\u001B[0m", "\n");
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 30 }),
        fc.constantFrom("a", "ab", "b a"),
        (all, query) => {
          const text = all.join("");
          const shown = drawn(text, query).map((line) => line.replaceAll(/[[\]]/g, ""));
          const plain = text
            .replace(/\n$/, "")
            .split("\n")
            // oxlint-disable-next-line no-control-regex -- colours begin with an escape character
            .map((line) => line.replaceAll(/\u001B\[\dm/g, ""));
          expect(shown).toEqual(plain.slice(0, chunkSize));
          const found = drawn(text, query).flatMap((line, index) =>
            line.includes("[") ? [index] : [],
          );
          expect(new LogLines(text).find(query)).toEqual(found);
        },
      ),
      cases(200),
    );
  });
});
