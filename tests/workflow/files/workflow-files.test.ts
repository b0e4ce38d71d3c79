import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { diffLines } from "../../../src/workflow/files/file-diff.ts";
import { FolderContents } from "../../../src/workflow/files/folder-contents.ts";
import {
  applyChanges,
  type FileChange,
  type GeneratedFile,
  planChanges,
  type ChangeOptions,
} from "../../../src/workflow/files/workflow-files.ts";

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "recompose-files-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function generated(body: string, source = "recompose.ts"): string {
  return `# GENERATED FILE - DO NOT EDIT\n# Source: ${source}\n\n${body}\n`;
}

function write(name: string, content: string): void {
  writeFileSync(join(folder, name), content);
}

function plan(
  path: string,
  files: readonly GeneratedFile[],
  options?: ChangeOptions,
): readonly FileChange[] {
  return planChanges(new FolderContents(path), files, options);
}

describe("a plan", () => {
  test("creates, updates, and removes what no automation names any more", () => {
    write("old.yml", generated("name: old"));
    write("same.yml", generated("name: same"));
    write("ci.yml", generated("name: before"));
    const files = [
      { name: "ci.yml", content: generated("name: after") },
      { name: "same.yml", content: generated("name: same") },
      { name: "new.yml", content: generated("name: new") },
    ];
    const changes = plan(folder, files);
    expect(changes.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      "update ci.yml",
      "create new.yml",
      "remove old.yml",
    ]);
    applyChanges(folder, changes);
    expect(readdirSync(folder).sort()).toEqual(["ci.yml", "new.yml", "same.yml"]);
    expect(readFileSync(join(folder, "ci.yml"), "utf8")).toBe(generated("name: after"));
    expect(plan(folder, files)).toEqual([]);
  });

  test("makes the folder", () => {
    const deep = join(folder, "a", "b");
    const files = [{ name: "ci.yml", content: generated("name: ci") }];
    applyChanges(deep, plan(deep, files));
    expect(readdirSync(deep)).toEqual(["ci.yml"]);
  });

  test("keeps other files when only some are generated", () => {
    write("other.yml", generated("name: other"));
    expect(plan(folder, [], { prune: false })).toEqual([]);
  });

  test("never overwrites or removes a file that a person wrote", () => {
    write("ci.yml", "name: mine\n");
    write("notes.txt", generated(""));
    expect(plan(folder, [])).toEqual([]);
    expect(() => plan(folder, [{ name: "ci.yml", content: generated("") }])).toThrow(
      `ci.yml was not generated (its first line is not "# GENERATED FILE - DO NOT EDIT"), so it is left alone.`,
    );
  });

  test("leaves the files of another app in the repository alone", () => {
    write("theirs.yml", generated("name: theirs", "packages/b/recompose.ts"));
    const options = { source: "packages/a/recompose.ts", sourceExists: () => true };
    expect(plan(folder, [], options)).toEqual([]);
    const files = [{ name: "theirs.yml", content: generated("name: ours", options.source) }];
    expect(() => plan(folder, files, options)).toThrow(
      "theirs.yml was generated from packages/b/recompose.ts, which is another app.",
    );
  });

  test("keeps the files of an app that has moved", () => {
    write("ci.yml", generated("name: ci", "recompose.ts"));
    const options = { source: "ci/recompose.ts", sourceExists: () => false };
    expect(plan(folder, [], options)).toMatchObject([{ kind: "remove", name: "ci.yml" }]);
  });
});

test("a folder that cannot be one is named", () => {
  write("file", "");
  const path = join(folder, "file");
  expect(() => plan(path, [])).toThrow("file is a file, so no workflows can be written there.");
  mkdirSync(join(folder, "ci.yml"));
  expect(() => plan(folder, [{ name: "ci.yml", content: "" }])).toThrow(
    "ci.yml is a folder, so no workflow can be written there.",
  );
  const change = { kind: "create", name: "ci.yml", content: "" } as const;
  expect(() => applyChanges(join(path, "below"), [change])).toThrow("below cannot be written: ");
});

test("where one file cannot be written, none is", () => {
  write("a.yml", generated("a"));
  const changes = [
    { kind: "update", name: "a.yml", content: generated("new"), before: generated("a") },
    { kind: "create", name: "missing/b.yml", content: generated("b") },
  ] as const;
  expect(() => applyChanges(folder, changes)).toThrow(`${folder} cannot be written: `);
  expect(readFileSync(join(folder, "a.yml"), "utf8")).toBe(generated("a"));
  expect(readdirSync(folder).sort()).toEqual(["a.yml"]);
});

test("pins are read from a generated file only", () => {
  const uses = `      - uses: a/b@${"1".repeat(40)} # v2.0.0`;
  write("ci.yml", generated(uses));
  write("mine.yml", uses);
  const contents = new FolderContents(folder);
  expect(contents.pins("ci.yml")).toEqual({
    "a/b": [{ version: "v2.0.0", sha: "1".repeat(40) }],
  });
  expect(contents.pins("mine.yml")).toEqual({});
  expect(contents.pins("missing.yml")).toEqual({});
});

describe("a difference", () => {
  test("is shown with what stands around it", () => {
    const before = ["a", "b", "c", "d", "e", "f", ""].join("\n");
    const content = before.replace("e", "E");
    expect(diffLines({ kind: "update", name: "ci.yml", before, content })).toEqual([
      "--- ci.yml",
      "+++ ci.yml",
      "@@ -2,5 +2,5 @@",
      " b",
      " c",
      " d",
      "-e",
      "+E",
      " f",
    ]);
  });

  test("is the whole of a file that is new or gone", () => {
    expect(diffLines({ kind: "create", name: "ci.yml", content: "a\n" })).toEqual([
      "--- /dev/null",
      "+++ ci.yml",
      "@@ -0,0 +1,1 @@",
      "+a",
    ]);
    expect(diffLines({ kind: "remove", name: "ci.yml", before: "a\n" }).slice(0, 2)).toEqual([
      "--- ci.yml",
      "+++ /dev/null",
    ]);
  });
});
