/** GNU make is asked which targets a makefile has. No makefile here runs anything when it is read. */
import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readMakeRules } from "../../../src/import/targets/makefile/make-rules.ts";
import { cases } from "../../support/cases.ts";

/** Explicit targets by the data base that `make -p` prints; undefined where make refuses the makefile. */
function targetsByMake(text: string): string[] | undefined {
  // -n: a recipe is printed, and -q: not even that. -r and -R: no built-in rules.
  const made = spawnSync("make", ["-nqprR", "-f", "-"], {
    input: text,
    encoding: "utf8",
    env: { PATH: process.env["PATH"], LC_ALL: "C" },
  });
  if (made.error !== undefined) throw made.error;
  if (/^\S+:\d+: \*\*\*/m.test(made.stderr)) return undefined;
  const files = made.stdout.split("\n# Files\n")[1]?.split("\n# files hash-table")[0];
  if (files === undefined) throw new Error(`make printed no files: ${made.stdout}${made.stderr}`);
  const names = files
    .split("\n\n")
    .filter((entry) => !/^# Not a target:/m.test(entry))
    .flatMap((entry) => /^([^#\t\n].*?)(?:::?)(?: .*)?$/m.exec(entry)?.[1] ?? [])
    // A name that only .PHONY has is a target to make, with nothing to be done.
    .filter((name) => !/^\.[A-Z_]+$/.test(name) && name !== "alone");
  return [...new Set(names)].sort();
}

function targetsRead(text: string): string[] {
  const names = readMakeRules(text)
    .rules.filter(({ targets }) => !targets.some((name) => name.includes("%")))
    .flatMap(({ targets }) => targets)
    .map((name) => name.replaceAll("\\:", ":"))
    .filter((name) => !/^\.[A-Z_]+$/.test(name));
  return [...new Set(names)].sort();
}

const lines = [
  "a: b",
  "a b: c d",
  "c:",
  "d e : | f",
  "f::",
  "g h &: a",
  "i\\:j: a",
  "k: ; echo l: m",
  "k:; echo l",
  "n: V = x: y",
  "n: private V := x",
  "n: override V += x",
  "n: export V ?= x",
  "o: p = q",
  "o.x dir/o: a",
  "%.o: %.c",
  "q.o: %.o: %.c",
  ".PHONY: alone",
  ".SUFFIXES:",
  "\techo r: s",
  "\t# t: u",
  "  v: w",
  "# x: y",
  "# x: \\",
  "z: # y: x",
  "aa: \\",
  "  bb \\",
  "cc = dd",
  "cc := dd: ee",
  "cc ::= dd",
  "cc?=dd",
  "cc += dd: ee",
  "cc != true",
  "override cc = dd: ee",
  "export cc = dd: ee",
  "export cc",
  "unexport cc",
  "export: a",
  "define: a",
  "include: a",
  "define ff",
  "define ff =",
  "endef",
  "vpath %.c src",
  "undefine cc",
  "hh: $(II) jj",
  "$(II): a",
  "kk: $(if ,y: z)",
  ".RECIPEPREFIX = >",
  ".RECIPEPREFIX =",
  ">echo ll: mm",
  ": nn",
  "oo : : pp",
  "",
  "   ",
];

test.each([
  ["several rules", "a: b\n\ttrue\nb c: ; true\nc: d\n"],
  ["a recipe in every spelling", "a:\n\techo b: c\nd: ; e: f\n"],
  ["another recipe prefix", ".RECIPEPREFIX = >\na:\n>b: c\nd:\n>true\n"],
  ["a definition with one in it", "define A\ndefine B\nc: d\nendef\ne: f\nendef\ng: h\n"],
  ["lines that go on", "a: b \\\n  c = d\ne \\\nf: g\n# h \\\ni: j\nk: l\n"],
  ["variables of targets", "a: B = c\nd: export E = f\ng: h\ni: private J := k\n"],
  ["patterns", "%.o: %.c\na.o b.o: %.o: %.c\n%.x %.y: z\n"],
  ["windows line ends", "a: b\r\n\ttrue\r\nc: d\r\n"],
  ["words of conditions as names", "else: a\nendif: b\nifdef: c\n"],
])("a makefile with %s has the targets that make sees", (_what, text) => {
  const expected = targetsByMake(text);
  expect(expected?.length).toBeGreaterThan(0);
  expect(targetsRead(text)).toEqual(expected);
});

test("lines in any order have the targets that make sees, as far as make reads them", () => {
  let read = 0;
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...lines), { minLength: 1, maxLength: 9 }), (some) => {
      const text = `${some.join("\n")}\n`;
      const expected = targetsByMake(text);
      if (expected === undefined) return;
      read += 1;
      // The variable is empty, which the reader does not know.
      expect(targetsRead(text.replaceAll("$(II): a\n", ": nn\n"))).toEqual(expected);
    }),
    cases(150),
  );
  expect(read).toBeGreaterThan(20);
});
