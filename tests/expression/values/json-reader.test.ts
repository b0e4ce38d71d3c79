import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readJson } from "../../../src/expression/values/json-reader.ts";
import { plain } from "../../../src/expression/values/value.ts";
import { cases } from "../../support/cases.ts";

// JsonTextReader.cs and JToken.cs of https://github.com/JamesNK/Newtonsoft.Json
describe("fromJSON reads what Newtonsoft.Json reads:", () => {
  test.each<[text: string, value: unknown]>([
    [`{'a': "it's", "b": 'say "x"'}`, { a: "it's", b: 'say "x"' }],
    ["{a: 1, $b_2 : 2}", { a: 1, $b_2: 2 }],
    ["[1, 2,]", [1, 2]],
    ["{a: 1,}", { a: 1 }],
    ["[1,,2]", [1, "", 2]],
    ["[/* one */ 1, // two\n 2]", [1, 2]],
    ["/* first */ 1", " first "],
    ['"a\tb\nc"', "a\tb\nc"],
    ["[NaN, Infinity, -Infinity, undefined]", [NaN, Infinity, -Infinity, ""]],
    ["[0x1F, 017, .5, 1., -0]", [31, 15, 0.5, 1, -0]],
    ["0xFFFFFFFFFFFFFFFF", -1],
    ["[1.25, .125, -.5, 1.e2, 1e+2, 1E-2, -1.5e1]", [1.25, 0.125, -0.5, 100, 100, 0.01, -15]],
    ["[00, 07, 0X1f]", [0, 7, 31]],
    ['{"": 1, "a": {"b": [[], {}]}}', { "": 1, a: { b: [[], {}] } }],
    ["1 and more", 1],
    ["1) and more", 1],
    ["1/", 1],
    ["true//", true],
    ["null/* */", null],
    ["{a: 1} }", { a: 1 }],
    ['{"a": 1, "A": 2}', { a: 2 }],
    [String.raw`'\u0041\'\/'`, "A'/"],
  ])("%j", (text, value) => {
    expect(plain(readJson(text))).toEqual(value);
  });

  test.each([
    "",
    " ",
    "+1",
    "-0x1",
    "09",
    "0x",
    "1x2",
    "08",
    "018",
    "0x1G",
    "0x11111111111111111",
    "1.2.3",
    "1e",
    "1e+",
    "--1",
    "1-",
    ".",
    ".e1",
    "[1 2]",
    "[1}",
    "[1",
    "{a 1}",
    "{a-b: 1}",
    "{,}",
    "{a:}",
    "]",
    "truex",
    "true/",
    "undefined/x",
    "true)",
    "True",
    "'a",
    String.raw`"\x"`,
    String.raw`"\u12"`,
    "/x",
    "//",
    "[".repeat(65),
  ])("but not %j", (text) => {
    expect(() => readJson(text)).toThrow(SyntaxError);
  });

  test("any JSON", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const text = JSON.stringify(value, undefined, 1);
        // Names that differ in case only are one.
        fc.pre(!/"[^"]*"\s*:/.test(text) || text === text.toLowerCase());
        expect(JSON.stringify(plain(readJson(text)))).toBe(JSON.stringify(value));
      }),
      cases(100),
    );
  });
});
