import { execFileSync } from "node:child_process";
import { rmSync, utimesSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { processEnd } from "../../support/process-end.ts";
import { Project, runScript } from "../../support/project.ts";
import { reportLogs } from "../../support/report-logs.ts";
import { RunningCommand } from "../../support/running-command.ts";
import { signalling } from "../../support/terminal/signalling.ts";

const app = `
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { app, automation, boolInput, job, onWorkflowDispatch, out, run, task } from "recompose-ci";
const read = () => readFileSync("source.txt", "utf8");
const show = task({ name: "show", run() { out("it says " + read()); } });
const slow = task({ name: "slow", async run(_inputs, { signal }) {
  signal.addEventListener("abort", () => out("cleaning up"));
  out("slow " + read());
  if (read() !== "done") await run("node", "-e", "console.log('pid ' + process.pid); setInterval(() => {}, 1000)");
} });
const formats = task({ name: "formats", run() { writeFileSync("source.txt", read().trim()); out("formatted"); } });
const grows = task({ name: "grows", run() { appendFileSync("made.txt", "x"); out("grown"); } });
const own = task({ name: "own", inputs: { watch: boolInput(), notify: boolInput() }, run: (inputs) => out(JSON.stringify(inputs)) });
const ci = automation({ name: "ci", on: onWorkflowDispatch(), jobs: () => void job(show) });
export default app({ commands: [show, slow, formats, grows, own], automations: [ci] });
`;

const waiting = "Waiting for files to change.\n";

function newProject(files: Readonly<Record<string, string>> = {}): Project {
  return new Project({ "recompose.ts": app, run: runScript(), "source.txt": "one", ...files });
}

function inGit(project: Project): Project {
  const git = (...args: string[]): void =>
    void execFileSync("git", args, { cwd: project.folder, stdio: "ignore" });
  git("init");
  git("add", "--all");
  git("-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "-m", "it");
  return project;
}

test(
  "a task runs again when a file changes, one is added or removed, and recompose.ts changes",
  signalling,
  async () => {
    const project = newProject();
    const command = new RunningCommand(project, ["show", "--watch"]);
    expect(await command.until(waiting)).toMatch(/^it says one\n✓ show .*\nWaiting/);
    project.write({ "source.txt": "two" });
    expect(await command.until(waiting)).toMatch(/^changed: source\.txt\nit says two\n/);
    project.write({ "folder/new.txt": "new" });
    expect(await command.until(waiting)).toContain("changed: folder/new.txt\n");
    rmSync(path.join(project.folder, "folder/new.txt"));
    expect(await command.until(waiting)).toContain("changed: folder/new.txt\n");
    project.write({ "recompose.ts": app.replace("it says", "it cries") });
    expect(await command.until(waiting)).toContain("it cries two");
    project.write({ "recompose.ts": "broken" });
    expect(await command.until(waiting)).toContain("error: ");
    project.write({ "recompose.ts": app });
    expect(await command.until(waiting)).toContain("it says two");
    expect(await command.end("SIGINT")).toBe(130);
  },
);

test("what git ignores does not count, nor what has the same content; rules that change do", async () => {
  const project = inGit(newProject({ ".gitignore": "dist/\n*.log\n", "a.log": "a" }));
  const command = new RunningCommand(project, ["show", "--watch"], { CI: "true" });
  await command.until(waiting);
  project.write({ "dist/made.js": "x", "a.log": "b", "new.log": "c" });
  project.write({ "node_modules/x/index.js": "x", ".recompose/x": "x", ".git/x": "x" });
  utimesSync(path.join(project.folder, "source.txt"), new Date(), new Date());
  project.write({ "run.txt": "1" });
  expect(await command.until(waiting)).toContain("changed: run.txt\n");
  project.write({ ".gitignore": "dist/\n" });
  expect(await command.until(waiting)).toContain("changed: .gitignore");
  project.write({ "new.log": "d" });
  expect(await command.until(waiting)).toContain("changed: new.log\n");
});

test("a run that is on is cancelled first, and ends what it has started", signalling, async () => {
  const project = newProject();
  const command = new RunningCommand(project, ["slow", "--watch"]);
  await command.until("slow one\npid ");
  const id = Number.parseInt(await command.until("\n"), 10);
  project.write({ "source.txt": "done" });
  expect(await command.until(waiting)).toMatch(
    /^cleaning up\n✗ slow [^]*\nchanged: source\.txt\nslow done\n✓ slow/,
  );
  await processEnd(id);
});

test.each(["SIGINT", "SIGTERM"] as const)(
  "%s ends the watch with the run that is on, with 130",
  signalling,
  async (signal) => {
    const command = new RunningCommand(newProject(), ["slow", "--watch"]);
    await command.until("pid ");
    const id = Number.parseInt(await command.until("\n"), 10);
    expect(await command.end(signal)).toBe(130);
    await processEnd(id);
  },
);

test("a task that brings files into their form starts one more run", async () => {
  const project = newProject();
  const command = new RunningCommand(project, ["formats", "--watch"]);
  await command.until(waiting);
  project.write({ "source.txt": "two\n" });
  await command.until("changed: source.txt\nformatted\n");
  // What the task wrote is other than what was saved. The second time it is not.
  await command.until("changed: source.txt\nformatted\n");
  await command.until(waiting);
  project.write({ "other.txt": "x" });
  expect(await command.until(waiting)).toContain("changed: other.txt\n");
});

test("a file that each run changes does not start runs for ever", async () => {
  const project = newProject();
  const command = new RunningCommand(project, ["grows", "--watch"]);
  await command.until("Each run changes made.txt, and that starts none.\n");
  expect(project.read("made.txt")).toBe("xxxx");
  project.write({ "source.txt": "two" });
  expect(await command.until("Each run changes")).toMatch(/changed: source\.txt\ngrown\n/);
});

test("an automation runs again, and its record and its report do not count", async () => {
  const project = newProject();
  const command = new RunningCommand(project, ["ci", "--watch", "--report=page.html"]);
  await command.until("it says one");
  await command.until(waiting);
  project.write({ "source.txt": "two" });
  expect(await command.until(waiting)).toMatch(/^changed: source\.txt\n[^]*it says two/);
  expect(reportLogs(project.read("page.html"))).toContain("it says two");
});

test.each([
  [["show", "--watch", "--json"], "--watch goes without --json: "],
  [["ci", "--watch", "--json"], "--watch goes without --json: "],
  [["ci", "--watch", "--dry-run"], "--watch goes without --dry-run: a plan runs nothing."],
  [["ci", "--watch", "--remote"], "--watch goes without --remote: GitHub runs what was pushed."],
  [["ci", "--resume", "--watch"], "--watch goes without --resume: "],
  [["ci", "--status", "--watch"], "--watch goes without --status: it runs nothing."],
  [["show", "--wacth"], "there is no option --wacth here. Did you mean --watch?"],
  [["show", "-w"], "there is no option -w here. Did you mean --watch?"],
  [["show", "--watch", "--watch"], "--watch was given twice."],
  [["--watch", "show"], "there is no option --watch here: it goes behind the name of a task or"],
  [["generate-gha", "--watch"], "there is no option --watch here: it goes behind the name of"],
])("%j is refused", async (args, message) => {
  const outcome = await newProject().recompose(args);
  expect(outcome).toMatchObject({ exitCode: 2, stdout: "" });
  expect(outcome.stderr).toContain(`error: ${message}`);
  expect(outcome.stderr).toContain("→ ");
});

test("in a job on GitHub it is an error", async () => {
  const outcome = await newProject().recompose(["show", "--watch"], {
    env: { GITHUB_ACTIONS: "true" },
  });
  expect(outcome.exitCode).toBe(2);
  expect(outcome.stderr + outcome.stdout).toContain("--watch runs until somebody ends it");
});

test("an input of a task may have the name", async () => {
  const project = newProject();
  expect(await project.recompose(["own", "--watch", "--notify"])).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining('{"watch":true,"notify":true}') as string,
  });
  const { stdout } = await project.recompose(["own", "--help"]);
  expect(stdout).toContain("--[no-]watch");
  expect(stdout).not.toContain("git does not ignore");
});
