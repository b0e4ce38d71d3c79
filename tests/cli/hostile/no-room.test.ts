/** Places that take nothing: a full disk, a file where a folder should be, something else in a file's place. */
import { existsSync, lstatSync, symlinkSync } from "node:fs";
import path from "node:path";
import { execa } from "execa";
import { expect, inject, test } from "vitest";
import { Project, runScript } from "../../support/project.ts";

const app = `
import { app, automation, job, out, run, task } from "recompose-ci";
import fs from "node:fs";
const greets = task({ name: "greets", run() { out("hello"); fs.writeFileSync("reached", "yes"); } });
const replaces = task({ name: "replaces", outputs: ["value"], async run(_, context) {
  context.setOutput("value", "there");
  await run("sh", "-c", 'rm -f "$GITHUB_OUTPUT" && mkfifo "$GITHUB_OUTPUT"');
} });
const ci = automation({ name: "ci", jobs() { job(greets); } });
const broken = automation({ name: "broken", jobs() { job(replaces); job(greets); } });
export default app({ entryPoint: "./run", commands: [greets, replaces], automations: [ci, broken] });
`;

test.runIf(existsSync("/dev/full")).each(["greets", "ci"])(
  "%s goes to its end where its output cannot be written, and says so in one line",
  async (command) => {
    const project = new Project({ "recompose.ts": app, run: runScript() });
    const words = ["-c", '"$0" "$@" >/dev/full', process.execPath, inject("recomposeCli"), command];
    const { exitCode, stderr } = await execa("sh", words, {
      cwd: project.folder,
      stdin: "ignore",
      reject: false,
    });
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^error: the output cannot be written: ENOSPC.*$/);
    expect(project.read("reached")).toBe("yes");
  },
);

test("an app that can be bundled nowhere is an error with one line", async () => {
  const project = new Project({ "recompose.ts": app, run: runScript(), taken: "" });
  project.write({ "node_modules/.cache": "a file" });
  const taken = path.join(project.folder, "taken");
  const env = { TMPDIR: "/nowhere/at/all", HOME: taken, XDG_CACHE_HOME: taken };
  const { exitCode, stderr } = await project.recompose(["greets"], { env });
  expect(exitCode).toBe(2);
  expect(stderr.split("\n")).toHaveLength(2);
  expect(stderr).toMatch(/^error: there is no place to bundle the app in: ENOENT/);
});

test("a pipe in the place of $GITHUB_OUTPUT fails its job with the reason, and no other", async () => {
  const project = new Project({ "recompose.ts": app, run: runScript() });
  const { exitCode, stdout } = await project.recompose(["broken"]);
  expect(exitCode).toBe(1);
  expect(stdout).toContain("$GITHUB_OUTPUT is not a file any more");
  expect(stdout).toContain("1 failed, 1 passed");
});

test("--isolate tells what git says of a repository of another user", async () => {
  const project = new Project({ "recompose.ts": app, run: runScript() });
  await execa("git", ["init", "--quiet"], { cwd: project.folder });
  // By this variable git takes every repository for another user's, in its own tests of safe.directory.
  const env = { GIT_TEST_ASSUME_DIFFERENT_OWNER: "true" };
  const { exitCode, stderr } = await project.recompose(["ci", "--isolate"], { env });
  expect(exitCode).toBe(2);
  expect(stderr).toContain("detected dubious ownership");
  expect(stderr).toContain("→ git config --global --add safe.directory");
});

test("--report takes the place of a file, through a link too, and of nothing else", async () => {
  const project = new Project({ "recompose.ts": app, run: runScript(), "kept/page.html": "old" });
  symlinkSync("kept/page.html", path.join(project.folder, "link.html"));
  const linked = await project.recompose(["ci", "--report=link.html"]);
  expect(linked.exitCode).toBe(0);
  expect(project.read("kept/page.html")).toMatch(/^<!doctype html>/i);
  expect(lstatSync(path.join(project.folder, "link.html")).isSymbolicLink()).toBe(true);
  await execa("mkfifo", ["pipe"], { cwd: project.folder });
  for (const [place, what] of [
    ["pipe", "is not a file."],
    ["kept", "is a folder."],
    ["kept/page.html/below", "cannot be written: "],
  ] as const) {
    const { exitCode, stderr } = await project.recompose(["ci", `--report=${place}`]);
    expect(stderr).toContain(`error: --report: ${path.join(project.folder, place)} ${what}`);
    expect(exitCode).toBe(2);
  }
  expect(lstatSync(path.join(project.folder, "pipe")).isFIFO()).toBe(true);
});

test.each([["--help"], ["ci"], ["init"]])(
  "%s in a folder that is not there any more is an error with one line",
  async (command) => {
    const project = new Project({});
    const words = [process.execPath, inject("recomposeCli"), command];
    const text = 'mkdir gone && cd gone && rmdir "$PWD" && exec "$0" "$@"';
    const { exitCode, stderr } = await execa("sh", ["-c", text, ...words], {
      cwd: project.folder,
      stdin: "ignore",
      reject: false,
    });
    expect(stderr).toBe(
      "error: the current folder is not there any more.\n  → cd to one that is there",
    );
    expect(exitCode).toBe(2);
  },
);

test.each(["recompose.ts/below", "loop/below"])(
  "generate-gha --output-dir=%s, where there can be no folder, is an error with one line",
  async (place) => {
    const project = new Project({ "recompose.ts": app, run: runScript() });
    symlinkSync("loop", path.join(project.folder, "loop"));
    const { stderr, exitCode } = await project.recompose(["generate-gha", `--output-dir=${place}`]);
    expect(stderr).toMatch(/^error: \S+below cannot be written: (?:ENOTDIR|ELOOP): .*$/);
    expect(exitCode).toBe(2);
  },
);

test("on GitHub a summary that cannot be written costs nothing but itself", async () => {
  const project = new Project({ "recompose.ts": app, run: runScript() });
  await execa("mkfifo", ["pipe"], { cwd: project.folder });
  for (const [place, why] of [
    ["pipe", "it is not a file any more"],
    ["run/below", "ENOTDIR: "],
  ] as const) {
    const env = { GITHUB_ACTIONS: "true", GITHUB_STEP_SUMMARY: path.join(project.folder, place) };
    const { stdout, stderr, exitCode } = await project.recompose(["greets"], { env });
    expect(stdout).toContain("hello\n");
    expect(stderr).toContain(`warning: $GITHUB_STEP_SUMMARY cannot be written: ${why}`);
    expect(stderr.split("\n")).toHaveLength(1);
    expect(exitCode).toBe(0);
  }
});
