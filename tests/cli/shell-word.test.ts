import { execa } from "execa";
import { expect, test } from "vitest";
import { shellWord } from "../../src/cli/shell-word.ts";

test.each([
  ["--env=prod", "--env=prod"],
  ["./run", "./run"],
  ["", "''"],
  ["--tag=", "--tag="],
  ["--tag=a b", "--tag='a b'"],
  ["it's", "'it'\\''s'"],
  ["$HOME", "'$HOME'"],
])("%j is written as %s", (text, word) => {
  expect(shellWord(text)).toBe(word);
});

test("a shell reads the very texts again", async () => {
  const texts = ["", "a b", "--x=", "--x=a\nb", "`id`", "$(id)", "'\"\\", "~", "*", "ü=ö", "#"];
  const line = texts.map((text) => shellWord(text)).join(" ");
  const { stdout } = await execa("sh", ["-c", `for x in ${line}; do printf '%s\\0' "$x"; done`]);
  expect(stdout.split("\0").slice(0, -1)).toEqual(texts);
});
