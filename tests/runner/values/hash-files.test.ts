import { createHash } from "node:crypto";
import { symlinkSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
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

  test("no option but one", () => {
    expect(() => hashFiles(workspace(), ["--all", "a"])).toThrow("Invalid glob option --all");
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
