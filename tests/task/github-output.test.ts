import { appendFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import * as core from "@actions/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readFilePairs } from "../../src/runner/file-commands.ts";
import { setOutput, task } from "../../src/index.ts";
import { Project } from "../support/project.ts";
import { record } from "../support/session.ts";
import { cases } from "../support/cases.ts";

/**
 * The grammar as GitHub's runner has it, written down a second time.
 * https://github.com/actions/runner/blob/main/src/Runner.Worker/FileCommandManager.cs
 */
function readAsGitHub(content: string): Map<string, string> {
  const pairs = new Map<string, string>();
  let rest = content;
  while (rest !== "") {
    const [, line = "", after = ""] = /^([^\n]*)\n?([^]*)$/.exec(rest) ?? [];
    rest = after;
    if (line === "") continue;
    const heredoc = /^([^=<]+)<<(.+)$/.exec(line);
    if (heredoc === null) throw new Error(`not written by recompose: ${line}`);
    const [, name = "", delimiter = ""] = heredoc;
    const end = rest.startsWith(`${delimiter}\n`) ? 0 : rest.indexOf(`\n${delimiter}\n`) + 1;
    if (end === 0 && !rest.startsWith(delimiter)) throw new Error(`no ${delimiter}`);
    pairs.set(name, rest.slice(0, Math.max(0, end - 1)));
    rest = rest.slice(end + delimiter.length + 1);
  }
  return pairs;
}

const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({
    unit: fc.constantFrom("\n", "\r", "=", "<", "<<", "EOF", "a", " ", "ghadelimiter_"),
  }),
);

test("an output of any text arrives unchanged, by GitHub's grammar and by ours, as from GitHub's own writer", async () => {
  const project = new Project({});
  const ours = path.join(project.folder, "ours");
  const theirs = path.join(project.folder, "theirs");
  await fc.assert(
    fc.asyncProperty(fc.tuple(anyText, anyText), async ([first, second]) => {
      // A file has no lone halves of characters: they arrive as U+FFFD from either writer.
      const expected = new Map([
        ["first", first.toWellFormed()],
        ["second", second.toWellFormed()],
      ]);
      writeFileSync(ours, "");
      writeFileSync(theirs, "");
      const sets = task({
        name: "sets",
        outputs: ["first", "second"],
        run() {
          setOutput("first", first);
          setOutput("second", second);
        },
      });
      await record(sets, {}, { env: { GITHUB_OUTPUT: ours } });
      const written = readFileSync(ours, "utf8");
      expect(readFilePairs(written).pairs).toEqual(expected);
      expect(readAsGitHub(written)).toEqual(expected);
      process.env["GITHUB_OUTPUT"] = theirs;
      core.setOutput("first", first);
      core.setOutput("second", second);
      expect(readFilePairs(readFileSync(theirs, "utf8")).pairs).toEqual(expected);
    }),
    cases(200),
  );
  delete process.env["GITHUB_OUTPUT"];
  rmSync(ours);
});

test("outputs of a nested task are not written for the job", async () => {
  const project = new Project({ output: "" });
  const nested = task({ name: "nested", outputs: ["a"], run: () => setOutput("a", 1) });
  const parent = task({ name: "parent", run: async () => void (await nested()) });
  await record(parent, {}, { env: { GITHUB_OUTPUT: path.join(project.folder, "output") } });
  expect(project.read("output")).toBe("");
});

test.each<[what: string, change: (file: string) => void, expected: Record<string, string>]>([
  ["takes away what was there", (file) => writeFileSync(file, "x=1\n"), { x: "1" }],
  ["leaves a line without its end", (file) => appendFileSync(file, "x=1"), { x: "1" }],
  ["removes the file", (file) => rmSync(file), {}],
])("an output arrives though a program %s", async (_what, change, expected) => {
  const project = new Project({ output: "" });
  const file = path.join(project.folder, "output");
  const shares = task({
    name: "shares",
    outputs: ["first", "second"],
    run() {
      setOutput("first", "1\n2");
      change(file);
      setOutput("second", 2);
      change(file);
    },
  });
  await record(shares, {}, { env: { GITHUB_OUTPUT: file } });
  const { pairs } = readFilePairs(project.read("output"));
  expect(Object.fromEntries(pairs)).toMatchObject({ ...expected, first: "1\n2", second: "2" });
});
