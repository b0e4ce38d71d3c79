import { execFileSync } from "node:child_process";
import path from "node:path";
import { expect, test } from "vitest";
import { IgnoredFiles } from "../../../src/cli/watch/ignored-files.ts";
import { Project } from "../../support/project.ts";

const hostile = 'a "quoted"\n name ä.log';

function newProject(): Project {
  const project = new Project({
    ".gitignore": "*.log\nbuilt/\nout/*\n!out/kept\n",
    "kept.log": "tracked, whatever the rule says",
    "source.ts": "",
    "built/deep/file.js": "",
    "out/kept": "",
    "out/made": "",
  });
  const git = (...args: string[]): void =>
    void execFileSync("git", args, { cwd: project.folder, stdio: "ignore" });
  git("init");
  git("add", "--force", ".gitignore", "kept.log", "source.ts");
  return project;
}

test("what git ignores is known without asking again, folders with all that is below", async () => {
  const project = newProject();
  const ignored = await IgnoredFiles.of(project.folder, [path.join(project.folder, "page.html")]);
  const has = (name: string): boolean => ignored.has(path.join(project.folder, name));
  for (const name of ["built", "built/deep/file.js", "out/made", "page.html"]) {
    expect([name, has(name)]).toEqual([name, true]);
  }
  for (const name of ["source.ts", "kept.log", "out", "out/kept", "new.log"]) {
    expect([name, has(name)]).toEqual([name, false]);
  }
  for (const name of [".git/index", "a/node_modules/b", "ci/.recompose/runs/1"]) {
    expect([name, has(name)]).toEqual([name, true]);
  }
});

test("new files are asked about, whatever their names are", async () => {
  const { folder } = newProject();
  const ignored = await IgnoredFiles.of(folder, []);
  const paths = ["new.log", hostile, "kept.log", "-new.ts", "built/more", "dot.ts"];
  const left = await ignored.without(paths.map((name) => path.join(folder, name)));
  expect(left.map((file) => path.basename(file))).toEqual(["kept.log", "-new.ts", "dot.ts"]);
  expect(ignored.has(path.join(folder, hostile))).toBe(true);
});

test("without git, and in a folder that an outer repository ignores, all others count", async () => {
  const plain = new Project({ ".gitignore": "*.log", "a.log": "" });
  const outer = newProject();
  for (const folder of [plain.folder, path.join(outer.folder, "built/deep")]) {
    const ignored = await IgnoredFiles.of(folder, []);
    const file = path.join(folder, "a.log");
    expect(await ignored.without([file, path.join(folder, "node_modules/x")])).toEqual([file]);
  }
});
