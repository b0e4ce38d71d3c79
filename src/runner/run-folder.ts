/** `.recompose/runs/<id>/`: what one run leaves behind for people and programs. Its shape is part of the public contract. */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import type { RunRecord } from "../events/event.ts";
import { processIdentity, stateOf } from "../host/process-identity.ts";
import { writeWholeFile } from "../host/whole-file.ts";
import { UsageError } from "../problems/usage-error.ts";
import { messageOf } from "../problems/wording.ts";

/** How many runs that have ended are kept, the newest of them. */
const keptRuns = 20;

/** In the folder of a run that goes on: which process it is of. */
const ownerName = ".running";

export class RunFolder {
  readonly path: string;
  readonly #root: string;

  /**
   * `root` is the folder of `recompose.ts`.
   *
   * @throws UsageError where nothing can be written.
   */
  constructor(root: string, runId: string) {
    this.#root = root;
    const recompose = join(root, ".recompose");
    const runs = join(recompose, "runs");
    this.path = join(runs, runId);
    try {
      // Only the user: logs and artifacts may tell more than others should know. The folder has its name once it has
      // its owner, so that no other run takes it for one that has ended.
      const draft = join(runs, `.${runId}`);
      mkdirSync(join(draft, "jobs"), { recursive: true, mode: 0o700 });
      writeWholeFile(join(draft, ownerName), processIdentity());
      renameSync(draft, this.path);
      // The folder ignores itself: nobody has to add it to their .gitignore.
      writeWholeFile(join(recompose, ".gitignore"), "*\n");
      const link = join(runs, `.latest-${runId}`);
      symlinkSync(runId, link, "dir");
      renameSync(link, join(runs, "latest"));
    } catch (error) {
      throw new UsageError(`what a run leaves cannot be written: ${messageOf(error)}`, [
        `make ${recompose} a folder that can be written`,
      ]);
    }
    removeOldRuns(root);
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
    this.#write("run.json", `${JSON.stringify(record, undefined, 2)}\n`);
  }

  writeSummary(markdown: string): void {
    this.#write("summary.md", markdown);
  }

  /** What `--resume` compares and needs beside `run.json`. */
  writeState(state: unknown): void {
    this.#write("state.json", `${JSON.stringify(state)}\n`);
  }

  /** The run has ended: from now on its folder is one of those that are kept or not. */
  close(): void {
    rmSync(this.absolute(ownerName), { force: true });
    removeOldRuns(this.#root);
  }

  /** A job may have removed the folder, as `git clean` does: what is written then makes it anew. */
  #write(name: string, content: string): void {
    const file = this.absolute(name);
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeWholeFile(file, content);
  }
}

/** A run that goes on never counts, however many others there are. */
function removeOldRuns(root: string): void {
  const ended = runIds(root).filter((id) => !isRunning(root, id));
  for (const id of ended.slice(0, -keptRuns)) {
    try {
      rmSync(join(root, ".recompose/runs", id), { recursive: true, force: true, maxRetries: 3 });
    } catch {
      // Another run may be removing it, too; the next one tries again.
    }
  }
}

/** One of elsewhere, such as another container, is taken to run for as long as it says so. */
function isRunning(root: string, id: string): boolean {
  try {
    const owner = readFileSync(join(root, ".recompose/runs", id, ownerName), "utf8");
    return stateOf(owner) !== "ended";
  } catch {
    return false;
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
