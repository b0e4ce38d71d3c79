/** Ctrl-C at the built command line, while an automation runs. */
import { existsSync, readdirSync, readFileSync, watch, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { execa } from "execa";
import { expect, inject, test } from "vitest";
import type { RunRecord } from "../../src/events/event.ts";
import { Project, runScript } from "../support/project.ts";
import { signalling } from "../support/terminal/signalling.ts";

const app = `
import { always, app, automation, job, run, task } from "recompose-ci";
import { appendFileSync } from "node:fs";
const program = (ignores) => ignores + "require('node:fs').appendFileSync('trace', 'program ' + process.pid + '\\\\n'); setInterval(() => {}, 1000);";
const polite = task({ name: "polite", run: () => run("node", "-e", program("")) });
const stubborn = task({ name: "stubborn", run: () => run("node", "-e", program("process.on('SIGINT', () => require('node:fs').appendFileSync('trace', 'told\\\\n')); process.on('SIGTERM', () => {});")) });
const next = task({ name: "next", run() {} });
const cleanup = task({ name: "cleanup", run: () => appendFileSync("trace", "cleaned\\n") });
const waits = automation({ name: "waits", jobs() {
  const first = job(polite);
  job(next, { needs: [first] });
  job(cleanup, { needs: [first], condition: always() });
} });
const hangs = automation({ name: "hangs", jobs() { job(stubborn); } });
export default app({ entryPoint: "./run", commands: [polite, stubborn, next, cleanup], automations: [waits, hangs] });
`;

async function start(automation: string) {
  const project = new Project({ "recompose.ts": app, run: runScript() });
  const trace = path.join(project.folder, "trace");
  writeFileSync(trace, "");
  const command = execa(process.execPath, [inject("recomposeCli"), automation], {
    cwd: project.folder,
    reject: false,
    stdin: "ignore",
  });
  const [, id] = await written(project, /program (\d+)/);
  return { project, command, id: Number(id) };
}

/** What the jobs wrote, once they have. */
async function written(project: Project, pattern: RegExp): Promise<readonly string[]> {
  const trace = path.join(project.folder, "trace");
  return new Promise((resolve) => {
    const look = (): void => {
      const found = pattern.exec(readFileSync(trace, "utf8"));
      if (found === null) return;
      watcher.close();
      resolve(found);
    };
    const watcher = watch(trace, look);
    look();
  });
}

/** Returns once the process is gone: the system takes a moment to bury one that was killed. */
async function end(id: number): Promise<void> {
  for (;;) {
    try {
      process.kill(id, 0);
    } catch {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

function temporaryFoldersOf(processId: number | undefined): readonly string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith(`recompose-run-${processId}-`));
}

function recordOf(project: Project): RunRecord {
  return JSON.parse(project.read(".recompose/runs/latest/run.json")) as RunRecord;
}

test(
  "the first cancels: what runs ends, always() still runs, the exit code is 130",
  signalling,
  async () => {
    const { project, command, id } = await start("waits");
    command.kill("SIGINT");
    const { exitCode } = await command;
    expect(exitCode).toBe(130);
    await end(id);
    expect(project.read("trace")).toContain("cleaned");
    expect(temporaryFoldersOf(command.pid)).toEqual([]);
    const record = recordOf(project);
    expect(record.result).toBe("cancelled");
    expect(Object.fromEntries(record.jobs.map((job) => [job.id, job.result]))).toEqual({
      polite: "cancelled",
      next: "skipped",
      cleanup: "success",
    });
  },
);

test("the second stops at once, and leaves neither process nor folder", signalling, async () => {
  const { project, command, id } = await start("hangs");
  command.kill("SIGINT");
  await written(project, /told/);
  command.kill("SIGINT");
  const { exitCode } = await command;
  expect(exitCode).toBe(130);
  await end(id);
  expect(temporaryFoldersOf(command.pid)).toEqual([]);
  expect(recordOf(project).result).toBe("cancelled");
  expect(existsSync(path.join(project.folder, ".recompose/runs/latest/jobs/stubborn.log"))).toBe(
    true,
  );
});
