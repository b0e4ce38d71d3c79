/** Whatever a file contains, its reader comes to an end, and says only what a task can be made of. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isValidId } from "../../../src/github/name-rules.ts";
import { targetReaderOf, type TargetReader } from "../../../src/import/targets/target-reader.ts";
import { cases } from "../../support/cases.ts";

/** Of each file, what a reader that looks ahead would look through again and again. */
const repeated: Readonly<Record<string, readonly string[]>> = {
  "package.json": ["{", '"a":', '"\\\\', '{"scripts":'],
  Makefile: [
    "$(",
    " ##",
    "\\",
    "-o ",
    "\t-o > ",
    "a:\n",
    "export ",
    " ",
    "#\n",
    "a:\n\t-o ",
    "a: ##",
  ],
  justfile: ["[", "'", "a ", "#\n", "(", "a x=(", "\\\n", "a:\n b\n", '"\\u{'],
  "tox.ini": ["{", "{a,b}", "{1-9}", "1-", "a,", "{[", "\n", "{a", "#", "[a]\n"],
  "setup.cfg": ["[tox:tox]\nenvlist={a,b}", "[", "a:"],
  "tox.toml": ["[", "a.", '"""', "[a]\n", "a=1\n"],
  "pyproject.toml": ["[tool.tox]", "#\n"],
  "noxfile.py": ["@", "(", "'''", " \n", "@nox.session(\n", "f'", "if a:\n", "a=[b,", "\\\n", " "],
};
const files = Object.keys(repeated);

function readerOf(file: string): TargetReader {
  const reader = targetReaderOf(file);
  if (reader === undefined) throw new Error(`no reader of ${file}`);
  return reader;
}

/** Pieces that mean something to some of the readers, and what may follow them badly. */
const pieces = [
  ..."{ } [ ] ( ) , : := = == + * $ @ # ## % & ; | \\ ? ! / - _ . ' \" ` ''' \"\"\" ``` ~".split(
    " ",
  ),
  ..."a b lint scripts export define endef ifdef else endif include .PHONY: $( ${ $$ alias".split(
    " ",
  ),
  ..."import mod set [private] [arg( def class async @nox.session( @nox.session if name=".split(
    " ",
  ),
  ..."[tox] [testenv:a] env_list envlist description {10-12} {a,b} env_base factors".split(" "),
  "\n",
  "\r\n",
  "\\\n",
  "\t",
  " ",
  "    ",
  "import nox\n",
  "\uFEFF",
  "\0",
  "🎉",
  "ü",
  "\u2028",
  '{"scripts":{',
  '"a":"b"',
  "}}",
  "[tool.tox]\n",
  "env_list = [",
  "\\u{",
  "x'",
  'f"{',
];

const texts = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((some) => some.join("")),
  fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((some) => some.join(" ")),
);

describe.each(files)("%s", (file) => {
  test("may be any text", () => {
    const read = readerOf(file);
    fc.assert(
      fc.property(texts, (text) => {
        const { targets, notes } = read(text);
        const lastLine = text.split("\n").length;
        for (const { task, line, command, description = "-" } of targets) {
          expect({ task, isValid: isValidId(task) }).toEqual({ task, isValid: true });
          expect(line).toBeGreaterThan(0);
          expect(line).toBeLessThanOrEqual(lastLine);
          expect(command.at(-1)).not.toMatch(/^-|^$/);
          expect(description).not.toMatch(/\n|^\s*$/);
        }
        expect(new Set(targets.map(({ task }) => task)).size).toBe(targets.length);
        expect(notes.every(({ text: note }) => note.length > 0)).toBe(true);
      }),
      cases(300),
    );
  });

  // A reader whose time grows with the square of the length takes minutes here.
  test("may be long, of the same piece again and again", () => {
    const read = readerOf(file);
    const start = file === "tox.ini" ? "[tox]\nenv_list =" : "";
    for (const piece of repeated[file] ?? []) {
      const text = start + piece.repeat(Math.ceil(200_000 / piece.length));
      expect(read(text).targets.length).toBeLessThan(text.length);
    }
  });
});
