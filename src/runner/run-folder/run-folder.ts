/**
 * `.recompose/runs/<id>/`: what stays of a run, for people and programs. Its shape is part of the public contract. It is
 * in the checkout that jobs work in, so a job may remove it, as `git clean` does, or fill the disk. The run then goes on
 * without it, and restores what it can at its end.
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
import { stateFile, type RunState } from "./run-state.ts";
import { ownerName, removeOldRuns } from "./earlier-runs.ts";

/** How many logs stay open: far less than a process may have open. */
const openLogs = 500;

export class RunFolder {
  readonly path: string;
  /** The topmost folder that was not a link when the run started. A link that appears below it is not ours. */
  readonly own: string;
  readonly #root: string;
  readonly #mask: RunMask;
  readonly #id: string;
  readonly #files: Readonly<Record<"record" | "summary" | "state", CurrentFile>>;
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
    const file = (name: string): CurrentFile => new CurrentFile(this.absolute(name), this.own);
    this.#files = {
      record: file("run.json"),
      summary: file("summary.md"),
      state: file("state.json"),
    };
    try {
      // Only the user may read it: logs and artifacts may be private. The folder gets its name when the file of its
      // owner is in it, so that no other run takes it for the folder of a run that has ended.
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

  /** The log of a leg. It stays open for a while after the end of the leg: it may have to be written again. */
  log(leg: string): LogFile {
    const openLog = this.#logs.get(leg);
    if (openLog !== undefined) return openLog;
    const log = new LogFile(this.own, this.absolute(this.logName(leg)), this.#mask);
    this.#logs.set(leg, log);
    const [oldest] = this.#logs;
    if (this.#logs.size > openLogs && oldest !== undefined) {
      oldest[1].close();
      this.#logs.delete(oldest[0]);
    }
    return log;
  }

  writeRecord(record: () => RunRecord): void {
    this.#files.record.write(
      () => `${JSON.stringify(this.#mask.record(record()), undefined, 2)}\n`,
    );
  }

  writeSummary(markdown: () => string): void {
    this.#files.summary.write(() => this.#mask.eachLine(markdown()));
  }

  writeState(state: () => RunState): void {
    this.#files.state.write(() => `${JSON.stringify(stateFile(state(), this.#mask))}\n`);
  }

  /** Writes all that waits: the process may end now. */
  flush(): void {
    for (const log of this.#logs.values()) log.flush();
    for (const file of Object.values(this.#files)) file.flush();
  }

  /**
   * Ends the run's folder, which may be removed by later runs from now on. Returns the error if something could not be
   * written.
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

  /** Writes the link `latest`, and a `.gitignore` so that nobody has to add the folder to theirs. */
  #announce(): void {
    const runs = dirname(this.path);
    writeWholeFile(join(dirname(runs), ".gitignore"), "*\n");
    const link = join(runs, `.latest-${this.#id}`);
    symlinkSync(this.#id, link, "dir");
    renameSync(link, join(runs, "latest"));
  }
}
