/** What leaves the process of `./run TASK`, when, and in which order. */
import { existsSync } from "node:fs";
import path from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";
import { processEnd } from "../../support/process-end.ts";
import { Project, runScript } from "../../support/project.ts";

const app = `
import { execFileSync } from "node:child_process";
import { writeSync } from "node:fs";
import { app, automation, job, out, run, task } from "recompose-ci";
const printed = (name: string, end: () => void) => task({ name, run() { for (const n of [1, 2, 3]) out("line " + n); end(); } });
const aborted = printed("aborted", () => process.abort());
const killed = printed("killed", () => process.kill(process.pid, "SIGKILL"));
const outOfMemory = task({ name: "out_of_memory", run() {
  for (const n of [1, 2, 3]) out("line " + n);
  const all = [];
  for (;;) all.push(new Array(1e6).fill({}));
} });
const past = task({ name: "past", async run() {
  out("1");
  writeSync(1, "2\\n");
  await run("echo", "3");
  execFileSync("sh", ["-c", "echo 4; echo 5 >&2"], { stdio: "inherit" });
  console.log("6");
  writeSync(2, "7\\n");
  out("8");
} });
const endless = task({ name: "endless", run() { for (;;) out("y"); } });
const waiting = task({ name: "waiting", async run() { for (;;) { console.log("y"); await null; } } });
const program = task({ name: "program", run: () => run("sh", "-c", "echo $$ > program; exec yes") });
const ci = automation({ name: "ci", jobs() { job(program); } });
export default app({ entryPoint: "./run", commands: [aborted, killed, outOfMemory, past, endless, waiting, program], automations: [ci] });
`;

function newProject(): Project {
  return new Project({ "recompose.ts": app, run: runScript() });
}

/** What a shell shows of a line of commands, without the surroundings of the test. */
async function shell(project: Project, line: string) {
  const { CI: _, GITHUB_ACTIONS: __, ...env } = process.env;
  return execa("sh", ["-c", line], {
    cwd: project.folder,
    env: { ...env, NO_COLOR: "1" },
    extendEnv: false,
    reject: false,
    stdin: "ignore",
    timeout: 30_000,
  });
}

test.each(["aborted", "killed", "out_of_memory"])(
  "what a task printed has left the process when it is %s",
  async (task) => {
    const memory = "NODE_OPTIONS=--max-old-space-size=50";
    const { stdout } = await shell(
      newProject(),
      `ulimit -c 0; ${memory} ./run ${task} 2>/dev/null`,
    );
    expect(stdout).toContain("line 1\nline 2\nline 3");
  },
);

test("what is written past recompose stands in its place among the task's lines", async () => {
  const project = newProject();
  await shell(project, "./run past >all 2>&1");
  expect(project.read("all")).toMatch(/^1\n2\n3\n4\n5\n6\n7\n8\n✓ past/);
});

test.each([
  "endless",
  "endless --json",
  "waiting",
  "waiting --json",
  "program",
  "program --json",
  "ci",
  "ci --verbose",
  "ci --json",
])("./run %s ends at once and quietly, as for SIGPIPE, when nobody reads on", async (command) => {
  const project = newProject();
  const { stdout, stderr, timedOut } = await shell(
    project,
    `{ ./run ${command}; echo $? >code; } | head -n 1`,
  );
  expect({ timedOut, stderr, code: project.read("code") }).toEqual({
    timedOut: false,
    stderr: "",
    code: "141\n",
  });
  expect(stdout.split("\n")).toHaveLength(1);
  // It may have ended before it started one.
  if (existsSync(path.join(project.folder, "program"))) {
    await processEnd(Number(project.read("program")));
  }
});
