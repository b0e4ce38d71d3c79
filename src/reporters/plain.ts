/**
 * For output that is not a terminal: each line as it comes, after the names of the job and the nested tasks. The lines of
 * the command's own task have no name, so that its output can be piped.
 */
import type {
  EventPath,
  Lines,
  RunFinished,
  StepFinished,
  TaskFinished,
  TimedEvent,
} from "../events/event.ts";
import { annotationText } from "../events/workflow-command.ts";
import { lineFeed, textsOf } from "../process/line-bytes.ts";
import { failedLog, isCause, logLine } from "./shown/failure.ts";
import { causesOf, endLines } from "./shown/run-end.ts";
import { LastWords } from "./shown/last-words.ts";
import { LinePrinter, type PrintedLine } from "./lines/line-printer.ts";
import { pathText, streamText, withoutControls } from "./lines/line-text.ts";
import { continuation, type OpenLine } from "./lines/open-line.ts";
import type { Reporter, ReporterHost, ReporterOptions } from "./reporter.ts";
import { RunView } from "./shown/run-view.ts";
import { createStyle, mark, nameColor, type Style } from "./shown/style.ts";
import { resultLine, stackLines, taskResultLines } from "./shown/task-result.ts";
import { heading } from "./shown/heading.ts";

export interface PlainOptions extends ReporterOptions {
  /** Only results, and the logs of what failed. */
  readonly quiet: boolean;
}

export class PlainReporter implements Reporter {
  readonly #host: ReporterHost;
  readonly #printer: LinePrinter;
  readonly #options: PlainOptions;
  readonly #view = new RunView();
  readonly #style: Style;
  readonly #lastWords = new LastWords();
  /** The next line mostly has the same path. */
  #lastLabel: { readonly key: string; readonly text: string } | undefined;
  /** The last line, if it has no ending yet. */
  #open: OpenLine | undefined;

  constructor(host: ReporterHost, options: PlainOptions) {
    this.#host = host;
    this.#printer = new LinePrinter(host.stdout, options.isOnGitHub === true);
    this.#options = options;
    this.#style = createStyle(options.color);
  }

  report(event: TimedEvent): void {
    const { quiet, debug } = this.#options;
    // The printer counts the lines for the view.
    if (event.type === "lines" && !quiet) this.#writeLines(event);
    this.#lastWords.apply(event, this.#view);
    this.#view.apply(event);
    const style = this.#style;
    switch (event.type) {
      case "line":
        if (quiet) break;
        if (event.stream !== "debug") {
          this.#writeLine(this.#openLine(event.path, event.stream, event.text));
        } else if (debug) {
          this.#write(this.#label(event.path) + style.dim(streamText(event.text, false)));
        }
        break;
      case "annotation":
        if (!quiet) this.#write(this.#label(event.path) + annotationLine(event, style));
        break;
      case "unfinished-line":
        if (!quiet) this.#writeBeginning(this.#openLine(event.path, event.stream, event.text));
        break;
      case "job-started":
        if (!quiet) this.#write(`${mark("running", style)} ${style.bold(names(event.path))}`);
        break;
      case "job-finished":
        this.#reportJob(event.path);
        break;
      case "task-finished":
        if (event.path.length === 1) this.#reportTask(event);
        else if (!quiet && this.#view.find(event.path)?.kind === "task") this.#reportNested(event);
        if (event.path.length > 1 && !quiet) {
          const label = this.#label(event.path);
          this.#writeAll(stackLines(event, style, debug).map((line) => label + line));
        }
        break;
      case "step-finished":
        if (!quiet) this.#reportNested(event);
        break;
      case "run-finished":
        this.#reportRun(event);
        break;
      default:
    }
  }

  end(): void {}

  #reportJob(path: EventPath): void {
    const node = this.#view.find(path);
    if (node === undefined) return;
    const { quiet } = this.#options;
    const style = this.#style;
    if (isCause(node) && quiet) return this.#writeAll(failedLog(node, style, this.#host));
    this.#write(heading(node, { style, now: this.#host.now() }));
    if (isCause(node)) this.#writeAll(logLine(node, style, this.#host.cwd));
  }

  /** What failed stands here once more, unless it is what was printed last: lines of other jobs followed it. */
  #reportRun(event: RunFinished): void {
    const { quiet, verbose } = this.#options;
    const failed = quiet ? [] : causesOf(this.#view);
    const nodes = failed.filter((node) => !this.#lastWords.areOf(node));
    this.#writeAll(endLines(event, nodes, { style: this.#style, host: this.#host, verbose }));
  }

  #reportTask(event: TaskFinished): void {
    const { quiet, debug } = this.#options;
    const node = this.#view.root;
    if (quiet && event.result === "failure" && node !== undefined) {
      this.#writeAll(failedLog(node, this.#style, this.#host).slice(1));
    }
    this.#writeAll(taskResultLines(event, this.#style, debug));
  }

  #reportNested(event: TaskFinished | StepFinished): void {
    this.#write(resultLine(event, names(event.path), this.#style));
  }

  #label(path: EventPath): string {
    const key = path.join("\n");
    if (this.#lastLabel?.key !== key) {
      const name = names(path);
      const text = name === "" ? "" : `${nameColor(name, this.#style)(`${name} │`)} `;
      this.#lastLabel = { key, text };
    }
    return this.#lastLabel.text;
  }

  /** Writes the beginning of a line only if a user may answer it; other lines are written when they are whole. */
  #writeBeginning(line: OpenLine): void {
    if (this.#host.stdin?.isTerminal !== true || this.#view.root?.kind !== "task") return;
    const rest = this.#open === undefined ? line : this.#rest(line);
    if (rest === undefined) return;
    this.#printer.beginning(rest);
    this.#open = line;
  }

  #rest(line: OpenLine): OpenLine | undefined {
    const text = this.#open === undefined ? undefined : continuation(this.#open, line)?.text;
    return text === undefined ? undefined : { ...line, prefix: "", text };
  }

  #openLine(path: EventPath, stream: string, text: string): OpenLine {
    return {
      key: [stream, ...path].join("\n"),
      prefix: this.#label(path),
      text: withoutControls(text, this.#style.isColorSupported),
    };
  }

  #writeLine(line: OpenLine): void {
    const rest = this.#rest(line);
    if (rest === undefined) return this.#write(line);
    this.#open = undefined;
    this.#write(rest);
  }

  #writeLines({ path, stream, bytes }: Lines): void {
    let rest = bytes;
    if (this.#open !== undefined) {
      // The first of these lines may be the end of the open line.
      const end = bytes.indexOf(lineFeed) + 1;
      const [first = ""] = textsOf(bytes.subarray(0, end));
      this.#writeLine(this.#openLine(path, stream, first));
      rest = bytes.subarray(end);
    }
    if (rest.length === 0) return;
    const color = this.#style.isColorSupported;
    this.#printer.programLines({ prefix: this.#label(path), lines: rest, color });
  }

  #write(line: PrintedLine): void {
    if (this.#open !== undefined) this.#printer.line("");
    this.#open = undefined;
    this.#printer.line(line);
  }

  #writeAll(lines: readonly string[]): void {
    for (const line of lines) this.#write(line);
  }
}

/** All but the command's own name: `test › unit`. */
function names(path: EventPath): string {
  return path.length === 1 ? "" : pathText(path.slice(1));
}

/** An annotation as in GitHub's log, on one line: `error: a.ts:3 expected 1`. */
function annotationLine(event: TimedEvent & { readonly type: "annotation" }, style: Style): string {
  const color = { error: style.red, warning: style.yellow, notice: style.cyan }[event.level];
  const [first = ""] = annotationText(event).split("\n", 1);
  return `${color(`${event.level}:`)} ${streamText(first, false)}`;
}
