/** For an automation without a terminal: each line as it comes, with the job it belongs to, and the tree at the end. */
import type { TimedEvent } from "../events/event.ts";
import type { Host } from "../host/host.ts";
import type { Reporter, ReporterOptions } from "./reporter.ts";
import { RunView } from "./run-view.ts";
import { createStyle, duration, mark, type Style } from "./style.ts";
import { summaryLines } from "./summary.ts";
import { drawTree } from "./tree.ts";

export class PlainReporter implements Reporter {
  readonly #host: Pick<Host, "stdout" | "now">;
  readonly #view = new RunView();
  readonly #style: Style;
  readonly #debug: boolean;

  constructor(host: Pick<Host, "stdout" | "now">, options: ReporterOptions) {
    this.#host = host;
    this.#style = createStyle(options.color);
    this.#debug = options.debug;
  }

  report(event: TimedEvent): void {
    this.#view.apply(event);
    const style = this.#style;
    const name = style.bold(event.path.slice(1).join(" › "));
    switch (event.type) {
      case "line":
        if (event.stream === "debug" && !this.#debug) return;
        this.#write(`${style.dim(`${name} │`)} ${event.text}`);
        break;
      case "job-started":
        this.#write(`${mark("running", style)} ${name}`);
        break;
      case "job-finished": {
        const why = event.reason === undefined ? "" : ` ${event.reason}`;
        const took = event.log === undefined ? "" : ` ${duration(event.durationMs)}`;
        this.#write(`${mark(event.result, style)} ${name} ${event.result}${took}${why}`);
        break;
      }
      default:
    }
  }

  end(): void {
    const style = this.#style;
    const { finished } = this.#view;
    const tree = drawTree(this.#view, {
      style,
      columns: Number.POSITIVE_INFINITY,
      now: this.#host.now(),
      runningLines: 0,
      failedLines: 20,
    });
    const summary = finished === undefined ? [] : ["", ...summaryLines(finished, style)];
    for (const line of ["", ...tree, ...summary]) this.#write(line);
  }

  #write(line: string): void {
    this.#host.stdout.write(`${line}\n`);
  }
}
