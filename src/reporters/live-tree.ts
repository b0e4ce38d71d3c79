/** For an automation on a terminal: the tree of its jobs, drawn over while it runs. */
import type { TimedEvent } from "../events/event.ts";
import type { Host } from "../host/host.ts";
import { LiveRegion } from "./live-region.ts";
import type { Reporter, ReporterOptions } from "./reporter.ts";
import { RunView } from "./run-view.ts";
import { createStyle, type Style } from "./style.ts";
import { summaryLines } from "./summary.ts";
import { drawTree } from "./tree.ts";

/** Milliseconds between two drawings: the tenths of a running time are seen to move, and little is drawn. */
const interval = 100;
const runningLines = 3;
const failedLines = 20;

export class LiveTreeReporter implements Reporter {
  readonly #host: Pick<Host, "stdout" | "now">;
  readonly #view = new RunView();
  readonly #region: LiveRegion;
  readonly #style: Style;
  readonly #timer: NodeJS.Timeout;

  constructor(host: Pick<Host, "stdout" | "now">, options: ReporterOptions) {
    this.#host = host;
    this.#region = new LiveRegion(host.stdout);
    this.#style = createStyle(options.color);
    this.#timer = setInterval(() => this.#region.draw(this.#lines(runningLines, 5)), interval);
  }

  report(event: TimedEvent): void {
    this.#view.apply(event);
  }

  end(): void {
    clearInterval(this.#timer);
    this.#region.clear();
    const { finished } = this.#view;
    const summary = finished === undefined ? [] : ["", ...summaryLines(finished, this.#style)];
    for (const line of [...this.#lines(0, failedLines), ...summary]) {
      this.#host.stdout.write(`${line}\n`);
    }
  }

  #lines(running: number, failed: number): string[] {
    return drawTree(this.#view, {
      style: this.#style,
      columns: this.#host.stdout.columns(),
      now: this.#host.now(),
      runningLines: running,
      failedLines: failed,
    });
  }
}
