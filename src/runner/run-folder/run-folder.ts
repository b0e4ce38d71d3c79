/**
 * `.recompose/runs/<id>/`: what one run leaves behind for people and programs. Its shape is part of the public contract.
 * It lies in the checkout that jobs work in, so any of them may remove it, as `git clean` does, or fill the disk: a run
 * goes on without it, and puts back what it can when it ends.
 */
import { existsSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import type { RunRecord } from "../../events/event.ts";
import { makeFolders } from "../../host/files/made-folder.ts";
import { processIdentity } from "../../host/processes/process-identity.ts";
import { writeWholeFile } from "../../host/files/whole-file.ts";
import { UsageError } from "../../problems/usage-error.ts";
import { messageOf } from "../../problems/wording.ts";
import { CurrentFile } from "./current-file.ts";
import { LogFile } from "./log-file.ts";
import { isLink, removeLinks } from "./own-files.ts";
import type { RunMask } from "./run-mask.ts";
import { keptState, type RunState } from "./run-state.ts";
import { ownerName, removeOldRuns } from "./kept-runs.ts";

/** How many logs stay open: far less than a process may have open. */
const openLogs = 500;

export class RunFolder {
  readonly path: string;
  /** The topmost folder that was not a link when the run started. A folder below it that is a link later is not ours. */
  readonly own: string;
  readonly #root: string;
  readonly #mask: RunMask;
  readonly #id: string;
  readonly #files: {
    readonly record: CurrentFile;
    readonly summary: CurrentFile;
    readonly state: CurrentFile;
  };
  readonly #logs = new Map<string, LogFile>();

  /**
   * `root` is the folder of `recompose.ts`.
   *
   * @throws UsageError where nothing can be written.
   */
  constructor(root: string, runId: string, mask: RunMask) {
    this.#root = root;
    this.#mask = mask;
    this.#id = runId;
    const runs = join(root, ".recompose/runs");
    this.path = join(runs, runId);
    const linkIndex = [runs, dirname(runs)].findIndex((folder) => isLink(folder));
    this.own = [this.path, runs, dirname(runs)].at(linkIndex) ?? this.path;
    this.#files = {
      record: new CurrentFile(this.absolute("run.json"), this.own),
      summary: new CurrentFile(this.absolute("summary.md"), this.own),
      state: new CurrentFile(this.absolute("state.json"), this.own),
    };
    try {
      // Only the user: logs and artifacts may tell more than others should know. The folder has its name once it has
      // its owner, so that no other run takes it for one that has ended.
      const draft = join(runs, `.${runId}`);
      makeFolders(join(draft, "jobs"), 0o700);
      writeWholeFile(join(draft, ownerName), processIdentity());
      renameSync(draft, this.path);
      this.#announce();
    } catch (error) {
      throw new UsageError(`what a run leaves cannot be written: ${messageOf(error)}`, [
        `make ${join(root, ".recompose")} a folder that can be written`,
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

  /** The log of a job, which stays open for a while after its end: it may have to be written anew. */
  log(leg: string): LogFile {
    const openLog = this.#logs.get(leg);
    if (openLog !== undefined) return openLog;
    const log = new LogFile(this.own, this.absolute(this.logName(leg)), {
      text: (text) => this.#mask.text(text),
      lines: (lines) => this.#mask.lines(lines),
    });
    this.#logs.set(leg, log);
    const [oldest] = this.#logs;
    if (this.#logs.size > openLogs && oldest !== undefined) {
      oldest[1].close();
      this.#logs.delete(oldest[0]);
    }
    return log;
  }

  /** A program may read `run.json` at any moment. */
  writeRecord(record: () => RunRecord): void {
    this.#files.record.write(
      () => `${JSON.stringify(this.#mask.record(record()), undefined, 2)}\n`,
    );
  }

  writeSummary(markdown: () => string): void {
    this.#files.summary.write(() => this.#mask.eachLine(markdown()));
  }

  /** What `--resume` compares and needs beside `run.json`. */
  writeState(state: () => RunState): void {
    this.#files.state.write(() => `${JSON.stringify(keptState(state(), this.#mask))}\n`);
  }

  /** Nothing is still to be written: this may be the last moment of the process. */
  flush(): void {
    for (const log of this.#logs.values()) log.flush();
    for (const file of Object.values(this.#files)) file.flush();
  }

  /**
   * The run has ended: from now on its folder is one of those that are kept or not. Returns why something could not be
   * written; undefined where all is there.
   */
  close(): string | undefined {
    const isThere = this.#isThere();
    for (const log of this.#logs.values()) {
      log.restore();
      log.close();
    }
    for (const file of Object.values(this.#files)) file.restore();
    try {
      if (!isThere) this.#announce();
      rmSync(this.absolute(ownerName), { force: true });
      removeOldRuns(this.#root, this.#id);
    } catch (error) {
      return messageOf(error);
    }
    return Object.values(this.#files).find(({ problem }) => problem !== undefined)?.problem;
  }

  #isThere(): boolean {
    try {
      removeLinks(this.own, this.path);
      return existsSync(this.absolute(ownerName));
    } catch {
      return false; // Writing says why.
    }
  }

  /** What others find the folder by. The folder above ignores itself: nobody has to add it to their .gitignore. */
  #announce(): void {
    const runs = dirname(this.path);
    writeWholeFile(join(dirname(runs), ".gitignore"), "*\n");
    const link = join(runs, `.latest-${this.#id}`);
    symlinkSync(this.#id, link, "dir");
    renameSync(link, join(runs, "latest"));
  }
}
