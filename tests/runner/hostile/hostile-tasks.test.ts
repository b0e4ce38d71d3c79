/** What a task may do to the project, the environment and the lines by which it speaks to its run. */
import { renameSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import type { RunRecord, TimedEvent } from "../../../src/events/event.ts";
import { Project, runScript } from "../../support/project.ts";

const secretsApp = `
import { app, automation, getSecret, job, out, run, task } from "recompose-ci";
const shown = () => run("node", "-p", "JSON.stringify([process.env.MINE, process.env.OTHERS])");
const own = () => out("own " + JSON.stringify([process.env.MINE, process.env.OTHERS]));
const mine = task({ name: "mine", secrets: ["MINE"], async run() { own(); await shown(); } });
const nested = task({ name: "nested", secrets: ["OTHERS"], async run() { out(getSecret("OTHERS").length); await shown(); } });
const outer = task({ name: "outer", async run() { own(); await shown(); (await nested()).unwrap(); } });
const ci = automation({ name: "ci", jobs() { job(mine); job(outer, { id: "none" }); } });
export default app({ entryPoint: "./run", commands: [mine, nested, outer], automations: [ci] });
`;
const secretValues = { MINE: "mine-is-secret", OTHERS: "others-is-secret" };

test("a task sees of the secrets in the environment those that it declares, and no others", async () => {
  const project = new Project({ "recompose.ts": secretsApp, run: runScript() });
  const { stdout } = await project.recompose(["mine"], { env: secretValues });
  expect(stdout).toContain('own ["***",null]');
  expect(stdout).toContain('\n["***",null]');
});

test("a nested task sees the secrets that it declares, its caller does not", async () => {
  const project = new Project({ "recompose.ts": secretsApp, run: runScript() });
  const { stdout } = await project.recompose(["outer"], { env: secretValues });
  expect(stdout.match(/\[.*\]/g)).toEqual(["[null,null]", "[null,null]", '[null,"***"]']);
  expect(stdout).toContain("16");
});

test("a job sees the secrets that its task declares, and no others", async () => {
  const project = new Project({ "recompose.ts": secretsApp, run: runScript() });
  await project.recompose(["ci"], { env: secretValues });
  const log = (name: string): string => project.read(`.recompose/runs/latest/jobs/${name}.log`);
  expect(log("mine").match(/\[.*\]/g)).toEqual(['["***",null]', '["***",null]']);
  expect(log("none")).toContain("[null,null]");
  expect(log("none")).not.toContain("others-is-secret");
});

const wireApp = `
import { app, automation, job, out, run, task } from "recompose-ci";
import { execFileSync } from "node:child_process";
const forge = "const t = process.env.RECOMPOSE_EVENTS ?? 'none'; console.log(t); console.log(t + JSON.stringify({ type: 'mask', time: 0, path: ['a'], value: 'visible' })); console.log(t + JSON.stringify({ type: 'line', time: 0, path: [] }));";
const inner = task({ name: "inner", run() { out("inner says visible"); } });
const outer = task({ name: "outer", async run() {
  await run("node", "-e", forge);
  execFileSync("node", ["-e", forge], { stdio: "inherit" });
  await run("./run", "inner", "--json");
  out("visible in the end");
} });
const ci = automation({ name: "ci", jobs() { job(outer); } });
export default app({ entryPoint: "./run", commands: [inner, outer], automations: [ci] });
`;

test("what a task starts cannot speak for its job", async () => {
  const project = new Project({ "recompose.ts": wireApp, run: runScript() });
  const { stdout, exitCode } = await project.recompose(["ci", "--json"]);
  expect(exitCode).toBe(0);
  const events = stdout.split("\n").map((line) => JSON.parse(line) as TimedEvent);
  expect(events.filter(({ type }) => type === "task-started")).toHaveLength(1);
  const log = project.read(".recompose/runs/latest/jobs/outer.log");
  expect(log.match(/^none$/gm)).toHaveLength(2);
  expect(log).toContain("visible in the end");
  expect(log).toContain('"text":"inner says visible"');
});

const capturingApp = `
import { app, automation, job, out, run, setOutput, task } from "recompose-ci";
const print = (text) => ["node", "-e", "console.log(" + JSON.stringify(text) + "); process.exit(Number(process.argv[1]))"];
const quiet = task({ name: "quiet", outputs: ["o"], async run() {
  await run(...print("::add-mask::visible"), "0", { capture: true });
  setOutput("o", "visible");
  out("still visible");
} });
const failing = task({ name: "failing", async run() {
  await run(...print("::add-mask::visible\\n::error::not an error"), "1", { capture: true });
} });
const ci = automation({ name: "ci", jobs() { job(quiet); job(failing); } });
export default app({ entryPoint: "./run", commands: [quiet, failing], automations: [ci] });
`;

test("captured text asks for nothing, also where it is shown because the program failed", async () => {
  const project = new Project({ "recompose.ts": capturingApp, run: runScript() });
  const { stdout } = await project.recompose(["ci", "--json"]);
  const events = stdout.split("\n").map((line) => JSON.parse(line) as TimedEvent);
  expect(events.filter(({ type }) => type === "annotation")).toEqual([]);
  const record = JSON.parse(project.read(".recompose/runs/latest/run.json")) as RunRecord;
  expect(record.jobs[0]?.outputs).toEqual({ o: "visible" });
  const log = project.read(".recompose/runs/latest/jobs/failing.log");
  expect(log).toContain("::add-mask::visible\n::error::not an error\n");
  const github = await project.recompose(["failing"], { env: { GITHUB_ACTIONS: "true" } });
  expect(github.stdout).not.toMatch(/^\s*::add-mask/m);
  expect(github.stdout).not.toMatch(/^\s*::error::not/m);
});

const movingApp = `
import { always, app, automation, job, run, task } from "recompose-ci";
const moves = task({ name: "moves", run: () => run("sh", "-c", 'mv "$PWD" "$PWD-moved"') });
const after = task({ name: "after", run() {} });
const ci = automation({ name: "ci", jobs() {
  const first = job(moves);
  job(after, { needs: [first] });
  job(after, { id: "always", needs: [first], condition: always() });
} });
export default app({ entryPoint: "./run", commands: [moves, after], automations: [ci] });
`;

test("a job that moves the project away leaves every job a result", async () => {
  const folder = new Project({ "recompose.ts": movingApp, run: runScript() });
  const { stdout, stderr, exitCode } = await folder.recompose(["ci", "--json"]);
  expect(stdout + stderr).not.toMatch(/\n\s+at /);
  expect(exitCode).toBe(1);
  const last = JSON.parse(stdout.split("\n").at(-1) ?? "") as RunRecord;
  expect(last.jobs.map(({ id, result }) => [id, result])).toEqual([
    ["moves", "success"],
    ["after", "failure"],
    ["always", "failure"],
  ]);
  // For the end of the test, which removes both.
  renameSync(`${folder.folder}-moved`, path.join(folder.folder, "moved"));
});
