import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ShellKind } from "../../../src/import/commands/effective-shell.ts";
import type { KnownValues } from "../../../src/import/commands/known-values.ts";
import { type MovedCommand, moveValues } from "../../../src/import/commands/moved-values.ts";
import type { Immovable } from "../../../src/import/commands/value-source.ts";
import { saysTheSame } from "../../../src/import/compare/moved-command.ts";
import { normalText } from "../../../src/import/compare/normal-text.ts";
import { cases } from "../../support/cases.ts";

function move(
  run: string,
  shell: ShellKind = "posix",
  {
    stepEnv = [],
    outerEnv = [],
  }: { readonly stepEnv?: readonly string[]; readonly outerEnv?: readonly string[] } = {},
): MovedCommand | Immovable {
  const values: Readonly<Record<string, readonly string[]>> = {
    "matrix.a": ["x"],
    "matrix.option": ["-Recurse"],
    "matrix.empty": ["", "x"],
    "matrix.plain": ["cargo", "cross"],
    "matrix.words": ["a", "-b *.c"],
    "matrix.code": ["a", "b;c"],
    "matrix.home": ["$HOME"],
  };
  const known = (expression: string): KnownValues => {
    const texts = values[expression] ?? [];
    return { texts, isComplete: texts.length > 0 };
  };
  return moveValues({ run, shell, stepEnv, outerEnv, known });
}

test("an icon of Unicode's private use area is not taken for a value", () => {
  expect(move("echo \uE000")).toEqual({ run: "echo \uE000", env: {}, withQuotes: [] });
  for (const shell of ["posix", "powershell", "cmd"] as const) {
    expect(move("echo \uE000 ${{ matrix.os }}", shell)).toMatchObject({
      kind: "expression in a command: private characters",
    });
  }
});

describe("a value in a command is a variable", () => {
  test.each<[string, string, string]>([
    ["make ${{ matrix.os }}", "make $MATRIX_OS", "MATRIX_OS"],
    ['make "a ${{ matrix.os }}"', 'make "a $MATRIX_OS"', "MATRIX_OS"],
    ["make a${{ matrix.os }}b", "make a${MATRIX_OS}b", "MATRIX_OS"],
    ["make '${{ matrix.os }}'", 'make "$MATRIX_OS"', "MATRIX_OS"],
    ["make '$${{ matrix.os }}'", `make '$'"$MATRIX_OS"''`, "MATRIX_OS"],
    ["make '$a ${{ matrix.os }}'", `make '$a '"$MATRIX_OS"''`, "MATRIX_OS"],
    ["${{ matrix.plain }} a", "$MATRIX_PLAIN a", "MATRIX_PLAIN"],
    ["${{ matrix.other }}/bin/a b", "$MATRIX_OTHER/bin/a b", "MATRIX_OTHER"],
    ["ls >| ${{ matrix.other }}", "ls >| $MATRIX_OTHER", "MATRIX_OTHER"],
    ["make ${{ matrix.words }}", "make $MATRIX_WORDS", "MATRIX_WORDS"],
    ['make "${{ matrix.code }}"', 'make "$MATRIX_CODE"', "MATRIX_CODE"],
    ["# ${{ matrix.code }}", "# $MATRIX_CODE", "MATRIX_CODE"],
    ["make ${{ steps.meta.outputs.tags }}", "make $STEPS_META_TAGS", "STEPS_META_TAGS"],
    ["make ${{ needs.a-b.outputs.c }}", "make $NEEDS_A_B_C", "NEEDS_A_B_C"],
    ["make ${{ inputs.tag }}", "make $INPUTS_TAG", "INPUTS_TAG"],
    [
      "make ${{ github.event.pull_request.number }}",
      "make $EVENT_PULL_REQUEST_NUMBER",
      "EVENT_PULL_REQUEST_NUMBER",
    ],
    ["make ${{ github.sha }}", "make $RUN_SHA", "RUN_SHA"],
    ["make ${{ runner.os }}", "make $THIS_RUNNER_OS", "THIS_RUNNER_OS"],
    ["make ${{ success() }}", "make $VALUE", "VALUE"],
  ])("%s", (run, expected, variable) => {
    const result = move(run) as MovedCommand;
    expect(result.run).toBe(expected);
    expect(Object.keys(result.env)).toEqual([variable]);
  });

  test("the same value is one variable, and others have other names", () => {
    const run =
      "make ${{ matrix.a }} ${{ matrix.a }} ${{ matrix['a'] == 1 }} ${{ fromJSON(matrix.a) }}";
    expect(move(run)).toMatchObject({
      run: "make $MATRIX_A $MATRIX_A $BY_MATRIX_A $MATRIX_A_2",
      env: {
        MATRIX_A: "matrix.a",
        BY_MATRIX_A: "matrix['a'] == 1",
        MATRIX_A_2: "fromJSON(matrix.a)",
      },
    });
  });

  test("a name that the command or the step uses is not taken", () => {
    const run = "MATRIX_A=1 make ${{ matrix.a }}";
    expect(move(run)).toMatchObject({ env: { MATRIX_A_2: "matrix.a" } });
    const outer = { stepEnv: ["MATRIX_A"], outerEnv: ["MATRIX_A_2"] };
    expect(move("make ${{ matrix.a }}", "posix", outer)).toMatchObject({
      env: { MATRIX_A_3: "matrix.a" },
    });
  });

  test("a variable of the workflow is there already, unless the command sets it", () => {
    const outerEnv = ["FLAGS"];
    expect(move("make ${{ env.FLAGS }}", "posix", { outerEnv })).toMatchObject({
      run: "make $FLAGS",
      env: {},
    });
    expect(move("FLAGS=1\nmake ${{ env.FLAGS }}", "posix", { outerEnv })).toMatchObject({
      env: { ENV_FLAGS: "env.FLAGS" },
    });
    // Without the workflow's it would be the runner's own.
    expect(move("ls ${{ env.HOME }}")).toMatchObject({ env: { ENV_HOME: "env.HOME" } });
  });

  test.each<[ShellKind, string, string]>([
    ["powershell", "make ${{ matrix.a }}", "make $env:MATRIX_A"],
    ["powershell", 'make "${{ matrix.a }}.zip"', 'make "${env:MATRIX_A}.zip"'],
    ["powershell", "make 'a ${{ matrix.a }}'", 'make "a $env:MATRIX_A"'],
    ["powershell", "make a/${{ matrix.a }}-b/c", "make a/${env:MATRIX_A}-b/c"],
    ["cmd", 'make "${{ matrix.a }}"', 'make "%MATRIX_A%"'],
  ])("in %s: %s", (shell, run, expected) => {
    expect(move(run, shell)).toMatchObject({ run: expected, env: { MATRIX_A: "matrix.a" } });
  });
});

test.each([
  ["make --a=${{ matrix.empty }}", "make --a=$env:MATRIX_EMPTY"],
  ["make ${{ matrix.option }}", "make $env:MATRIX_OPTION"],
  ["make ${{ github.run_number }}", "make $env:RUN_NUMBER"],
  ['make "${{ vars.FLAGS }}"', 'make "$env:VARS_FLAGS"'],
])("PowerShell takes a value that is one argument: %s", (run, expected) => {
  expect(move(run, "powershell")).toMatchObject({ run: expected });
});

test("a shell reads no quotes in a variable, which may matter outside of quotes", () => {
  const run =
    'make ${{ vars.A }} "${{ vars.B }}" ${{ matrix.a }} ${{ github.sha }} ${{ vars.C }}/d\n${{ vars.D }} e';
  expect(move(run)).toMatchObject({ withQuotes: ["vars.A", "vars.C"] });
});

test("a program in a folder that a value names is called from PowerShell by `&`", () => {
  const run = "  ${{ github.workspace }}/tools/setup.ps1\n";
  const after = '  & "${env:RUN_WORKSPACE}/tools/setup.ps1"\n';
  expect(move(run, "powershell")).toMatchObject({ run: after });
  const added = { RUN_WORKSPACE: "${{ github.workspace }}" };
  const two = {
    before: run,
    after,
    shell: "powershell",
    added,
    normal: normalText,
    isWord: () => true,
  } as const;
  expect(saysTheSame(two)).toBe(true);
});

describe("a value that is a command is evaluated", () => {
  test.each<[string, string]>([
    ["${{ inputs.a }}", 'eval "$INPUTS_A"'],
    ["ls\n  ${{ inputs.a }} B=1 c --d=e \nls\n", 'ls\n  eval "$INPUTS_A B=1 c --d=e" \nls\n'],
    ["${{ inputs.a }}b ${{ inputs.a }}/c", 'eval "${INPUTS_A}b $INPUTS_A/c"'],
    ["if a; then\n${{ inputs.a }}\nfi", 'if a; then\neval "$INPUTS_A"\nfi'],
  ])("%j", (before, after) => {
    expect(move(before)).toMatchObject({ run: after, env: { INPUTS_A: "inputs.a" } });
    const added = { INPUTS_A: "${{ inputs.a }}" };
    expect(
      saysTheSame({ before, after, shell: "posix", added, normal: normalText, isWord: () => true }),
    ).toBe(true);
  });

  test.each(["a 'b c' && d", 'B="$HOME" sh -c \'echo "$B"\'', "# no", "", "printf a\nprintf b"])(
    "as the shell reads %j in the command",
    (value) => {
      const { run } = move("${{ inputs.a }} 1 2\necho end") as MovedCommand;
      const output = (script: string): string =>
        execFileSync("sh", ["-c", `a() { echo "$@"; }; d() { echo d "$@"; }; ${script}`], {
          encoding: "utf8",
          env: { ...process.env, INPUTS_A: value },
        });
      const before = `${value} true 2\necho end`;
      expect(output(run.replace(" 1 2", " true 2"))).toBe(output(before));
    },
  );
});

describe("a here-document with a value has no quotes", () => {
  const before =
    "cat <<'END'\n$A ${{ inputs.a }} `b` \\\\ 'c'\nEND\ncat <<-\"B\" -\n\t${{ inputs.a }}/$\n\tB\ncat <<'C'\n$A\nC\n";
  const after =
    "cat <<END\n\\$A $INPUTS_A \\`b\\` \\\\\\\\ 'c'\nEND\ncat <<-B -\n\t$INPUTS_A/\\$\n\tB\ncat <<'C'\n$A\nC\n";

  test("and says the same", () => {
    expect(move(before)).toMatchObject({ run: after, env: { INPUTS_A: "inputs.a" } });
    const added = { INPUTS_A: "${{ inputs.a }}" };
    const two = { before, shell: "posix", added, normal: normalText, isWord: () => true } as const;
    expect(saysTheSame({ ...two, after })).toBe(true);
    expect(saysTheSame({ ...two, after: after.replace("\\$A", "$A") })).toBe(false);
  });

  test.each(["a", "$HOME `ls` \\ 'b' \"c\"", "a\nb"])("with %j in it", (value) => {
    const output = (script: string): string =>
      execFileSync("sh", ["-c", script], {
        encoding: "utf8",
        env: { ...process.env, A: "no", INPUTS_A: value },
      });
    expect(output(after)).toBe(output(before.replaceAll("${{ inputs.a }}", () => value)));
  });
});

test.each<[ShellKind, string, string]>([
  ["posix", "if ${{ inputs.command }}; then ls; fi", "as code"],
  ["posix", '${{ inputs.command }} "$HOME"', "as code"],
  ["posix", "${{ inputs.command }} <<END\nEND", "as code"],
  ["posix", "${{ inputs.command }} |\n  cat", "as code"],
  ["posix", "cat <<'THE END'\n${{ inputs.a }}\nTHE END", "fixed text"],
  ["posix", "echo `cat <<'END'\n$A ${{ inputs.a }}\nEND\n`", "fixed text"],
  ["posix", "echo '${{ inputs.a }}", "posix"],
  ["powershell", "$a = ${{ inputs.a }}", "as code"],
  ["powershell", "echo '$a ${{ inputs.a }}'", "fixed text"],
  ["posix", "make ${{ matrix.code }}", "as code"],
  ["posix", 'make "${{ matrix.home }}"', "as code"],
  ["powershell", "make ${{ matrix.words }}", "as code"],
  ["powershell", "make ${{ matrix.empty }}", "no word"],
  ["powershell", "Get-Item a ${{ matrix.option }}", "as code"],
  ["powershell", "make ${{ vars.FLAGS }}", "several words"],
  ["powershell", "make --flags=${{ vars.FLAGS }}", "several words"],
  ["powershell", 'make "${{ matrix.home }}"', "as code"],
  ["posix", 'echo "$${{ inputs.a }}"', "fixed text"],
  ["posix", "echo a\\${{ inputs.a }}", "fixed text"],
  ["powershell", 'echo "$${{ inputs.a }}"', "fixed text"],
  ["powershell", "echo a`${{ inputs.a }}", "fixed text"],
  ["several", "make ${{ inputs.a }}", "several"],
  ["other", "print('${{ inputs.a }}')", "other"],
])("in %s %j stays as it is: %s", (shell, run, kind) => {
  expect(move(run, shell)).toMatchObject({ kind: `expression in a command: ${kind}` });
});

/** Scripts that print their arguments, from pieces that a shell reads in different ways. */
const piece = fc.constantFrom(
  "@",
  "a@b",
  '"@"',
  "'@'",
  "'a @ $b'",
  "\"a $(printf %s @) '@'\"",
  "`printf %s '@'`",
  "\\'@",
  "# @",
);
const values = fc.constantFrom("x", "a.b", "", "1 2", "../c");

test("a shell does the same with a variable as with the value in the command", () => {
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 4 }), values, (pieces, value) => {
      const script = `printf '<%s>' ${pieces.join(" ")}\n`;
      const moved = move(script.replaceAll("@", "${{ matrix.a }}")) as MovedCommand;
      expect(moved.env).toEqual({ MATRIX_A: "matrix.a" });
      const sh = (run: string): string =>
        execFileSync("sh", ["-c", run], {
          encoding: "utf8",
          env: { ...process.env, MATRIX_A: value },
        });
      expect(sh(moved.run)).toBe(sh(script.replaceAll("@", () => value)));
    }),
    cases(40),
  );
});

test("what is moved is found to say the same, from the two texts alone", () => {
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 4 }), (pieces) => {
      const before = `printf ${pieces.join(" ")}`.replaceAll("@", "${{ matrix.a }}");
      const { run: after, env } = move(before) as MovedCommand;
      const added = Object.fromEntries(
        Object.entries(env).map(([name, expression]) => [name, `\${{ ${expression} }}`]),
      );
      const two = {
        before,
        shell: "posix",
        added,
        normal: normalText,
        isWord: () => true,
      } as const;
      expect(saysTheSame({ ...two, after })).toBe(true);
      expect(saysTheSame({ ...two, after: `${after} ` })).toBe(false);
    }),
    cases(100),
  );
});
