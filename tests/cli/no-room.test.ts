/** Places that take nothing: a full disk, a file where a folder should be, something else in a file's place. */
import { existsSync } from "node:fs";
import path from "node:path";
import { execa } from "execa";
import { expect, inject, test } from "vitest";
import { Project, runScript } from "../support/project.ts";

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
  expect(stdout).toContain("1 job succeeded, 1 job failed");
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
