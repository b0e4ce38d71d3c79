import { createHash } from "node:crypto";
import fs, { symlinkSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import path from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { ExpressionError } from "../../../src/expression/language/expression-error.ts";
import { hashFiles } from "../../../src/runner/values/hash-files.ts";
import { Project } from "../../support/project.ts";
import { command, workflowOf } from "../workflow-builders.ts";
import { runHere } from "../workflow-runs.ts";

function workspace(): string {
  const project = new Project({
    "a.lock": "a",
    "b.txt": "b",
    ".hidden/c.lock": "c",
    "deep/down/d.lock": "d",
    "deep/e.txt": "e",
  });
  symlinkSync(path.join(project.folder, "deep"), path.join(project.folder, "link"));
  return project.folder;
}

function hashOf(...contents: readonly string[]): string {
  const hash = createHash("sha256");
  for (const content of contents) hash.update(createHash("sha256").update(content).digest());
  return hash.digest("hex");
}

// hashFiles.ts in actions/runner, packages/glob in actions/toolkit
describe("hashFiles finds", () => {
  test.each<[patterns: readonly string[], contents: readonly string[]]>([
    [["a.lock"], ["a"]],
    [["*.lock"], ["a"]],
    [["**/*.lock"], ["c", "a", "d"]],
    [
      ["b.txt", "a.lock"],
      ["b", "a"],
    ],
    [["b.txt\na.lock"], ["b", "a"]],
    [["deep"], ["d", "e"]],
    [["deep/"], ["d", "e"]],
    [["deep/**"], ["d", "e"]],
    [["deep/?.txt", "# no"], ["e"]],
    [["./[ab].*"], ["a", "b"]],
    [
      ["**/*.lock", "!deep"],
      ["c", "a"],
    ],
    [["**/*.lock", "!**", "a.lock"], ["a"]],
    [["--follow-symbolic-links", "link/*.txt"], ["e"]],
  ])("%j", (patterns, contents) => {
    expect(hashFiles(workspace(), patterns)).toBe(hashOf(...contents));
  });

  test("nothing where nothing matches, beyond the workspace or behind a link that is not followed", () => {
    const folder = workspace();
    for (const pattern of ["none", "!a.lock", "/etc/hostname", "link/**/*.txt", "a.lock/"]) {
      expect([pattern, hashFiles(folder, [pattern])]).toEqual([pattern, ""]);
    }
  });

  test("nothing without a pattern", () => {
    for (const patterns of [[], [""], ["# a.lock"], ["--follow-symbolic-links"]]) {
      expect([patterns, hashFiles(workspace(), patterns)]).toEqual([patterns, ""]);
    }
  });

  test.each<[string, readonly string[], string]>([
    [
      "an option that there is not",
      ["--all", "a"],
      "Invalid glob option --all, available option: '--follow-symbolic-links'.",
    ],
    ["a pattern without a text", ["a.lock", "! !"], "A pattern is empty."],
    [
      "a path that goes up",
      ["deep//../a.lock"],
      "Invalid pattern 'deep/../a.lock'. Relative pathing '.' and '..' is not allowed.",
    ],
    [
      "a path in a file",
      ["b.txt", "a.lock/b"],
      "hashFiles('b.txt, a.lock/b') failed: ENOTDIR: not a directory",
    ],
  ])("an error for %s", (_what, patterns, message) => {
    const hash = (): string => hashFiles(workspace(), patterns);
    expect(hash).toThrow(ExpressionError);
    expect(hash).toThrow(message);
  });

  /** The folders that were read, relative to the workspace. */
  function foldersRead(patterns: readonly string[]): readonly string[] {
    const folder = workspace();
    const read = vi.spyOn(fs, "readdirSync");
    const restore = (): void => {
      read.mockRestore();
      syncBuiltinESMExports();
    };
    onTestFinished(restore);
    syncBuiltinESMExports();
    hashFiles(folder, patterns);
    return read.mock.calls.map(([name]) => path.relative(folder, String(name)));
  }

  test.each<[patterns: readonly string[], folders: readonly string[]]>([
    [["*.lock"], [""]],
    [["a.lock", "none/**"], []],
    [["*/*.lock"], ["", ".hidden", "deep", "node_modules"]],
    [["d*/down/*"], ["", "deep", "deep/down"]],
    [["deep/*.lock"], ["deep"]],
    [["deep"], ["deep", "deep/down"]],
    [["d*"], ["", "deep", "deep/down"]],
    [["deep/*.lock", "!**"], ["deep"]],
    [
      ["deep/**", "deep/down/**"],
      ["deep", "deep/down"],
    ],
  ])("what %j names without a look into other folders", (patterns, folders) => {
    expect(foldersRead(patterns)).toEqual(folders);
  });
});

test("a step has the hash of files in its env, its command and its condition", async () => {
  const { log } = await runHere(
    workflowOf({
      a: {
        steps: [
          command("printf x > here.txt", { id: "one" }),
          command("echo ${{ hashFiles('none') }}$HASH", {
            id: "two",
            if: "${{ hashFiles('here.txt') != '' }}",
            env: { HASH: "${{ hashFiles('*.txt') }}" },
          }),
        ],
      },
    }),
  );
  expect(log("a")).toBe(`${hashOf("x")}\n`);
});
