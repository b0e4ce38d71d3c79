/** Runs a small workflow for real, in a folder of its own. */
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { execaSync } from "execa";
import { onTestFinished } from "vitest";
import type { JobRecord, RunRecord, TimedEvent } from "../../src/events/event.ts";
import { nodeHost } from "../../src/host/node-host.ts";
import type { LocalRunOptions } from "../../src/runner/run-options.ts";
import { runWorkflow } from "../../src/runner/run-workflow.ts";
import type { Workflow } from "../../src/model/workflow.ts";
import { eachLine } from "../support/each-line.ts";

export interface Ran {
  readonly record: RunRecord;
  readonly events: readonly TimedEvent[];
  /** The run's folder. */
  readonly folder: string;
  readonly job: (name: string) => JobRecord;
  readonly log: (name: string) => string;
  /** Each job's result by its name; with the reason where it did not run. */
  readonly results: Readonly<Record<string, string>>;
}

/** A folder with its files and a git repository with one commit, removed when the test has finished. */
export function project(files: Readonly<Record<string, string>> = {}): string {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), "recompose-test-")));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), content);
  }
  return root;
}

export function commitAll(root: string): void {
  const git = (...args: string[]): void => void execaSync("git", args, { cwd: root });
  git("init", "--quiet", "--initial-branch=main");
  git("config", "user.name", "someone");
  git("config", "user.email", "someone@example.org");
  git("config", "commit.gpgsign", "false");
  git("remote", "add", "origin", "https://github.com/acme/tool.git");
  git("add", "--all");
  git("commit", "--quiet", "--allow-empty", "--message=first");
}

export async function runHere(
  workflow: Workflow,
  options: Partial<LocalRunOptions> = {},
): Promise<Ran> {
  const events: TimedEvent[] = [];
  const { sink, ...rest } = options;
  const root = options.root ?? project();
  const record = await runWorkflow(workflow, {
    host: testHost(),
    jobs: 4,
    signal: new AbortController().signal,
    grace: { interruptMs: 300, terminateMs: 200 },
    ...rest,
    root,
    sink(event) {
      for (const each of eachLine(event)) {
        events.push(each);
        sink?.(each);
      }
    },
  });
  const folder = path.join(root, ".recompose/runs", record.id);
  const job = (name: string): JobRecord => {
    const found = record.jobs.find((candidate) => candidate.name === name);
    if (found === undefined) throw new Error(`no job ${name} among ${JSON.stringify(record.jobs)}`);
    return found;
  };
  return {
    record,
    events,
    folder,
    job,
    log: (name) => readFileSync(path.join(folder, job(name).log), "utf8"),
    results: Object.fromEntries(
      record.jobs.map(({ name, result, reason }) => [
        name,
        result === "success" || result === "failure" ? result : `${result}: ${reason}`,
      ]),
    ),
  };
}

export function testHost(
  env: Readonly<Record<string, string>> = {},
  platform = "linux",
): LocalRunOptions["host"] {
  return {
    ...nodeHost,
    platform,
    architecture: "x64",
    env: { PATH: process.env["PATH"], HOME: process.env["HOME"], ...env },
  };
}

/** Temporary folders of runs of this process. */
export function temporaryFolders(): readonly string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith(`recompose-run-${process.pid}-`));
}
