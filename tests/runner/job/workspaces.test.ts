import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { execa, execaSync } from "execa";
import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { processIdentity } from "../../../src/host/processes/process-identity.ts";
import { UsageError } from "../../../src/problems/usage-error.ts";
import { trackingPrefix, trackingVariable } from "../../../src/runner/job/tracking.ts";
import { checkIsolation, Workspaces } from "../../../src/runner/job/workspaces.ts";
import { commitAll, project } from "../workflow-runs.ts";

/** The folder for temporary ones, of this test alone. */
let temp = "";
beforeEach(() => {
  temp = project();
  vi.stubEnv("TMPDIR", temp);
  onTestFinished(() => void vi.unstubAllEnvs());
});

function open(options: Partial<ConstructorParameters<typeof Workspaces>[0]> = {}): Workspaces {
  return new Workspaces({
    workspace: "/project",
    checkout: "",
    isolate: false,
    now: Date.now(),
    ...options,
  });
}

async function errorOf(action: () => unknown): Promise<unknown> {
  try {
    await action();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe("without checkouts of their own", () => {
  test("jobs work in the project, each with a temporary folder for as long as it runs", async () => {
    const workspaces = open();
    const [a, b] = [await workspaces.open("a"), await workspaces.open("b")];
    expect([a.folder, b.folder]).toEqual(["/project", "/project"]);
    expect(a.temp).toBe(path.join(workspaces.temp, "jobs/a"));
    writeFileSync(path.join(a.temp, "file"), "");
    await a.remove();
    expect(existsSync(path.join(workspaces.temp, "jobs/a"))).toBe(false);
    expect(existsSync(b.temp)).toBe(true);
    workspaces.removeAll();
    expect(existsSync(workspaces.temp)).toBe(false);
  });

  test("a job finds nothing of what another has put in the place of its folder", async () => {
    const workspaces = open();
    const other = project({ file: "theirs" });
    mkdirSync(path.join(workspaces.temp, "jobs/a/left"), { recursive: true });
    const a = await workspaces.open("a");
    expect(existsSync(path.join(a.temp, "left"))).toBe(false);
    rmSync(a.temp, { recursive: true });
    symlinkSync(other, a.temp);
    a.restore();
    expect(existsSync(path.join(a.temp, "file"))).toBe(false);
    await a.remove();
    expect(readFileSync(path.join(other, "file"), "utf8")).toBe("theirs");
  });

  test("a file for all jobs is in the temporary folder of the run", () => {
    const workspaces = open();
    const file = workspaces.write("event.json", "{}");
    expect(file).toBe(path.join(workspaces.temp, "event.json"));
    expect(readFileSync(file, "utf8")).toBe("{}");
  });

  test("a folder that is gone, or never was, is an error that says what to do", async () => {
    const workspaces = open();
    workspaces.removeAll();
    const error = await errorOf(() => workspaces.write("event.json", "{}"));
    expect(error).toBeInstanceOf(UsageError);
    expect(error).toMatchObject({
      message: expect.stringMatching(/event\.json cannot be written: ENOENT/),
      hints: ["set TMPDIR to a folder with room"],
    });
    vi.stubEnv("TMPDIR", path.join(temp, "missing"));
    expect(await errorOf(() => open())).toMatchObject({
      name: "UsageError",
      message: expect.stringContaining(
        `there can be no temporary folder in ${temp}/missing: ENOENT`,
      ),
      hints: ["set TMPDIR to a folder that can be written"],
    });
  });
});

describe("what an earlier run has left", () => {
  const [id = "", started = "", place = ""] = processIdentity().split("-");
  // Process ids end at 2 ** 22 on Linux.
  const ended = `99999999-${started}-${place}`;
  const elsewhere = `${id}-${started}-elsewhere`;
  const aDay = 24 * 60 * 60 * 1000;

  function left(name: string, age = 0): string {
    const folder = path.join(temp, name);
    mkdirSync(path.join(folder, "jobs"), { recursive: true });
    const time = new Date(now - age);
    utimesSync(folder, time, time);
    return folder;
  }
  const now = Date.UTC(2026, 0, 10);

  test.each<[what: string, name: string, age: number, stays: boolean]>([
    ["goes, where its process has ended", `recompose-run-${ended}-x`, 0, false],
    ["stays, where its process runs", `recompose-run-${processIdentity()}-x`, 2 * aDay, true],
    ["stays, where its process is of elsewhere", `recompose-run-${elsewhere}-x`, aDay - 1, true],
    ["goes, where that was a day ago", `recompose-run-${elsewhere}-x`, aDay, false],
    ["stays, where it is of somebody else", "recompose-run-x", 2 * aDay, true],
    ["stays, where its name only has that of a run", `x-recompose-run-${ended}-x`, 2 * aDay, true],
  ])("%s", (_what, name, age, stays) => {
    const folder = left(name, age);
    open({ now });
    expect(existsSync(folder)).toBe(stays);
  });

  test("goes with the processes that still run in it, and with no others", async () => {
    const start = (owner: string) =>
      execa("sleep", ["1000"], {
        env: { [trackingVariable]: `${trackingPrefix(owner)}x` },
        reject: false,
      });
    const other = start(`${ended}0`);
    const own = start(ended);
    onTestFinished(async () => {
      other.kill("SIGKILL");
      await other;
    });
    await Promise.all(
      [other, own].map((each) => new Promise((resolve) => each.once("spawn", resolve))),
    );
    left(`recompose-run-${ended}-x`);
    open({ now });
    if (process.platform !== "linux") own.kill("SIGKILL");
    expect((await own).signal).toBe("SIGKILL");
    expect(other.exitCode ?? other.signalCode).toBe(null);
  });
});

describe("with checkouts of their own", () => {
  function repository(files: Readonly<Record<string, string>> = { file: "here" }): string {
    const root = project(files);
    commitAll(root);
    return root;
  }
  const isolated = (root: string): Workspaces =>
    open({ workspace: root, checkout: root, isolate: true });
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
    open({ workspace: own, checkout: own });
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
    open({ checkout: root }).removeAll();
    open({ checkout: "" }).removeAll();
    expect(existsSync(asked)).toBe(false);
    mkdirSync(path.join(root, ".git/worktrees"));
    open({ checkout: root }).removeAll();
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
    const { folder } = await open({
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
});

describe("checkouts of their own are refused", () => {
  const good = { folder: "/project", sha: "1".repeat(40) };

  test("nowhere where there is a commit", () => {
    expect(() => checkIsolation(good)).not.toThrow();
  });

  test.each<[string, Parameters<typeof checkIsolation>[0], RegExp, readonly string[]]>([
    [
      "without a repository",
      { folder: "", sha: "" },
      /^--isolate gives each job a checkout of its own, which needs a git repository, and this folder is in none\.$/,
      ["git init"],
    ],
    ["in none", { ...good, folder: "" }, /, and this folder is in none\.$/, ["git init"]],
    [
      "without a commit",
      { ...good, sha: "" },
      /^--isolate gives each job a checkout of its own, which needs a commit, and this repository has none yet\.$/,
      ["git commit"],
    ],
    [
      "where git refuses to work",
      { folder: "", sha: "", refusal: "fatal: no way\nmore" },
      /^--isolate gives each job a checkout of its own, and git refuses to work here: fatal: no way$/,
      [],
    ],
    [
      "where git says what to do, with that",
      {
        folder: "",
        sha: "",
        refusal:
          "fatal: dubious ownership\nAs git config --list has it.\nTo add an exception, call git config:\n\n \tgit config --global --add safe.directory /project\nmore",
      },
      /git refuses to work here: fatal: dubious ownership$/,
      ["git config --global --add safe.directory /project"],
    ],
  ])("%s", async (_where, checkout, message, hints) => {
    const error = await errorOf(() => checkIsolation(checkout));
    expect(error).toBeInstanceOf(UsageError);
    expect(error).toMatchObject({ message: expect.stringMatching(message), hints });
  });
});
