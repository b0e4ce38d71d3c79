/** Texts that mean something in YAML, and documents that have one in every position. */
import fc from "fast-check";
import {
  type OneLine,
  type Printable,
  printEntry,
} from "../../../src/workflow/print/yaml/emitter.ts";

const isOneLine: OneLine = (_, key) => key === "in one line";

export function print(value: Printable): string {
  return `${printEntry("top", value, isOneLine)}\n`;
}

/** Every position that a text can have. */
export function everywhere(text: string): { readonly [key: string]: Printable } {
  return {
    value: text,
    list: [text, [text, { inside: text }], { first: text, second: [text] }],
    "in one line": [text, [text], { inside: text, [`key ${text}`]: 1 }],
    [`key ${text}`]: text,
    keys: { [text === "__proto__" ? "proto" : text]: { inside: text } },
    last: text,
  };
}

const words = [
  "0b1 +_ -__ +0x1 0X1F 0x_1 0o17 017 1_000.5 .5_0 685.230_15e+03 1e3 1:30 -1:30:00.5 190:20:30 2001-01-01",
  ".inf +.INF .nan ~ null Null true FALSE y N yes Off = << . .. ... - -- --- ? : ?x :x -x &a+b *a !t",
  '% @ ` | > # , [ ] { } \\ node:20 pool:a https://a.example/b?c#d it\'s "a" {a} __proto__ é 😀',
]
  .join(" ")
  .split(" ");

export const hostile: readonly string[] = [
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

/** Without halves of surrogate pairs, which no file can hold. */
export const texts: fc.Arbitrary<string> = fc.oneof(
  fc.array(fc.constantFrom(...hostile, " ", "a"), { maxLength: 5 }).map((all) => all.join("")),
  fc.string({ unit: "grapheme" }),
  fc.string({ unit: "binary" }).filter((all) => !/\p{Cs}/u.test(all)),
  fc.stringMatching(/^[-+\d._xXoObBeE:]{1,7}$/),
  fc.stringMatching(/^[ \t\na'":#\\-]{1,60}$/),
);
