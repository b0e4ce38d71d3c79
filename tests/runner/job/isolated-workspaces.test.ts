/** Checkouts of their own, with `--isolate`. */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { execaSync } from "execa";
import { beforeEach, expect, test, vi } from "vitest";
import { commitAll, project } from "../workflow-runs.ts";
import type { Workspaces } from "../../../src/runner/job/workspaces.ts";
import { errorOf, openWorkspaces, ownTemp } from "./open-workspaces.ts";

let temp = "";
beforeEach(() => {
  temp = ownTemp();
});

function repository(files: Readonly<Record<string, string>> = { file: "here" }): string {
  const root = project(files);
  commitAll(root);
  return root;
}
const isolated = (root: string): Workspaces =>
  openWorkspaces({ workspace: root, checkout: root, isolate: true });
const worktrees = (root: string): number =>
  execaSync("git", ["worktree", "list"], { cwd: root }).stdout.split("\n").length;

test("git forgets each when it is removed, and all that are left at the end", async () => {
  const root = repository();
  const workspaces = isolated(root);
  const [a] = [await workspaces.open("a"), await workspaces.open("b")];
  expect(worktrees(root)).toBe(3);
  await a.remove();
  expect(existsSync(a.folder)).toBe(false);
  expect(worktrees(root)).toBe(2);
  workspaces.removeAll();
  expect(worktrees(root)).toBe(1);
});

test("git forgets those of an earlier run, also where the project is one itself", () => {
  const root = repository();
  const own = path.join(project(), "own");
  execaSync("git", ["worktree", "add", "--detach", own], { cwd: root });
  execaSync("git", ["worktree", "add", "--detach", path.join(temp, "gone")], { cwd: root });
  rmSync(path.join(temp, "gone"), { recursive: true });
  expect(worktrees(root)).toBe(3);
  openWorkspaces({ workspace: own, checkout: own });
  expect(worktrees(root)).toBe(2);
});

test("git is asked for none where there can be none", async () => {
  const root = repository();
  const asked = path.join(temp, "asked");
  mkdirSync(path.join(temp, "bin"));
  writeFileSync(path.join(temp, "bin/git"), `#!/bin/sh\necho "$PWD: $*" >> "${asked}"\n`, {
    mode: 0o755,
  });
  vi.stubEnv("PATH", `${temp}/bin:/usr/bin:/bin`);
  openWorkspaces({ checkout: root }).removeAll();
  openWorkspaces({ checkout: "" }).removeAll();
  expect(existsSync(asked)).toBe(false);
  mkdirSync(path.join(root, ".git/worktrees"));
  openWorkspaces({ checkout: root }).removeAll();
  expect(readFileSync(asked, "utf8")).toBe(`${root}: worktree prune\n`);
});

test("a file that git has, and would ignore if it had not, is there", async () => {
  const root = repository({ kept: "here" });
  writeFileSync(path.join(root, ".gitignore"), "kept\nother\n");
  writeFileSync(path.join(root, "other"), "");
  const { folder } = await isolated(root).open("a");
  expect([readdirSync(folder).sort()]).toEqual([[".git", ".gitignore", "kept"]]);
});

test("files are there as they are now, and what is staged stays staged", async () => {
  const root = repository({ staged: "old", "sub/deep": "deep", gone: "" });
  writeFileSync(path.join(root, "staged"), "staged");
  execaSync("git", ["add", "staged"], { cwd: root });
  writeFileSync(path.join(root, "staged"), "newer");
  rmSync(path.join(root, "gone"));
  const index = readFileSync(path.join(root, ".git/index"));
  const { folder } = await openWorkspaces({
    workspace: path.join(root, "sub"),
    checkout: root,
    isolate: true,
  }).open("a");
  expect(path.basename(folder)).toBe("sub");
  expect(readFileSync(path.join(folder, "deep"), "utf8")).toBe("deep");
  expect(readFileSync(path.join(folder, "../staged"), "utf8")).toBe("newer");
  expect(existsSync(path.join(folder, "../gone"))).toBe(false);
  expect(readFileSync(path.join(root, ".git/index"))).toEqual(index);
});

// https://git-scm.com/docs/racy-git
test("a change is not missed that looks as if there was none", async () => {
  const root = project({ file: "aaa" });
  const long = new Date(Date.UTC(2026, 0, 1));
  const back = (name: string): void => utimesSync(path.join(root, name), long, long);
  back("file");
  commitAll(root);
  execaSync("git", ["config", "core.trustctime", "false"], { cwd: root });
  writeFileSync(path.join(root, "file"), "bbb");
  back("file");
  back(".git/index");
  const { folder } = await isolated(root).open("a");
  expect(readFileSync(path.join(folder, "file"), "utf8")).toBe("bbb");
});

test("a repository without an index is as good", async () => {
  const root = repository();
  rmSync(path.join(root, ".git/index"));
  const { folder } = await isolated(root).open("a");
  expect(readFileSync(path.join(folder, "file"), "utf8")).toBe("here");
});

test("hooks of the repository are not for them", async () => {
  const root = repository();
  const hook = path.join(root, ".git/hooks/post-checkout");
  mkdirSync(path.dirname(hook), { recursive: true });
  writeFileSync(hook, `#!/bin/sh\ntouch "${root}/ran"\n`, { mode: 0o755 });
  await isolated(root).open("a");
  expect(existsSync(path.join(root, "ran"))).toBe(false);
});

test("what git says is the reason where it fails, and the next one is tried all the same", async () => {
  const root = project({ file: "here" });
  execaSync("git", ["init", "--quiet"], { cwd: root });
  const workspaces = isolated(root);
  const message = String(await errorOf(() => workspaces.open("a")));
  expect(message).toMatch(
    /^Error: git worktree add --quiet --detach \S+\/jobs\/a\/checkout HEAD: fatal: .*HEAD/,
  );
  commitAll(root);
  const { folder } = await workspaces.open("b");
  expect(existsSync(path.join(folder, "file"))).toBe(true);
});

test("what has changed in the project comes into a checkout when it is asked for, and nothing else changes there", async () => {
  const root = repository({ edited: "1", gone: "1", ofStep: "1", ".gitignore": "built" });
  const workspaces = isolated(root);
  const { folder, refresh } = await workspaces.open("a");
  const write = (at: string, name: string, text: string): void =>
    writeFileSync(path.join(at, name), text);
  const read = (at: string, name: string): string => readFileSync(path.join(at, name), "utf8");
  for (const name of ["ofStep", "edited", "built", "new"]) write(folder, name, "by a step");
  write(root, "edited", "2");
  write(root, "added", "2");
  rmSync(path.join(root, "gone"));
  await refresh();
  expect(read(folder, "edited")).toBe("2");
  expect(read(folder, "added")).toBe("2");
  expect(existsSync(path.join(folder, "gone"))).toBe(false);
  for (const name of ["ofStep", "built", "new"]) expect(read(folder, name)).toBe("by a step");
  // Only what has changed since the last time comes again.
  write(folder, "edited", "by a step");
  write(root, "added", "3");
  await refresh();
  expect(read(folder, "edited")).toBe("by a step");
  expect(read(folder, "added")).toBe("3");
  expect(read((await workspaces.open("b")).folder, "added")).toBe("3");
  workspaces.removeAll();
});
