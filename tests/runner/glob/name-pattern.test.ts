/**
 * Which names fit a pattern of `hashFiles()`, and in which folders GitHub begins to look. That both are as in
 * @actions/glob is for hash-files-oracle.test.ts.
 */
import { describe, expect, test } from "vitest";
import { literalOf, readNamePattern } from "../../../src/runner/glob/name-pattern.ts";

function fits(pattern: string, name: string): boolean {
  const read = readNamePattern(pattern);
  return typeof read === "string" ? read === name : read.test(name);
}

describe("a name fits", () => {
  test.each<[pattern: string, fit: readonly string[], others: readonly string[]]>([
    ["a.lock", ["a.lock"], ["aXlock", "b.lock", "a.lock ", "A.lock"]],
    ["*", ["a", ".a", ""], []],
    ["**", ["a", ".a"], []],
    ["?", ["a", "."], ["", "ab"]],
    ["???", ["abc"], ["ab", "abcd"]],
    ["*.txt", ["a.txt", ".txt", "a.b.txt"], ["a.txt2", "atxt"]],
    ["**.txt", ["a.txt", ".txt"], ["a.tx"]],
    ["?.txt", ["a.txt", "..txt"], [".txt", "ab.txt"]],
    ["??.txt", ["ab.txt", "😀.txt"], ["a.txt", "abc.txt"]],
    ["a*", ["a", "ab", "a.b"], ["", "ba"]],
    ["a**b", ["ab", "acb"], ["a", "abc"]],
    ["a?b", ["acb"], ["ab", "accb"]],
    ["*\\*", ["a*"], ["a\\"]],
    ["*\\a", ["x\\a"], ["xa"]],
    ["**\\a", ["x\\a", "\\a"], ["xa"]],
    ["??\\a", ["xy\\a"], ["xya", "x\\a"]],
    ["a\\*", ["a*"], ["ab", "a\\"]],
    ["\\a", ["a"], ["\\a"]],
    ["a\\", ["a\\"], ["a"]],
    ["a+(b)|{c}^$#,-", ["a+(b)|{c}^$#,-"], ["aab"]],
    ["a*+(b).[c]", ["ax+(b).c"], ["axb.c", "axb)c"]],
    ["[ab]", ["a", "b"], ["c", "ab", ""]],
    ["[a-c]x", ["ax", "bx", "cx"], ["dx", "-x"]],
    ["[b-b]x", ["bx"], ["ax", "-x"]],
    ["[a]#*", ["a#", "a#b"], ["a"]],
    ["[ab]#*", ["a#", "b#c"], ["#"]],
    ["[c-a]x", [], ["ax", "bx", "cx", "x"]],
    ["[a-]", ["a", "-"], ["b"]],
    ["[a-]*", ["ab", "-b"], ["b"]],
    ["[!ab]", ["c", "!"], ["a", "b", ""]],
    ["[^ab]", ["c", "^"], ["a", "b"]],
    ["[!a-c]*", ["d", "dx"], ["a", "bx", ""]],
    ["[]a]", ["]", "a"], ["b"]],
    ["[!]a]", ["b"], ["]", "a"]],
    ["[a\\]b]", ["]", "a", "b"], ["\\"]],
    ["[\\!a]", ["!", "a"], ["\\", "b"]],
    ["[^\\]]", ["a"], ["]"]],
    ["[-a]", ["a", "-"], ["b"]],
    ["[\\[x]", ["[", "x"], ["\\"]],
    ["[a", ["[a"], ["a"]],
    ["[a\\", ["[a\\"], ["a"]],
    ["[]", ["[]"], ["]", "a"]],
    ["[a]b", ["ab"], ["b", "[a]b"]],
    ["[*]", ["*"], ["a"]],
    ["x[.]*", ["x.a", "x."], ["xa"]],
    ["[[:digit:]]x", ["0x", "٣x"], ["ax"]],
    ["[[:alpha:]_]", ["a", "ü", "_"], ["1", "-"]],
    ["[![:alpha:]]", ["1", "-"], ["a", "ü"]],
    ["[[:graph:]]", ["a", "1"], [" ", "\u0000"]],
    ["[[:print:]]", ["a", " "], ["\u0000"]],
    ["[![:graph:]]", [" "], ["a"]],
    ["[[:alpha:][:digit:]]", ["a", "1"], ["-"]],
    ["[a[:graph:]]", ["a", "b"], [" "]],
    ["[[:upper:][:graph:]]", ["A", "a"], [" "]],
    ["[[:xdigit:]]", ["f", "F", "9"], ["g"]],
    ["[[:space:]]", [" ", "\t"], ["a"]],
    ["[[:punct:]]", ["!", "-"], ["a"]],
    ["[[:none:]]", [":]", "n]"], [":", "x]"]],
    ["[a-[:alpha:]]x", [], ["ax", "bx", "-x"]],
    ["[ü]", ["ü"], ["u"]],
  ])("%s", (pattern, fit, others) => {
    const said = (names: readonly string[], is: boolean) => names.map((name) => ({ name, is }));
    const found = [...fit, ...others].map((name) => ({ name, is: fits(pattern, name) }));
    expect(found).toEqual([...said(fit, true), ...said(others, false)]);
  });
});

test("what only one name fits is that name", () => {
  expect(readNamePattern("a\\*b")).toBe("a*b");
  expect(readNamePattern("[.]git[x]")).toBe(".gitx");
  expect(readNamePattern("[[]")).toBe("[");
  expect(typeof readNamePattern("[ab]")).toBe("object");
  expect(typeof readNamePattern("[!a]")).toBe("object");
  expect(typeof readNamePattern("a*")).toBe("object");
});

// getLiteral in https://github.com/actions/toolkit/blob/main/packages/glob/src/internal-pattern.ts
test.each<[pattern: string, literal: string | undefined]>([
  ["a.b", "a.b"],
  ["", ""],
  ["a*", undefined],
  ["?", undefined],
  ["a\\*b\\?", "a*b?"],
  ["a\\", "a\\"],
  ["\\a", "a"],
  ["[a]b[c]", "abc"],
  ["[*]", "*"],
  ["[\\]]x", "]x"],
  ["[ab]", undefined],
  ["[!a]", undefined],
  ["[]", "[]"],
  ["[]x", "[]x"],
  ["[a", "[a"],
  ["x[\\a]y", "xay"],
])("GitHub begins to look for %j in %j", (pattern, literal) => {
  expect(literalOf(pattern)).toBe(literal);
});
