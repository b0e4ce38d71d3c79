/** `--report FILE.html`: writes a page about a run, from its record, its logs and its annotations. */
import { realpathSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import type { Annotation, RunFinished, TimedEvent } from "../../events/event.ts";
import { statsOf } from "../../host/files/file-stats.ts";
import { makeFolders } from "../../host/files/made-folder.ts";
import type { Host } from "../../host/host.ts";
import { UsageError } from "../../problems/usage-error.ts";
import { messageOf } from "../../problems/wording.ts";
import { printLines } from "../../reporters/lines/line-printer.ts";
import { nameText } from "../../reporters/lines/line-text.ts";
import { RunView } from "../../reporters/shown/run-view.ts";

/** A run may have any number of annotations. The page shows this many. */
const mostAnnotations = 1000;

/** Listens to a run, and writes the page when it has finished. */
export class RunReport {
  readonly #file: string;
  /** As a person writes it where they are. */
  readonly #shownPath: string;
  readonly #annotations: Annotation[] = [];
  readonly #view = new RunView();
  #end: RunFinished | undefined;
  #isWritten = false;

  /** @throws UsageError for a path where no file can be. */
  constructor(file: string, cwd: string) {
    const path = resolve(cwd, file);
    const stats = statsOf(path);
    if (stats?.isDirectory() === true) {
      throw new UsageError(`--report: ${path} is a folder.`, [`--report=${file}/report.html`]);
    }
    // The page would replace it, even if it is a device.
    if (stats?.isFile() === false) throw new UsageError(`--report: ${path} is not a file.`);
    this.#shownPath = relative(cwd, path);
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
    const { writePage } = await import("./page-file.ts");
    const sources = { run, annotations: this.#annotations, root: this.#view.root };
    try {
      // A job may have removed the folder.
      makeFolders(dirname(this.#file));
      await writePage(this.#file, sources);
      this.#isWritten = true;
    } catch (error) {
      throw unwritable(this.#file, error);
    }
  }

  /** Says where the page is, once it is written. */
  sayWhere(host: Pick<Host, "env" | "stdout">): void {
    if (this.#isWritten) printLines(host, [`report: ${nameText(this.#shownPath)}`]);
  }
}

function unwritable(path: string, error: unknown): UsageError {
  return new UsageError(`--report: ${path} cannot be written: ${messageOf(error)}`);
}
