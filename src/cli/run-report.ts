/** `--report FILE.html`: writes a page about a run, from its record, its logs and its annotations. */
import { closeSync, openSync, readSync, realpathSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Annotation, RunFinished, TimedEvent } from "../events/event.ts";
import { statsOf } from "../host/files/file-stats.ts";
import { makeFolders } from "../host/files/made-folder.ts";
import { writeWholeFile } from "../host/files/whole-file.ts";
import { UsageError } from "../problems/usage-error.ts";
import { messageOf } from "../problems/wording.ts";
import { RunView } from "../reporters/shown/run-view.ts";
import type { ReportLog } from "../reporters/report/render-report.ts";

/** A run may have any number of annotations. The page shows this many. */
const mostAnnotations = 1000;

/** Listens to a run, and writes the page when it has finished. */
export class RunReport {
  readonly #file: string;
  readonly #annotations: Annotation[] = [];
  readonly #view = new RunView();
  #end: RunFinished | undefined;

  /** @throws UsageError for a path where no file can be. */
  constructor(file: string, cwd: string) {
    const path = resolve(cwd, file);
    const stats = statsOf(path);
    if (stats?.isDirectory() === true) {
      throw new UsageError(`--report: ${path} is a folder.`, [`--report=${file}/report.html`]);
    }
    // The page would replace it, even if it is a device.
    if (stats?.isFile() === false) throw new UsageError(`--report: ${path} is not a file.`);
    this.#file = stats === undefined ? path : realpathSync(path);
    try {
      makeFolders(dirname(path));
    } catch (error) {
      throw unwritable(path, error);
    }
  }

  observe(event: TimedEvent): void {
    // The page has the logs instead of lines.
    if (!["line", "lines", "unfinished-line"].includes(event.type)) this.#view.apply(event);
    if (event.type === "annotation" && this.#annotations.length < mostAnnotations) {
      this.#annotations.push(event);
    }
    if (event.type === "run-finished") this.#end = event;
  }

  /** Writes nothing if the run has not finished. */
  async write(): Promise<void> {
    const run = this.#end;
    if (run === undefined) return;
    const { longestReportLog, renderReport } = await import("../reporters/report/render-report.ts");
    const logs = new Map(
      run.jobs.map(({ log }) => [log, endOf(resolve(run.folder, log), longestReportLog)]),
    );
    const page = renderReport({ run, logs, annotations: this.#annotations, root: this.#view.root });
    try {
      // A job may have removed the folder.
      makeFolders(dirname(this.#file));
      writeWholeFile(this.#file, page);
    } catch (error) {
      throw unwritable(this.#file, error);
    }
  }
}

function unwritable(path: string, error: unknown): UsageError {
  return new UsageError(`--report: ${path} cannot be written: ${messageOf(error)}`);
}

/** The last `length` bytes of a file; empty if there is no file. */
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
