import { execaSync } from "execa";
import fc from "fast-check";
import { expect, test } from "vitest";
import { shellArgument, shellWord } from "../../src/problems/shell-word.ts";
import { cases } from "../support/cases.ts";

test.each([
  ["--env=prod", "--env=prod"],
  ["./run", "./run"],
  ["", "''"],
  ["--tag=", "--tag="],
  ["--tag=a b", "--tag='a b'"],
  ["it's", "'it'\\''s'"],
  ["$HOME", "'$HOME'"],
])("%j is written as %s", (text, word) => {
  expect(shellArgument(text)).toBe(word);
});

test.each(["sh", "bash"])("%s reads the very texts again, whatever they are", (shell) => {
  const text = fc.oneof(
    fc.constantFrom(
      "",
      "a b",
      "--x=",
      "--x=a\nb",
      "`id`",
      "$(id)",
      "'\"\\",
      "~",
      "*",
      "ü=ö",
      "#",
      "!!",
    ),
    fc.stringMatching(/^(?:--[a-z-]{0,4}=?)?[-'"`$(){}\\;&|<>*?![\]#~=%\n\t ]{0,12}$/),
    // A word of a command line has no NUL, and is no half of a character.
    fc.string({ unit: "grapheme" }).filter((one) => !one.includes("\0")),
    fc.string({ unit: "binary" }).map((one) => one.replaceAll("\0", "").toWellFormed()),
  );
  fc.assert(
    fc.property(fc.array(text, { minLength: 100, maxLength: 100 }), (texts) => {
      const words = [...texts.map(shellArgument), ...texts.map(shellWord)];
      const script = `printf '%s\\0' ${words.join(" ")}`;
      const { stdout } = execaSync(shell, { input: script, stripFinalNewline: false });
      expect(stdout.split("\0").slice(0, -1)).toEqual([...texts, ...texts]);
    }),
    cases(500, 100),
  );
});
