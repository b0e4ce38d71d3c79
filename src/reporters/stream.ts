/**
 * For one task: its output as it comes, behind guides that show which nested task or step it belongs to.
 * Where two of them print at once, a heading says whose lines follow.
 */
import type { EventPath, TimedEvent } from "../events/event.ts";
import type { TextOutput } from "../host/host.ts";
import type { Reporter, ReporterOptions } from "./reporter.ts";
import { createStyle, duration, mark, type Style } from "./style.ts";

export class StreamReporter implements Reporter {
  readonly #output: TextOutput;
  readonly #style: Style;
  readonly #debug: boolean;
  #lastPath = "";

  constructor(output: TextOutput, options: ReporterOptions) {
    this.#output = output;
    this.#style = createStyle(options.color);
    this.#debug = options.debug;
  }

  report(event: TimedEvent): void {
    const style = this.#style;
    const name = event.path.at(-1) ?? "";
    switch (event.type) {
      case "task-started":
      case "step-started":
        this.#write(event.path, -1, `${mark("running", style)} ${style.bold(name)}`);
        this.#lastPath = key(event.path);
        break;
      case "line":
        if (event.stream === "debug" && !this.#debug) return;
        if (key(event.path) !== this.#lastPath) {
          this.#write(event.path, -1, style.dim(`${name}:`));
          this.#lastPath = key(event.path);
        }
        this.#write(event.path, 0, event.stream === "debug" ? style.dim(event.text) : event.text);
        break;
      case "task-finished":
      case "step-finished": {
        const title = event.result === "success" ? style.bold(name) : style.bold(style.red(name));
        const took = style.dim(duration(event.durationMs));
        const error = event.type === "task-finished" ? event.error : undefined;
        const why = error === undefined ? "" : ` ${style.red(error)}`;
        this.#write(event.path, -1, `${mark(event.result, style)} ${title} ${took}${why}`);
        this.#lastPath = key(event.path.slice(0, -1));
        if (event.type === "task-finished") this.#printResult(event);
        break;
      }
      default:
    }
  }

  end(): void {}

  /** What the command's own task made, and with `--debug` where it failed. */
  #printResult(event: TimedEvent & { readonly type: "task-finished" }): void {
    if (this.#debug && event.stack !== undefined) {
      for (const line of event.stack.split("\n")) this.#write(event.path, 0, this.#style.dim(line));
    }
    if (event.path.length > 1) return;
    const made = { ...event.outputs, ...event.artifacts };
    const width = Math.max(0, ...Object.keys(made).map((name) => name.length));
    for (const [name, value] of Object.entries(made)) {
      this.#output.write(`  ${this.#style.dim(name.padEnd(width))}  ${value}\n`);
    }
  }

  /** `offset` -1 is for the heading of the path's last name, which stands one guide further left. */
  #write(path: EventPath, offset: -1 | 0, text: string): void {
    this.#output.write(`${this.#style.dim("│ ".repeat(path.length + offset))}${text}\n`);
  }
}

function key(path: EventPath): string {
  return path.join("\u0000");
}
