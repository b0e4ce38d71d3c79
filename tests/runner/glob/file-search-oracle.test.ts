/** The files that an upload finds, beside those of @actions/glob, which actions/upload-artifact asks. */
import { statSync, symlinkSync } from "node:fs";
import path from "node:path";
import { create } from "@actions/glob";
import fc from "fast-check";
import { expect, test } from "vitest";
import { filesOf, searchPaths } from "../../../src/runner/glob/file-search.ts";
import { readPathPatterns } from "../../../src/runner/glob/path-pattern.ts";
import { cases } from "../../support/cases.ts";
import { folderWith } from "../../support/folder-with.ts";
import { mockHomeAndFolder } from "../../support/home-and-folder.ts";

const files = "a.txt b.log .hidden/c.txt .hidden/.d deep/down/e.txt deep/g.log deep/.x [x]/h.txt";
const home = folderWith(
  "recompose-file-search-",
  Object.fromEntries(files.split(" ").map((file) => [`.work/space/${file}`, file])),
);
const folder = path.join(home, ".work/space");
symlinkSync("deep", path.join(folder, "link"));
symlinkSync("deep", path.join(folder, ".link"));
symlinkSync("..", path.join(folder, "deep/up"));
symlinkSync("missing", path.join(folder, "deep/broken"));
mockHomeAndFolder(home, folder);

interface Found {
  readonly files: readonly string[];
  readonly paths: readonly string[];
}

/** What each finds; a failure is one whatever it says. */
async function both(patterns: readonly string[], leavesHiddenOut: boolean) {
  const ours = ((): Found | string => {
    try {
      const read = readPathPatterns(patterns, folder);
      const found = [...filesOf(read, { follows: true, leavesHiddenOut })];
      return { files: found, paths: searchPaths(read) };
    } catch {
      return "fails";
    }
  })();
  const options = { excludeHiddenFiles: leavesHiddenOut };
  const wanted = await create(patterns.join("\n"), options)
    .then(async (globber): Promise<Found> => {
      const found = await globber.glob();
      return {
        files: found.filter((file) => !statSync(file).isDirectory()),
        paths: globber.getSearchPaths(),
      };
    })
    .catch(() => "fails");
  return { ours, wanted };
}

test.each([
  ["."],
  ["*"],
  ["**"],
  [".*"],
  [".hidden"],
  [".hidden/*"],
  [".link/down"],
  ["deep", "deep/down", ".hidden"],
  ["a.txt", "none.txt"],
  ["**", "!deep"],
  ["!deep", "link/**"],
  ["~/.work/space/deep"],
  ["~"],
  ["[[]x]"],
  ["a.txt/b"],
  ["..", "a.txt"],
])("are those that the action finds: %s %s %s", async (...patterns) => {
  for (const leavesHiddenOut of [false, true]) {
    const { ours, wanted } = await both(patterns, leavesHiddenOut);
    expect(ours).toEqual(wanted);
  }
});

test("are those that the action finds for patterns made of whatever means something in them", async () => {
  const piece = fc.constantFrom(
    ..."** * ? a .txt .log deep down .hidden .d [x] [a-d] [!a] \\ ! # . .. ~ link up b.log".split(
      " ",
    ),
  );
  const name = fc.array(piece, { minLength: 1, maxLength: 2 }).map((all) => all.join(""));
  const pattern = fc
    .array(name, { minLength: 1, maxLength: 4 })
    .map((all) => all.join("/"))
    // The action takes an escaped dot for another folder than the one that it is, and finds the files in it twice.
    .filter((text) => !/^!*\\\.(?:\/|$)/.test(text));
  await fc.assert(
    fc.asyncProperty(
      fc.array(pattern, { minLength: 1, maxLength: 3 }),
      fc.boolean(),
      async (patterns, leavesHiddenOut) => {
        const { ours, wanted } = await both(patterns, leavesHiddenOut);
        expect(ours).toEqual(wanted);
      },
    ),
    cases(300),
  );
});
