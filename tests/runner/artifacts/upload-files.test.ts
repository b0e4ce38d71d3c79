/**
 * Which files an upload takes, and their paths in the artifact.
 * https://github.com/actions/upload-artifact/blob/main/src/shared/search.ts
 */
import { mkdirSync, symlinkSync } from "node:fs";
import os from "node:os";
import { syncBuiltinESMExports } from "node:module";
import path from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { ArtifactRun } from "./artifact-run.ts";

const files = {
  "dist/a.js": "a",
  "dist/b.txt": "b",
  "dist/deep/c.js": "c",
  "reports/r.xml": "r",
  "reports/old/o.xml": "o",
  "reports/[1].xml": "1",
  "other/x.xml": "x",
  readme: "m",
};

function uploaded(patterns: string | readonly string[], rest: Record<string, boolean> = {}) {
  return new ArtifactRun(files).uploaded({ path: [patterns].flat().join("\n"), ...rest });
}

// "Upload using Multiple Paths and Exclusions": https://github.com/actions/upload-artifact#upload-using-multiple-paths-and-exclusions
describe("the paths in an artifact begin", () => {
  test.each<[what: string, patterns: string | readonly string[], paths: readonly string[]]>([
    ["in a folder that is named", "dist", ["a.js", "b.txt", "deep/c.js"]],
    ["in a folder with a slash", "dist/", ["a.js", "b.txt", "deep/c.js"]],
    ["in a folder by ./", "./dist/deep", ["c.js"]],
    ["with the name of a file that is named", "dist/deep/c.js", ["c.js"]],
    ["where the wildcards of a pattern begin", "dist/*.js", ["a.js"]],
    ["there too for a single file that fits", "dist/*/c.js", ["deep/c.js"]],
    ["there too for **", "dist/**/*.js", ["a.js", "deep/c.js"]],
    ["there too for ?", "dist/?.txt", ["b.txt"]],
    ["there too for a set", "rep[o]rts/[a-r]*.xml", ["r.xml"]],
    ["in the workspace for a pattern alone", "read*", ["readme"]],
    [
      "in the folder that two folders are in",
      ["dist/deep", "reports/old"],
      ["dist/deep/c.js", "reports/old/o.xml"],
    ],
    ["in the folder that two files are in", ["dist/a.js", "dist/b.txt"], ["a.js", "b.txt"]],
    [
      "there too where only one of the two is there",
      ["dist/deep/c.js", "dist/none.js"],
      ["deep/c.js"],
    ],
    [
      "in the upper of two folders",
      ["reports", "reports/old/o.xml"],
      ["[1].xml", "old/o.xml", "r.xml"],
    ],
    ["with the name of a file that is named twice", ["dist/a.js", "dist/a.js"], ["a.js"]],
    ["in a folder that an exclusion does not change", ["dist", "!dist/deep"], ["a.js", "b.txt"]],
  ])("%s", (_, patterns, paths) => {
    expect(uploaded(patterns)).toEqual(paths);
  });
});

// https://github.com/actions/toolkit/tree/main/packages/glob#patterns
describe("an upload takes", () => {
  test.each<[what: string, patterns: string | readonly string[], paths: readonly string[]]>([
    ["what no exclusion leaves out", ["reports/**", "!reports/old/**"], ["[1].xml", "r.xml"]],
    ["what the last pattern that fits says", ["dist", "!dist/**", "dist/a.js"], ["a.js"]],
    ["no comments and empty lines", ["# all of it", "", "  dist/deep  "], ["c.js"]],
    ["a name with brackets by a backslash", "reports/\\[1\\].xml", ["[1].xml"]],
    ["nothing by exclusions alone", "!dist", []],
    ["nothing of a file with a slash", "readme/", []],
  ])("%s", (_, patterns, paths) => {
    expect(uploaded(patterns)).toEqual(paths);
  });

  test("what is below the home folder by ~", () => {
    const run = new ArtifactRun(files);
    const home = vi.spyOn(os, "homedir").mockReturnValue(run.workspace);
    syncBuiltinESMExports();
    onTestFinished(() => {
      home.mockRestore();
      syncBuiltinESMExports();
    });
    expect(run.uploaded({ path: "~/dist/deep" })).toEqual(["c.js"]);
  });

  test("what an absolute path names", () => {
    const run = new ArtifactRun();
    const other = new ArtifactRun(files).workspace;
    expect(run.uploaded({ path: `${other}/dist/*.txt` })).toEqual(["b.txt"]);
  });

  test.each(["../dist", "dist/../readme", "dist/./a.js"])(
    "no path that goes up or stays: %s",
    (pattern) => {
      expect(() => uploaded(pattern)).toThrow(
        `Invalid pattern '${pattern}'. Relative pathing '.' and '..' is not allowed.`,
      );
    },
  );

  test("what links lead to, once, and no folders without files", () => {
    const run = new ArtifactRun(files);
    const at = (name: string): string => path.join(run.workspace, "dist", name);
    symlinkSync("a.js", at("link.js"));
    symlinkSync("deep", at("deeper"));
    symlinkSync("missing", at("broken"));
    symlinkSync("..", at("deep/up"));
    mkdirSync(at("empty"));
    expect(run.uploaded({ path: "dist" })).toEqual([
      "a.js",
      "b.txt",
      "deep/c.js",
      "deeper/c.js",
      "link.js",
    ]);
  });
});

// excludeHiddenFiles in https://github.com/actions/toolkit/blob/main/packages/glob/src/internal-globber.ts
describe("what starts with a dot", () => {
  const hidden = {
    "dist/.env": "e",
    "dist/.git/config": "g",
    "dist/a": "a",
    ".out/b": "b",
    ".x/y/z": "z",
  };
  const upload = (pattern: string, all: boolean): readonly string[] =>
    new ArtifactRun(hidden).uploaded({ path: pattern, "include-hidden-files": all });

  test.each<[pattern: string, without: readonly string[], all: readonly string[]]>([
    ["dist", ["a"], [".env", ".git/config", "a"]],
    ["dist/.env", [], [".env"]],
    ["dist/.*", [], [".env", ".git/config"]],
    [".out", [], ["b"]],
    [".out/b", ["b"], ["b"]],
    [".x/y", ["z"], ["z"]],
    [".x/*", [], ["y/z"]],
  ])("is left out unless it is asked for: %s", (pattern, without, all) => {
    expect(upload(pattern, false)).toEqual(without);
    expect(upload(pattern, true)).toEqual(all);
  });
});
