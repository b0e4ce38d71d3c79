/** Whatever text is printed, wherever it stands, every reader of YAML gets it back. */
import fc from "fast-check";
import { load } from "js-yaml";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { cases } from "../support/cases.ts";
import { readWithGitHubsParser } from "../support/github/github-parser.ts";
import { readAsGitHub } from "../support/github/github-yaml.ts";
import { everywhere, hostile, print, texts } from "../support/github/yaml-texts.ts";

const readers: Readonly<Record<string, (text: string) => unknown>> = {
  "YAML 1.2": (text) => parse(text),
  "YAML 1.1": (text) => parse(text, { version: "1.1" }),
  "js-yaml": (text) => load(text),
  "GitHub's parser": readWithGitHubsParser,
  "GitHub's server, by its rules": readAsGitHub,
};

/** What each reader makes of a text in every position. */
function readings(text: string): Readonly<Record<string, unknown>> {
  const printed = print(everywhere(text));
  return Object.fromEntries(Object.entries(readers).map(([name, read]) => [name, read(printed)]));
}

function faithful(text: string): Readonly<Record<string, unknown>> {
  const value = { top: everywhere(text) };
  return Object.fromEntries(Object.keys(readers).map((name) => [name, value]));
}

describe("every reader of YAML gets back the text", () => {
  test.each(hostile.map((text) => [JSON.stringify(text).slice(0, 60), text]))("%s", (_, text) => {
    expect(readings(text)).toEqual(faithful(text));
  });

  test("that is made of whatever means something in YAML", () => {
    fc.assert(
      fc.property(texts, (all) => {
        expect(readings(all)).toEqual(faithful(all));
      }),
      cases(500),
    );
  });
});

test("what GitHub's reader refuses or splits between brackets is never plain there", () => {
  // "While scanning a plain scalar, find unexpected ':'" in YamlDotNet 5.3's Scanner.cs; "?" and ":" begin tokens.
  const text = fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: "grapheme" }));
  fc.assert(
    fc.property(text, (item) => {
      const list = print({ "in one line": [item] }).split("in one line: ")[1] ?? "";
      expect(list).toMatch(/^\[(?:[\w./-]+|"(?:[^"\\]|\\.)*"|'[^']*')\]\n$/);
    }),
    cases(500),
  );
});

test("a list in one line has plain only what is letters, digits and _ . / -", () => {
  const items = [
    "main",
    "v1.2.x",
    "a/b_c-d",
    "-x",
    "v*",
    "node:20",
    "?x",
    ":x",
    "a b",
    "1.2",
    "no",
  ];
  expect(print({ "in one line": items })).toContain(
    '[main, v1.2.x, a/b_c-d, -x, "v*", "node:20", "?x", ":x", "a b", "1.2", "no"]',
  );
});

test("what ruamel.yaml takes for a number without digits is quoted", () => {
  expect(print(["+_", "-_", "_"])).toBe('top:\n  - "+_"\n  - "-_"\n  - _\n');
});

test("text that begins with blanks says its indentation, also before a tab", () => {
  expect(print("\n\tnpm ci\n")).toBe("top: |2\n\n  \tnpm ci\n");
  expect(print("  a\nb")).toBe("top: |2-\n    a\n  b\n");
});

test("text that ends with blanks has a line for each of its lines", () => {
  expect(print("\n    npm ci\n    npm run build -- --all\n  ")).toBe(
    'top: "\\n\\\n  \\    npm ci\\n\\\n  \\    npm run build -- --all\\n\\\n  \\  "\n',
  );
});

test.each([
  [1, "1"],
  [-0.5, "-0.5"],
  [999999999999999, "999999999999999"],
  [-0, "0"],
  [1e21, "1.0e+21"],
  [-1e-7, "-1.0e-7"],
  [1.5e300, "1.5e+300"],
  [1234567890123456, "1234567890123456"],
  [0.1 + 0.2, "0.30000000000000004"],
])("the number %s is printed so that YAML 1.1 and 1.2 read a number: %s", (number, text) => {
  expect(print(number)).toBe(`top: ${text}\n`);
  for (const version of ["1.1", "1.2"] as const) {
    expect(parse(print(number), { version })).toEqual({ top: number + 0 });
  }
});

describe("what GitHub's server refuses, others take:", () => {
  test.each([
    ["a colon between brackets", "on: [node:20]\n", "find unexpected ':'"],
    ["a colon that begins text between brackets", "on: [:x]\n", "a key that is no text"],
    ["a question mark between brackets", "on: [a?b]\n", "did not find expected ',' or ']'"],
    ["a tab that begins a text", "run: |\n\n  \tnpm ci\n", "find a tab character"],
    ["a half of a character", 'name: "\\uD800"\n', "find invalid Unicode character escape code"],
    ["a key of more than 1024 characters", `"${"x".repeat(1100)}": 1\n`, "expected ':'"],
    ["another escape than its own", 'name: "a\\/b"\n', "find unknown escape character"],
  ])("%s", (_, text, message) => {
    expect(() => readAsGitHub(text)).toThrow(message);
  });

  test("and a question mark that begins text between brackets is a key", () => {
    expect(readAsGitHub("on: [?x]\n")).toEqual({ on: [{ x: null }] });
  });
});
