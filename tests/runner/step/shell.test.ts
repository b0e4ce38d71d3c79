/**
 * The command and the script of a step's text.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell
 */
import { expect, test } from "vitest";
import { scriptFor } from "../../../src/runner/step/shell.ts";

test.each<[shell: string | undefined, extension: string, line: readonly string[]]>([
  [undefined, ".sh", ["bash", "-e", "FILE"]],
  ["bash", ".sh", ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "FILE"]],
  ["sh", ".sh", ["sh", "-e", "FILE"]],
  ["python", ".py", ["python", "FILE"]],
  ["perl {0}", "", ["perl", "FILE"]],
  ["  perl   -x={0} {0}{0}  ", "", ["perl", "-x=FILE", "FILEFILE"]],
  ["cmd -command . '{0}' x", "", ["cmd", "-command", ". 'FILE' x"]],
  ["a b -command {0}", "", ["a", "b", "-command", "FILE"]],
])("with the shell %s a file with the name %j is given to %j", (shell, extension, line) => {
  const script = scriptFor("ls\n", shell);
  const { program, arguments: words } = script.command("FILE");
  expect({ extension: script.extension, text: script.text, line: [program, ...words] }).toEqual({
    extension,
    text: "ls\n",
    line,
  });
});

test("PowerShell stops at an error, and ends as its last program did", () => {
  const script = scriptFor("ls", "pwsh");
  expect(script.extension).toBe(".ps1");
  expect(script.text).toBe(
    "$ErrorActionPreference = 'stop'\nls\nif ((Test-Path -LiteralPath variable:\\LASTEXITCODE)) { exit $LASTEXITCODE }",
  );
  expect(script.command("a b")).toEqual({ program: "pwsh", arguments: ["-command", ". 'a b'"] });
});

test.each(["zsh", "", "perl"])(
  "%j is no shell that GitHub knows, and says no place for the file",
  (shell) => {
    expect(() => scriptFor("ls", shell)).toThrow(`Invalid shell option ${JSON.stringify(shell)}.`);
  },
);
