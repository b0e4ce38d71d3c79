import { describe, expect, test } from "vitest";
import { posixQuotings } from "../../../../src/import/commands/shells/posix-quoting.ts";
import { powershellQuotings } from "../../../../src/import/commands/shells/powershell-quoting.ts";
import { placeholder } from "../../../../src/import/commands/placeholder.ts";

/** The quotings of the values in order; `@@` stands for a value. */
function quotings(
  read: typeof posixQuotings,
  script: string,
): readonly (string | undefined)[] | undefined {
  let count = 0;
  const found = read(script.replaceAll("@@", () => placeholder(count++)));
  return found && Array.from({ length: count }, (_, index) => found.get(index));
}

describe("in a POSIX shell", () => {
  test.each<[string, readonly string[]]>([
    ["echo @@", ["word"]],
    ["echo a-@@.zip", ["word"]],
    ['echo "@@"', ["expanding"]],
    ["echo '@@'", ["literal"]],
    ["@@ build", ["command"]],
    ["make; @@", ["command"]],
    ["CI=1 @@ build", ["command"]],
    ["CI=@@ make", ["word"]],
    ["if @@; then @@; fi", ["command", "command"]],
    ["test @@ && @@", ["word", "command"]],
    ["bin/@@ a", ["word"]],
    ['"@@" a', ["expanding"]],
    ["# @@\necho", ["comment"]],
    ["echo a#@@", ["word"]],
    ["echo \"$(tool '@@' @@)\" @@", ["literal", "word", "word"]],
    ["echo `tool @@` '@@'", ["word", "literal"]],
    ['echo "${A:-@@}" ${B:-@@}', ["expanding", "expanding"]],
    ["echo $'@@'", ["fixed"]],
    ["echo \\\" @@ \\' @@", ["word", "word"]],
    ["cat <<END\n@@ '@@'\nEND\necho '@@'", ["expanding", "expanding", "literal"]],
    ["cat <<'END'\n@@\nEND\necho @@", ["fixed", "word"]],
    ["cat <<-END @@\n\t@@\n\tEND\n@@", ["word", "expanding", "command"]],
    ["jq <<< '@@'", ["literal"]],
    ["case @@ in a-*) echo @@ ;; esac", ["word", "word"]],
    ["echo $((1 + @@))", ["word"]],
    // A part of a variable's name.
    ['echo "$@@" $@@', ["fixed", "fixed"]],
    ["echo $A_@@ '$@@' $1@@", ["fixed", "literal", "word"]],
    ['echo "${@@}" ${P_@@} ${!@@:-@@}', ["fixed", "fixed", "fixed", "expanding"]],
    ["# $@@", ["comment"]],
    // Read before variables are put in: braces, and the name of an assignment.
    ["echo {1..@@} {a,@@}-@@", ["fixed", "fixed", "word"]],
    ["echo {a,{@@}} {@@} { @@,", ["fixed", "word", "word"]],
    ['echo {@@"b",c} {"@@",c} \\{@@,c}', ["fixed", "expanding", "word"]],
    ["@@=1 A_@@+=@@ make @@=1", ["fixed", "fixed", "word", "word"]],
    ["echo $(A_@@=1)", ["fixed"]],
    // Behind a backslash.
    ["cat <<END\n\\@@ \\\\@@\nEND\n", ["fixed", "expanding"]],
    ["echo `echo a\\\\@@` a\\\\@@", ["fixed", "word"]],
  ])("%j: %j", (script, expected) => {
    expect(quotings(posixQuotings, script)).toEqual(expected);
  });

  test.each(['echo "@@', "echo '@@", "cat <<END\n@@\n", "echo $(@@", "echo `@@"])(
    "the quotes of %j do not match",
    (script) => {
      expect(quotings(posixQuotings, script)).toBeUndefined();
    },
  );
});

describe("in PowerShell", () => {
  test.each<[string, readonly string[]]>([
    ["cargo build --target @@", ["word"]],
    ["cargo build --target=@@", ["word"]],
    ["cargo build --target @@ --release", ["word"]],
    ['echo "@@"', ["expanding"]],
    ['echo "a `" @@"', ["expanding"]],
    ["echo '@@'", ["literal"]],
    ["@@ build", ["command"]],
    ["$a = @@", ["command"]],
    ["if (@@ -eq 1) { }", ["command"]],
    ["echo @@.zip", ["command"]],
    ["# @@", ["comment"]],
    ["echo a#b @@", ["word"]],
    ["<# @@ #>", ["comment"]],
    ["@'\n@@\n'@", ["fixed"]],
    ['@"\n@@\n"@', ["expanding"]],
    ['echo "$@@" "${@@}" "${env:@@}" "$env:A_@@"', ["fixed", "fixed", "fixed", "fixed"]],
    ['echo "$a-@@" "${a}@@"', ["expanding", "expanding"]],
    ['echo "`@@" "``@@"', ["fixed", "expanding"]],
  ])("%j: %j", (script, expected) => {
    expect(quotings(powershellQuotings, script)).toEqual(expected);
  });

  test.each(['echo "@@', "echo '@@", 'echo "$(@@)"'])("%j is not read", (script) => {
    expect(quotings(powershellQuotings, script)).toBeUndefined();
  });
});
