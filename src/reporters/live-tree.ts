/**
 * For an automation on a terminal: the tree of its jobs, drawn again while it runs. It always fits the terminal. The last
 * lines of a job that failed are printed above it at once, and stay. When the run has ended, what else there is to say of
 * it stands in place of the tree.
 */
import type { TimedEvent } from "../events/event.ts";
import { failedLog, isCause } from "./shown/failure.ts";
import { pathText, streamText } from "./lines/line-text.ts";
import { LiveRegion } from "./lines/live-region.ts";
import type { Reporter, ReporterHost, ReporterOptions } from "./reporter.ts";
import { RunView } from "./shown/run-view.ts";
import { createStyle, type Style } from "./shown/style.ts";
import { remainingLines } from "./shown/run-end.ts";
import { sharedNoteLines } from "./shown/shared-notes.ts";
import { countsLine } from "./shown/summary.ts";
import { drawFinalTree, drawTree } from "./shown/job-tree.ts";

/** Milliseconds between two drawings: often enough for the tenths of a second that a running time has. */
const interval = 100;

/** On fewer rows none is left empty. */
const leastRows = 9;

export class LiveTreeReporter implements Reporter {
  readonly #host: ReporterHost;
  readonly #debug: boolean;
  readonly #view = new RunView();
  readonly #region: LiveRegion;
  readonly #style: Style;
  readonly #timer: NodeJS.Timeout;
  #permanent: string[] = [];
  #hasPrinted = false;
  #hasEnded = false;

  constructor(host: ReporterHost, options: ReporterOptions) {
    this.#host = host;
    this.#debug = options.debug;
    this.#region = new LiveRegion(host.stdout);
    this.#style = createStyle(options.color);
    // The timer must not keep a command alive that ended without `end()`.
    this.#timer = setInterval(() => this.#draw(), interval).unref();
  }

  report(event: TimedEvent): void {
    this.#view.apply(event);
    if (event.type === "line" && event.stream === "debug" && this.#debug) {
      const [, ...names] = event.path;
      const label = names.length === 0 ? "" : `${pathText(names)} │ `;
      this.#permanent.push(this.#style.dim(label + streamText(event.text, false)));
    }
    if (event.type === "task-finished" && event.stack !== undefined && this.#debug) {
      this.#permanent.push(...event.stack.split("\n").map((line) => this.#style.dim(line)));
    }
    if (event.type === "job-finished") {
      const node = this.#view.find(event.path);
      if (node !== undefined && isCause(node)) {
        this.#permanent.push(...failedLog(node, this.#style, this.#host));
        this.#hasPrinted = true;
      }
    }
    if (this.#permanent.length > 1000) this.#draw();
  }

  pause(): void {
    if (this.#region.isPaused) return this.#region.pause();
    this.#region.pause(this.#permanent);
    this.#permanent = [];
  }

  resume(): void {
    this.#region.resume();
    this.#draw();
  }

  end(): void {
    clearInterval(this.#timer);
    this.#hasEnded = true;
    const { end } = this.#view;
    if (end === undefined) this.#permanent.push(...drawFinalTree(this.#view, this.#size()));
    else {
      this.#permanent.push(...remainingLines(this.#view, this.#style, this.#host.stdout));
      const isAlone = this.#permanent.length === 0 && !this.#hasPrinted;
      this.#permanent.push(
        ...(isAlone ? [] : [""]),
        ...sharedNoteLines(end, this.#style),
        countsLine(end, this.#style),
      );
    }
    this.#region.close(this.#permanent);
    this.#permanent = [];
  }

  #draw(): void {
    if (this.#region.isPaused || this.#hasEnded) return;
    // A row sets the tree off from what failed above it.
    const above = this.#hasPrinted && this.#region.rows() > leastRows ? [""] : [];
    const rows = this.#region.rows() - above.length;
    const tree = drawTree(this.#view, { ...this.#size(), rows });
    this.#region.update(this.#permanent, [...above, ...tree]);
    this.#permanent = [];
  }

  #size(): { style: Style; columns: number; now: number } {
    return { style: this.#style, columns: this.#host.stdout.columns(), now: this.#host.now() };
  }
}
