import { describe, expect, test } from "vitest";
import {
  codeValue,
  isPlain,
  posixCode,
  powershellCode,
} from "../../../src/import/commands/code-values.ts";
import { knownValues } from "../../../src/import/commands/known-values.ts";

const step = { env: { A: "own", E: "${{ inputs.e }}" } };
const job = {
  env: { A: "a", N: 1.5, NONE: null },
  strategy: {
    matrix: {
      os: ["linux", "mac"],
      on: [{ args: ["-a", "-b"] }, { args: "${{ inputs.args }}" }],
      computed: "${{ fromJSON(inputs.list) }}",
      include: [{ os: "windows", flags: "--x 'y'" }],
    },
  },
};

test.each<[string, readonly string[], boolean]>([
  ["matrix.os", ["linux", "mac", "windows"], true],
  ["matrix.flags", ["--x 'y'"], true],
  ["matrix.on.args[1]", ["-b"], false],
  ["matrix.on.none", ["", ""], true],
  ["matrix.on", [], false],
  ["matrix.computed", [], false],
  ["matrix.*", [], false],
  ["env.A", ["own"], true],
  ["env.N", ["1.5"], true],
  ["env.NONE", [""], true],
  ["env.E", [], false],
  ["env.OTHER", [], false],
  ["inputs.a", [], false],
  ["'a b'", ["a b"], true],
  ["matrix.os == 'mac' && '-m' || env.N", ["-m", "1.5"], true],
  ["inputs.a && '-a' || inputs.b && '-b' || ''", ["-a", "-b", ""], true],
  ["inputs.a && '-a'", ["-a"], false],
  ["inputs.a && inputs.b || 'c'", ["c"], false],
  ["env.A || 'b'", ["own", "b"], true],
  ["inputs.a || 'b'", ["b"], false],
  ["format('-{0}', inputs.a)", ["-{0}"], false],
  ["contains('a', 'b')", [], false],
])("%s may be %j", (expression, texts, isComplete) => {
  expect(knownValues([step, job, {}], expression)).toEqual({ texts, isComplete });
});

test("an entry of the matrix that only the run knows may have other values", () => {
  const computed = {
    strategy: { matrix: { os: ["linux"], include: "${{ fromJSON(inputs.a) }}" } },
  };
  expect(knownValues([computed], "matrix.os")).toEqual({ texts: ["linux"], isComplete: false });
});

test("plain are nothing but words, and all of them known", () => {
  expect(isPlain({ texts: ["a", "b -c"], isComplete: true })).toBe(true);
  expect(isPlain({ texts: ["a"], isComplete: false })).toBe(false);
  expect(isPlain({ texts: ["a", "b;c"], isComplete: true })).toBe(false);
});

describe("what a shell reads as code", () => {
  const isCode = (text: string, pattern: RegExp | undefined): boolean =>
    codeValue("a", { texts: ["a", text], isComplete: false }, pattern) !== undefined;

  const code = "' \" \\ $a `a` ; | & < > ( ) \n # ~ a|~/b a|#b {a,b} {1..2}".split(" ");

  test.each(code)("%j as a word of a POSIX shell", (text) => {
    expect(isCode(text.replace("a|", "a "), posixCode.word)).toBe(true);
  });

  test.each(["", "a b", "*.c", "a#b", "a~", "{a}", "a=b,c", "1..2"])(
    "not %j as a word of a POSIX shell",
    (text) => {
      expect(isCode(text, posixCode.word)).toBe(false);
    },
  );

  test.each(["a b", "a,b", "'a'", '"a"', "$a", "@a"])("%j as a word of PowerShell", (text) => {
    expect(isCode(text, powershellCode.word)).toBe(true);
  });

  test("between double quotes, what ends them or is put in", () => {
    for (const text of ['"', "$a", "`a`", "a\\\\b"]) {
      expect(isCode(text, posixCode.expanding)).toBe(true);
    }
    for (const text of ["'", "a;b", "C:\\a", "{a,b}"]) {
      expect(isCode(text, posixCode.expanding)).toBe(false);
    }
  });

  test("between single quotes, what ends them, and in a comment a line's end", () => {
    expect(isCode("'", posixCode.literal)).toBe(true);
    expect(isCode("$a", posixCode.literal)).toBe(false);
    expect(isCode("a\nb", posixCode.comment)).toBe(true);
    expect(isCode("'", posixCode.comment)).toBe(false);
  });
});
