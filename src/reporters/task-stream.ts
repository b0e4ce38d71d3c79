/**
 * For one task on a terminal: its output as it comes, with guides that show the nested task or step it is from, and below
 * it what is running. The task's own lines have no guide. Lines of nested tasks that run at the same time have their names,
 * since they alternate.
 */
import cliTruncate from "cli-truncate";
import type { EventPath, Lines, StepFinished, TaskFinished, TimedEvent } from "../events/event.ts";
import { textsOf } from "../process/line-bytes.ts";
import {
  colouredLines,
  mayTurnText,
  nameText,
  streamText,
  withoutControls,
  withVisibleDirections,
} from "./lines/line-text.ts";
import { LiveRegion } from "./lines/live-region.ts";
import type { OpenLine } from "./lines/open-line.ts";
import { wideLineAt, wrappedLine } from "./lines/wrapped-lines.ts";
import type { Reporter, ReporterHost, ReporterOptions } from "./reporter.ts";
import { RunView, type ViewNode } from "./shown/run-view.ts";
import { createStyle, mark, nameColor, type Style } from "./shown/style.ts";
import { resultLine, stackLines, taskResultLines } from "./shown/task-result.ts";
import { heading } from "./shown/heading.ts";

/** Milliseconds between two drawings; lines wait that long at most. */
const interval = 50;
const statusLimit = 5;

export class TaskStreamReporter implements Reporter {
  readonly #host: ReporterHost;
  readonly #debug: boolean;
  readonly #view = new RunView();
  readonly #region: LiveRegion;
  readonly #style: Style;
  readonly #timer: NodeJS.Timeout;
  #lines: (string | OpenLine)[] = [];
  /** What is running, as it was drawn last. */
  #status: readonly string[] = [];
  #redraw: NodeJS.Immediate | undefined;
  #hasEnded = false;
  /** Lines that have begun and not ended, the oldest first: that one is shown. */
  readonly #unfinishedLines = new Map<string, OpenLine>();

  constructor(host: ReporterHost, options: ReporterOptions) {
    this.#host = host;
    this.#debug = options.debug;
    this.#region = new LiveRegion(host.stdout);
    this.#style = createStyle(options.color);
    // The timer must not keep a command alive that ended without `end()`.
    this.#timer = setInterval(() => {
      this.#status = this.#runningNames();
      this.#draw();
    }, interval).unref();
  }

  report(event: TimedEvent): void {
    this.#view.apply(event);
    const style = this.#style;
    const isTop = event.path.length <= 1;
    switch (event.type) {
      case "task-started":
      case "step-started":
        if (!isTop) {
          const name = style.bold(nameText(event.path.at(-1) ?? ""));
          this.#print(event.path.slice(0, -1), `${mark("running", style)} ${name}`);
        }
        break;
      case "line":
        if (event.stream !== "debug") this.#show(event.path, event.stream, event.text);
        else if (this.#debug) this.#print(event.path, style.dim(streamText(event.text, false)));
        break;
      case "lines":
        this.#showAll(event);
        break;
      case "unfinished-line": {
        const line = this.#openLine(event.path, event.stream, event.text);
        this.#unfinishedLines.set(line.key, line);
        break;
      }
      case "task-finished":
        if (isTop) {
          this.#status = [];
          this.#lines.push(...taskResultLines(event, style, this.#debug));
          break;
        }
        this.#printEnd(event);
        for (const line of stackLines(event, style, this.#debug)) this.#print(event.path, line);
        break;
      case "step-finished":
        this.#printEnd(event);
        break;
      default:
    }
    if (this.#lines.length > 1000) this.#draw();
  }

  /** Does not draw what is running: code that goes on may write to the terminal itself, and would write over it. */
  flush(): void {
    if (this.#lines.length === 0 || this.#region.isPaused) return;
    this.#region.update(this.#lines, [], this.#open());
    this.#lines = [];
    this.#redraw ??= setImmediate(() => this.#draw());
    this.#redraw.unref();
  }

  pause(): void {
    if (this.#region.isPaused) return this.#region.pause();
    this.#region.pause(this.#lines);
    this.#lines = [];
  }

  resume(): void {
    this.#region.resume();
    this.#draw();
  }

  end(): void {
    this.#hasEnded = true;
    clearInterval(this.#timer);
    clearImmediate(this.#redraw);
    this.#region.close(this.#lines);
    this.#lines = [];
  }

  #printEnd(event: TaskFinished | StepFinished): void {
    const name = nameText(event.path.at(-1) ?? "");
    this.#print(event.path.slice(0, -1), resultLine(event, name, this.#style));
  }

  /** Prints a line of `path`, after a guide for each nested task or step. */
  #print(path: EventPath, text: string): void {
    this.#lines.push(this.#guides(path) + text);
  }

  /** Prints lines in one piece, if no part of them is shown already and they have no control characters but colours. */
  #showAll({ path, stream, bytes }: Lines): void {
    const prefix = this.#guides(path);
    const areSingle =
      this.#unfinishedLines.has(keyOf(path, stream)) ||
      mayTurnText(bytes) ||
      wideLineAt(bytes, prefix, this.#host.stdout.columns()) < bytes.length;
    const colouredBytes = areSingle
      ? undefined
      : colouredLines(bytes, this.#style.isColorSupported);
    if (colouredBytes === undefined) {
      for (const text of textsOf(bytes)) this.#show(path, stream, text);
      return;
    }
    const between = Buffer.from(`\n${prefix}`).toString("latin1");
    const text = Buffer.from(colouredBytes.join(between), "latin1").toString();
    this.#lines.push({ key: "", prefix, text });
  }

  #show(path: EventPath, stream: string, text: string): void {
    const line = this.#openLine(path, stream, text);
    if (this.#unfinishedLines.delete(line.key)) this.#lines.push(line);
    else {
      const shown = withVisibleDirections(line.text);
      this.#lines.push(...wrappedLine(line.prefix, shown, this.#host.stdout.columns()));
    }
  }

  #openLine(path: EventPath, stream: string, text: string): OpenLine {
    return {
      key: keyOf(path, stream),
      prefix: this.#guides(path),
      text: withoutControls(text, this.#style.isColorSupported),
    };
  }

  #guides(path: EventPath): string {
    const guides = path.slice(1).map((whole, index) => {
      const name = nameText(whole);
      const color = nameColor(name, this.#style);
      const isParallel = this.#view.find(path.slice(0, index + 2))?.parallel === true;
      return color(isParallel ? `${name} │ ` : "│ ");
    });
    return guides.join("");
  }

  #draw(): void {
    this.#redraw = undefined;
    if (this.#region.isPaused || this.#hasEnded) return;
    this.#region.update(this.#lines, this.#status, this.#open());
    this.#lines = [];
  }

  #open(): OpenLine | undefined {
    return this.#unfinishedLines.values().next().value;
  }

  #runningNames(): string[] {
    const { root } = this.#view;
    if (root?.state !== "running") return [];
    const options = { style: this.#style, now: this.#host.now() };
    const leaves = runningLeaves(root, []);
    const lines = leaves.slice(0, statusLimit).map(({ node, names }) => {
      const above = names.map((name) => `${nameText(name)} › `).join("");
      return `${this.#style.dim(`  ${above}`)}${heading(node, options)}`;
    });
    if (leaves.length > statusLimit) {
      lines.push(this.#style.dim(`  … ${leaves.length - statusLimit} more`));
    }
    const columns = Math.max(1, this.#host.stdout.columns());
    return [heading(root, options), ...lines].map((line) => cliTruncate(line, columns));
  }
}

function keyOf(path: EventPath, stream: string): string {
  return [stream, ...path].join("\n");
}

/** The running nodes without a running child, each with the names between it and the root. */
function runningLeaves(
  node: ViewNode,
  names: readonly string[],
): readonly { readonly node: ViewNode; readonly names: readonly string[] }[] {
  return node.children
    .filter(({ state }) => state === "running")
    .flatMap((child) => {
      const below = runningLeaves(child, [...names, child.name]);
      return below.length === 0 ? [{ node: child, names }] : below;
    });
}
