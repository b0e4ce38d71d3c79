import { readFileSync, watch, writeFileSync } from "node:fs";
import path from "node:path";
import { execa } from "execa";
import { expect, inject, test } from "vitest";
import { processEnd } from "../../support/process-end.ts";
import { Project } from "../../support/project.ts";
import { signalling } from "../../support/terminal/signalling.ts";

const app = `
import { app, out, run, task } from "recompose-ci";
import { appendFileSync, readFileSync } from "node:fs";
const ready = "require('node:fs').appendFileSync('trace', 'program ' + process.pid + '\\\\n'); setInterval(() => {}, 1000);";
const polite = task({ name: "polite", async run(_inputs, { signal }) {
  signal.addEventListener("abort", () => { out("cleaning up"); appendFileSync("trace", "cleaned\\n"); });
  await run("node", "-e", ready);
} });
const stubborn = task({ name: "stubborn", run: () => run("node", "-e", "process.on('SIGINT', () => {}); " + ready) });
const stray = task({ name: "stray", async run() {
  const program = run("node", "-e", ready);
  const waiting = setInterval(() => {
    if (readFileSync("trace", "utf8") === "") return;
    clearInterval(waiting);
    void Promise.reject(new Error("nobody waits for this"));
  }, 20);
  await program;
} });
export default app({ commands: [polite, stubborn, stray] });
`;

/** A running command, once the program that its task started is ready. */
async function start(task: string) {
  const project = new Project({ "recompose.ts": app });
  const trace = path.join(project.folder, "trace");
  writeFileSync(trace, "");
  const command = execa(process.execPath, [inject("recomposeCli"), task], {
    cwd: project.folder,
    reject: false,
    stdin: "ignore",
  });
  const id = await new Promise<number>((resolve) => {
    const watcher = watch(trace, () => {
      const written = /program (\d+)/.exec(readFileSync(trace, "utf8"))?.[1];
      if (written === undefined) return;
      watcher.close();
      resolve(Number(written));
    });
  });
  return { project, command, id };
}

test("Ctrl-C tells the task, ends its programs and exits 130", signalling, async () => {
  const { project, command, id } = await start("polite");
  command.kill("SIGINT");
  const { exitCode, stdout } = await command;
  expect(exitCode).toBe(130);
  expect(stdout).toContain("cleaning up");
  expect(project.read("trace")).toContain("cleaned");
  await processEnd(id);
});

test(
  "a second Ctrl-C ends everything at once, also a program that ignores the first",
  signalling,
  async () => {
    const { command, id } = await start("stubborn");
    command.kill("SIGINT");
    setTimeout(() => command.kill("SIGINT"), 200);
    const { exitCode } = await command;
    expect(exitCode).toBe(130);
    await processEnd(id);
  },
);

test(
  "an error that nobody caught fails the command, is shown, and leaves no program behind",
  signalling,
  async () => {
    const { command, id } = await start("stray");
    const { exitCode, stdout, stderr } = await command;
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/✗ stray \S+ nobody waits for this/);
    expect(stderr).toBe("");
    await processEnd(id);
  },
);
