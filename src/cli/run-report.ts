/** `--report FILE.html`: one page about a run, from its record, its logs and its annotations. */
import { closeSync, openSync, readSync, realpathSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Annotation, RunFinished, TimedEvent } from "../events/event.ts";
import { statsOf } from "../host/files/file-stats.ts";
import { makeFolders } from "../host/files/made-folder.ts";
import { writeWholeFile } from "../host/files/whole-file.ts";
import { UsageError } from "../problems/usage-error.ts";
import { messageOf } from "../problems/wording.ts";
import type { ReportLog } from "../reporters/report/render-report.ts";

/** Annotations that a page shows; a run may have any number. */
const mostAnnotations = 1000;

/** Listens to a run, and writes the page when it has finished. */
export class RunReport {
  readonly #file: string;
  readonly #annotations: Annotation[] = [];
  #end: RunFinished | undefined;

  /** @throws UsageError for a place where no file can be. */
  constructor(file: string, cwd: string) {
    const path = resolve(cwd, file);
    const there = statsOf(path);
    if (there?.isDirectory() === true) {
      throw new UsageError(`--report: ${path} is a folder.`, [`--report=${file}/report.html`]);
    }
    // The page takes the place of what is there, which for a device would be its end.
    if (there?.isFile() === false) throw new UsageError(`--report: ${path} is not a file.`);
    this.#file = there === undefined ? path : realpathSync(path);
    try {
      makeFolders(dirname(path));
    } catch (error) {
      throw unwritable(path, error);
    }
  }

  observe(event: TimedEvent): void {
    if (event.type === "annotation" && this.#annotations.length < mostAnnotations) {
      this.#annotations.push(event);
    }
    if (event.type === "run-finished") this.#end = event;
  }

  /** The file's path; undefined where the run did not get far enough to have one. */
  async write(): Promise<string | undefined> {
    const run = this.#end;
    if (run === undefined) return undefined;
    const { longestReportLog, renderReport } = await import("../reporters/report/render-report.ts");
    const logs = new Map(
      run.jobs.map(({ log }) => [log, endOf(resolve(run.folder, log), longestReportLog)]),
    );
    const page = renderReport({ run, logs, annotations: this.#annotations });
    try {
      // A job may have removed it.
      makeFolders(dirname(this.#file));
      writeWholeFile(this.#file, page);
    } catch (error) {
      throw unwritable(this.#file, error);
    }
    return this.#file;
  }
}

function unwritable(path: string, error: unknown): UsageError {
  return new UsageError(`--report: ${path} cannot be written: ${messageOf(error)}`);
}

/** The last `length` bytes of a file; nothing of one that is not there. */
function endOf(path: string, length: number): ReportLog {
  const size = statsOf(path)?.size ?? 0;
  if (size === 0) return { text: "" };
  const start = Math.max(0, size - length);
  const bytes = Buffer.alloc(size - start);
  const file = openSync(path, "r");
  try {
    readSync(file, bytes, 0, bytes.length, start);
  } finally {
    closeSync(file);
  }
  const text = bytes.toString("utf8");
  return start === 0 ? { text } : { text, omittedBytes: start };
}
