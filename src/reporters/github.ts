/**
 * For GitHub's log: a group for each job, or for each task and step directly below the command's own task, annotations for
 * failures, and a summary. Workflow commands of programs pass as they are, so that annotations of a tool work.
 */
import type {
  EventPath,
  RunFinished,
  StepFinished,
  TaskFinished,
  TimedEvent,
} from "../events/event.ts";
import {
  annotationCommand,
  formatWorkflowCommand,
  looksLikeCommand,
} from "../events/workflow-command.ts";
import { type CommandLine, LinePrinter } from "./lines/line-printer.ts";
import { isPlain, sortLines, textsOf } from "../process/line-bytes.ts";
import { LineGroups } from "./lines/line-groups.ts";
import { mayTurnText, stepPathText, stepText, streamText } from "./lines/line-text.ts";
import type { Reporter, ReporterHost, ReporterOptions } from "./reporter.ts";
import { causesOf, endLines } from "./shown/run-end.ts";
import { RunView } from "./shown/run-view.ts";
import { runSummary, taskSummary } from "./shown/markdown-summary.ts";
import { createStyle, mark, type Style } from "./shown/style.ts";
import { resultLine, stackLines, taskResultLines } from "./shown/task-result.ts";
import { heading } from "./shown/heading.ts";

export interface GitHubOptions extends ReporterOptions {
  /** Gets the job summary, Markdown of at most 1 MiB, for `GITHUB_STEP_SUMMARY`. */
  readonly writeSummary?: ((markdown: string) => void) | undefined;
}

export class GitHubReporter implements Reporter {
  readonly #host: ReporterHost;
  readonly #printer: LinePrinter;
  readonly #options: GitHubOptions;
  readonly #view = new RunView();
  readonly #style: Style;
  readonly #groups: LineGroups<string>;
  /** How many calls of one name are open: they share a group. */
  readonly #calls = new Map<string, number>();
  readonly #failures: TaskFinished[] = [];

  constructor(host: ReporterHost, options: GitHubOptions) {
    this.#host = host;
    this.#options = options;
    this.#style = createStyle(options.color);
    this.#printer = new LinePrinter(host.stdout, true);
    this.#groups = new LineGroups((line) => {
      if (typeof line === "object" && "lines" in line) this.#printer.programLines(line);
      else this.#printer.line(line);
    });
  }

  report(event: TimedEvent): void {
    this.#view.apply(event);
    switch (event.type) {
      case "job-started":
        this.#start(event.path);
        break;
      case "task-started":
      case "step-started":
        // A job's own task has the path of the job, whose group is open.
        if (event.path.length === 2 && this.#view.find(event.path)?.kind !== "job") {
          this.#start(event.path);
        } else if (event.path.length > 2) {
          const name = `${mark("running", this.#style)} ${this.#style.bold(stepText(event.path.at(-1) ?? ""))}`;
          this.#line(event.path.slice(0, -1), name);
        }
        break;
      case "line":
        if (event.stream === "debug") {
          if (!this.#options.debug) break;
          this.#line(event.path, this.#style.dim(streamText(event.text, false)));
        } else this.#line(event.path, event.text);
        break;
      case "lines":
        sortLines(event.bytes, {
          read: (text) => (looksLikeCommand(text) ? text : undefined),
          onCommand: (command) => this.#groups.line(event.path[1], { command }),
          onLines: (lines) => this.#lines(event.path, lines),
        });
        break;
      case "job-finished":
        this.#finishJob(event);
        break;
      case "task-finished":
        this.#finishTask(event);
        break;
      case "step-finished":
        this.#finishNested(event);
        break;
      case "run-finished": {
        this.#groups.endAll();
        for (const line of this.#runLines(event)) this.#line([], line);
        break;
      }
      case "mask":
        // At once, before any line with the value.
        this.#printer.line({ command: formatWorkflowCommand("add-mask", event.value) });
        break;
      case "annotation":
        this.#groups.line(event.path[1], { command: annotationCommand(event) });
        break;
      case "automation-started":
      case "job-expanded":
      case "unfinished-line":
        break;
    }
  }

  end(): void {
    this.#groups.endAll();
    const { end, annotations, root } = this.#view;
    if (end !== undefined) this.#options.writeSummary?.(runSummary(end, annotations));
    else if (root?.kind === "task") this.#options.writeSummary?.(taskSummary(this.#view));
  }

  /** The log has folded the groups of jobs, so what failed stands below them once more. */
  #runLines(event: RunFinished): readonly string[] {
    const { verbose } = this.#options;
    const options = { style: this.#style, host: this.#host, verbose };
    return endLines(event, causesOf(this.#view), options);
  }

  #start(path: EventPath): void {
    const key = path[1] ?? "";
    const open = this.#calls.get(key) ?? 0;
    this.#calls.set(key, open + 1);
    if (open === 0) this.#groups.start(key, key);
  }

  #end(path: EventPath, below: readonly (string | CommandLine)[]): void {
    const key = path[1] ?? "";
    const open = this.#calls.get(key) ?? 0;
    if (open > 1) {
      this.#calls.set(key, open - 1);
      for (const line of below) this.#groups.line(key, line);
    } else if (open === 1) {
      this.#calls.delete(key);
      this.#groups.end(key, below);
    } else {
      for (const line of below) this.#groups.line(undefined, line);
    }
  }

  #line(path: EventPath, text: string): void {
    // GitHub's log shows colours.
    this.#groups.line(path[1], this.#label(path) + streamText(text, true));
  }

  #lines(path: EventPath, lines: Buffer): void {
    if (isPlain(lines) && !mayTurnText(lines)) {
      this.#groups.line(path[1], { prefix: this.#label(path), lines, color: true });
    } else for (const text of textsOf(lines)) this.#line(path, text);
  }

  #label(path: EventPath): string {
    return path.length > 2 ? `${this.#style.dim(`${stepPathText(path.slice(2))} │`)} ` : "";
  }

  #finishJob(event: TimedEvent & { readonly type: "job-finished" }): void {
    const node = this.#view.find(event.path);
    if (node === undefined) return;
    const title = heading(node, { style: this.#style, now: this.#host.now() });
    const error = errorCommand(node.name, event.reason ?? "the job failed");
    this.#end(event.path, event.result === "failure" ? [title, error] : [title]);
  }

  #finishTask(event: TaskFinished): void {
    const { debug } = this.#options;
    if (this.#view.root?.kind === "automation" && event.path.length === 2) {
      for (const line of stackLines(event, this.#style, debug)) this.#line(event.path, line);
    } else if (event.path.length > 1) {
      if (event.result === "failure" && this.#failures.length < 1000) this.#failures.push(event);
      this.#finishNested(event);
    } else {
      this.#groups.endAll();
      for (const line of taskResultLines(event, this.#style, debug)) this.#line([], line);
      if (event.result === "failure") {
        for (const cause of causes(event, this.#failures)) {
          const command = errorCommand(cause.path.join(" › "), cause.error ?? "the task failed");
          this.#groups.line(undefined, command);
        }
      }
    }
  }

  #finishNested(event: TaskFinished | StepFinished): void {
    const style = this.#style;
    const line = resultLine(event, stepText(event.path.at(-1) ?? ""), style);
    const stack =
      event.type === "task-finished" ? stackLines(event, style, this.#options.debug) : [];
    if (event.path.length === 2) {
      this.#end(event.path, [line, ...stack]);
    } else {
      for (const text of [line, ...stack]) this.#line(event.path.slice(0, -1), text);
    }
  }
}

/** https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts */
function errorCommand(title: string, message: string): CommandLine {
  return { command: formatWorkflowCommand("error", message, { title }) };
}

/**
 * The failures to annotate: those of nested tasks whose messages are in that of the command's own task. A failure that the
 * task handled is not one of the job.
 */
function causes(top: TaskFinished, nestedTasks: readonly TaskFinished[]): readonly TaskFinished[] {
  const namedTasks = nestedTasks.filter(
    ({ error }) => error !== undefined && top.error?.includes(error),
  );
  const isBelow = (path: EventPath, above: EventPath): boolean =>
    path.length > above.length && above.every((name, index) => path[index] === name);
  const deepest = namedTasks.filter(
    ({ path }) => !namedTasks.some((other) => isBelow(other.path, path)),
  );
  return deepest.length === 0 ? [top] : deepest;
}
