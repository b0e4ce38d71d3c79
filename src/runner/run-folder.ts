/** `.recompose/runs/<id>/`: what one run leaves behind for people and programs. Its shape is part of the public contract. */
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { RunRecord } from "../events/event.ts";

/** How many runs are kept, the newest among them. */
const keptRuns = 20;

export class RunFolder {
  readonly path: string;

  /** `root` is the folder of `recompose.ts`. */
  constructor(root: string, runId: string) {
    const recompose = join(root, ".recompose");
    const runs = join(recompose, "runs");
    this.path = join(runs, runId);
    mkdirSync(join(this.path, "jobs"), { recursive: true });
    // The folder ignores itself: nobody has to add it to their .gitignore.
    writeWhole(join(recompose, ".gitignore"), "*\n");
    const link = join(runs, `.latest-${runId}`);
    symlinkSync(runId, link, "dir");
    renameSync(link, join(runs, "latest"));
    const old = runIds(root).slice(0, -keptRuns);
    for (const id of old) rmSync(join(runs, id), { recursive: true, force: true });
  }

  /** Relative to the folder, as `run.json` names it. */
  logName(leg: string): string {
    return `jobs/${leg}.log`;
  }

  artifactName(leg: string, artifact: string): string {
    return `artifacts/${leg}/${artifact}`;
  }

  absolute(name: string): string {
    return join(this.path, name);
  }

  /** Whole or not at all: a program may read `run.json` at any moment. */
  writeRecord(record: RunRecord): void {
    writeWhole(this.absolute("run.json"), `${JSON.stringify(record, undefined, 2)}\n`);
  }

  writeSummary(markdown: string): void {
    writeWhole(this.absolute("summary.md"), markdown);
  }

  /** What `--resume` compares and needs beside `run.json`. */
  writeState(state: unknown): void {
    writeWhole(this.absolute("state.json"), `${JSON.stringify(state)}\n`);
  }
}

/** The oldest first: ids sort by time. */
export function runIds(root: string): readonly string[] {
  try {
    return readdirSync(join(root, ".recompose/runs"))
      .filter((name) => /^\d{8}T\d{6}/.test(name))
      .sort();
  } catch {
    return [];
  }
}

/** A file of a run, parsed; undefined where it is missing or broken. */
export function readRunFile(root: string, runId: string, name: string): unknown {
  try {
    return JSON.parse(readFileSync(join(root, ".recompose/runs", runId, name), "utf8"));
  } catch {
    return undefined;
  }
}

function writeWhole(file: string, content: string): void {
  writeFileSync(`${file}.new`, content);
  renameSync(`${file}.new`, file);
}
