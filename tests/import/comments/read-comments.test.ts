import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readComments } from "../../../src/import/comments/read-comments.ts";

/** `line path: text`, with `…` before the text where it stands behind what it is about. */
function shown(text: string): readonly string[] {
  return readComments(text).map(
    ({ line, path, text: words, isAfter }) =>
      `${line} ${path.join(".")}:${isAfter ? " …" : " "}${words}`,
  );
}

test("a comment is about what is below it, or on its line", () => {
  expect(
    shown(`# The file.

name: CI # Short.
# When?
on: push
jobs:
  # All.
  build: # Here.
    runs-on: [a, b] # Both.
    steps:
      # First.
      - uses: actions/checkout@v4 # Newest.
        with:
          # Deep.
          depth: 0
      - run: | # Block.
          # This is the command's.
          make # And this.
`),
  ).toEqual([
    "1 : The file.",
    "3 name: Short.",
    "4 on: When?",
    "7 jobs.build: All.",
    "8 jobs.build: Here.",
    "9 jobs.build.runs-on: Both.",
    "11 jobs.build.steps.0: First.",
    "12 jobs.build.steps.0.uses: Newest.",
    "14 jobs.build.steps.0.with.depth: Deep.",
    "16 jobs.build.steps.1.run: Block.",
  ]);
});

test("one behind the dash of an item is about the item", () => {
  const text =
    "a:\n  - b: 1\n  - # After - it.\n    # And this.\n    c: 1\n  -\n    d: 1 # Last.\n";
  expect(shown(text)).toEqual(["3 a.1: After - it.", "4 a.1.c: And this.", "7 a.2.d: Last."]);
});

test("one that is indented further than what follows ends what is before it", () => {
  expect(
    shown(`on: push
jobs:
  a:
    steps:
      - run: b
      # - run: c
    # timeout-minutes: 5
  # old:
  b:
    runs-on: x
  # end
# last
`),
  ).toEqual([
    "6 jobs.a.steps.0: …- run: c",
    "7 jobs.a.steps: …timeout-minutes: 5",
    "8 jobs.b: old:",
    "11 jobs.b: …end",
    "12 jobs: …last",
  ]);
});

test("the release behind a commit is no comment, and other words there are", () => {
  const sha = "a".repeat(40);
  expect(
    shown(`jobs:
  a:
    steps:
      - uses: o/n@${sha} # v4.1.0
      - uses: "o/n@${sha}" # pinned, see #12
      - run: x # v4
`),
  ).toEqual(["5 jobs.a.steps.1.uses: pinned, see #12", "6 jobs.a.steps.2.run: v4"]);
});

test("texts with a # have no comments in them", () => {
  expect(
    shown(`name: "a # b"
run-name: c#d
on:
  push:
    branches: ['#x', y] # z
env:
  A: >-
    # text
    more
`),
  ).toEqual(["5 on.push.branches: z"]);
});

test("this project's own workflow has its header alone", () => {
  const lines = shown(readFileSync(".github/workflows/ci.yml", "utf8"));
  expect(lines[0]).toBe("1 : GENERATED FILE - DO NOT EDIT");
});
