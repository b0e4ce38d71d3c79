import { appendFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import * as core from "@actions/core";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { readFilePairs } from "../../src/runner/step/file-commands.ts";
import { appendOutput } from "../../src/task/github-output.ts";
import { setOutput, task } from "../../src/index.ts";
import { Project } from "../support/project.ts";
import { record } from "../support/terminal/session.ts";
import { cases } from "../support/cases.ts";

/**
 * The grammar as GitHub's runner has it, written down a second time: what was read, and whether the step fails.
 * https://github.com/actions/runner/blob/main/src/Runner.Worker/FileCommandManager.cs
 */
function readAsGitHub(content: string): { pairs: Map<string, string>; fails: boolean } {
  const pairs = new Map<string, string>();
  let rest = content;
  /** The next line, with what ends it; undefined at the end of the file. */
  const nextLine = (): string | undefined => {
    const [line] = /^[^\n]*\n?/.exec(rest) ?? [""];
    rest = rest.slice(line.length);
    return line === "" ? undefined : line;
  };
  for (let line = nextLine(); line !== undefined; line = nextLine()) {
    const text = line.replace("\n", "");
    if (text === "") continue;
    const [, name = "", sign = "", value = ""] = /^(.*?)(=|<<)([^]*)$/s.exec(text) ?? [];
    if (name === "" || (sign === "<<" && value === "")) return { pairs, fails: true };
    if (sign === "=") {
      pairs.set(name, value);
      continue;
    }
    let lines = "";
    for (;;) {
      const each = nextLine();
      if (each === undefined) return { pairs, fails: true };
      if (each.replace("\n", "") === value) break;
      lines += each;
    }
    pairs.set(name, lines.replace(/\n$/, ""));
  }
  return { pairs, fails: false };
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
      expect(readAsGitHub(written)).toEqual({ pairs: expected, fails: false });
      vi.stubEnv("GITHUB_OUTPUT", theirs);
      core.setOutput("first", first);
      core.setOutput("second", second);
      expect(readFilePairs(readFileSync(theirs, "utf8")).pairs).toEqual(expected);
    }),
    cases(200),
  );
  vi.unstubAllEnvs();
  rmSync(ours);
});

test("a file of any content is read as by GitHub's grammar, up to the line that cannot be", () => {
  const part = fc.oneof(
    fc.constantFrom(
      "\n",
      "\n",
      "=",
      "<<",
      "<",
      "E",
      "EOF",
      "\r",
      " ",
      "a",
      "name",
      "a<<E\n",
      "\nE\n",
    ),
    fc.constantFrom(
      "b=1\n",
      "x<<EOF\n1\n2\nEOF\n",
      "y<<E\nE\n",
      "=",
      "__proto__=",
      "constructor<<E\n",
    ),
    fc.string({ unit: "binary", maxLength: 3 }),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
      const content = parts.join("");
      const { pairs, problem } = readFilePairs(content);
      expect({ pairs, fails: problem !== undefined }).toEqual(readAsGitHub(content));
    }),
    cases(1000),
  );
});

test("outputs of any names and values read back, whatever programs wrote before", () => {
  const project = new Project({});
  const file = path.join(project.folder, "any");
  const name = fc
    .oneof(fc.stringMatching(/^[\w-]{1,8}$/), fc.string({ unit: "grapheme", minLength: 1 }))
    .filter((text) => !/\n|=|<</.test(text) && !text.endsWith("<"));
  const before = fc.constantFrom("", "x=1", "x=1\n", "x<<E\n1\nE", "\n\n");
  fc.assert(
    fc.property(before, fc.array(fc.tuple(name, anyText), { maxLength: 4 }), (written, all) => {
      writeFileSync(file, written);
      for (const [each, value] of all) appendOutput(file, each, value);
      const expected = new Map(written.trim() === "" ? [] : [["x", "1"]]);
      for (const [each, value] of all) expected.set(each.toWellFormed(), value.toWellFormed());
      const content = readFileSync(file, "utf8");
      expect(readFilePairs(content)).toEqual({ pairs: expected, problem: undefined });
      expect(readAsGitHub(content)).toEqual({ pairs: expected, fails: false });
    }),
    cases(200),
  );
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
