/** Whatever text is printed, wherever it stands, every reader of YAML gets it back. */
import fc from "fast-check";
import { load } from "js-yaml";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { type OneLine, type Printable, printEntry } from "../../src/workflow/yaml/emitter.ts";
import { cases } from "../support/cases.ts";

const isOneLine: OneLine = (_, key) => key === "in one line";

function print(value: Printable): string {
  return `${printEntry("top", value, isOneLine)}\n`;
}

const readers: Readonly<Record<string, (text: string) => unknown>> = {
  "YAML 1.2": (text) => parse(text),
  "YAML 1.1": (text) => parse(text, { version: "1.1" }),
  "js-yaml": (text) => load(text),
};

/** Every position that a text can have. */
function everywhere(text: string): { readonly [key: string]: Printable } {
  return {
    value: text,
    list: [text, [text, { inside: text }], { first: text, second: [text] }],
    "in one line": [text, [text], { inside: text, [`key ${text}`]: 1 }],
    [`key ${text}`]: text,
    keys: { [text === "__proto__" ? "proto" : text]: { inside: text } },
    last: text,
  };
}

/** What each reader makes of a text in every position. */
function readings(text: string): Readonly<Record<string, unknown>> {
  const printed = print(everywhere(text));
  return Object.fromEntries(Object.entries(readers).map(([name, read]) => [name, read(printed)]));
}

function faithful(text: string): Readonly<Record<string, unknown>> {
  const value = { top: everywhere(text) };
  return Object.fromEntries(Object.keys(readers).map((name) => [name, value]));
}

const words = [
  "0b1 +0x1 0X1F 0x_1 0o17 017 1_000.5 .5_0 685.230_15e+03 1e3 1:30 -1:30:00.5 190:20:30 2001-01-01",
  ".inf +.INF .nan ~ null Null true FALSE y N yes Off = << . .. ... - -- --- ? : ?x :x -x &a+b *a !t",
  '% @ ` | > # , [ ] { } \\ node:20 pool:a https://a.example/b?c#d it\'s "a" {a} __proto__ é 😀',
]
  .join(" ")
  .split(" ");

const hostile = [
  ...words,
  "",
  " ",
  "\t",
  "\n",
  "\n\n",
  " \n",
  "\n \n",
  "\n\t\n",
  "a\tb",
  "a\n",
  "a\n\n",
  "a\n ",
  "a \n",
  "\n\tnpm ci\n",
  "\tnpm ci\n\tnpm test",
  " a\nb",
  "\n\n  a\n b\n",
  "a\n\n\tb\n \nc",
  "a\r\nb",
  "title:\nbody",
  "a: b",
  "a #b",
  `it's "a": b`,
  '"a": b',
  ..."a\u007fb|a\u0085b|\u009f|\ufffe|\uffff|\ufeffa|a\u2028b\u2029c|\0|\u001b[31m|\u00a0a\u00a0".split(
    "|",
  ),
  "x".repeat(1100),
  `\u001b a long text whose lines\n \n  stand in double quotes\n\tand "begin" with blanks \n \\ `,
];

describe("every reader of YAML gets back the text", () => {
  test.each(hostile.map((text) => [JSON.stringify(text).slice(0, 60), text]))("%s", (_, text) => {
    expect(readings(text)).toEqual(faithful(text));
  });

  test("that is made of whatever means something in YAML", () => {
    const text = fc.oneof(
      fc.array(fc.constantFrom(...hostile, " ", "a"), { maxLength: 5 }).map((all) => all.join("")),
      fc.string({ unit: "grapheme" }),
      fc.string({ unit: "binary" }).filter((all) => !/\p{Cs}/u.test(all)),
      fc.stringMatching(/^[-+\d._xXoObBeE:]{1,7}$/),
      fc.stringMatching(/^[ \t\na'":#\\-]{1,60}$/),
    );
    fc.assert(
      fc.property(text, (all) => {
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
  [1e21, '"1e+21"'],
  [1e15, '"1000000000000000"'],
  [1234567890123456, '"1234567890123456"'],
  [0.1 + 0.2, '"0.30000000000000004"'],
  [0.00001, '"0.00001"'],
])("the number %s is printed as .NET prints it, or as text: %s", (number, text) => {
  expect(print(number)).toBe(`top: ${text}\n`);
});
