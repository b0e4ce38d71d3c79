/** Passes the lines, commands and events of a job on to its log and to the reporters of the run. Both mask secrets. */
import type { EventPath, Line, Lines } from "../../events/event.ts";
import type { WireEvent } from "../../events/wire.ts";
import {
  annotationOf,
  annotationText,
  maskedCommand,
  mayBecomeCommand,
  stopTokenProblem,
  type WorkflowCommand,
  WorkflowCommandReader,
} from "../../events/workflow-command.ts";
import { sortLines } from "../../process/line-bytes.ts";
import { maskedParts } from "../../process/line-splitter.ts";
import type { LogFile } from "../run-folder/log-file.ts";
import type { RunSetting } from "./run-setting.ts";

export class LegOutput {
  readonly #setting: RunSetting;
  readonly #jobPath: EventPath;
  #path: EventPath;
  readonly #log: LogFile;
  #commands = new WorkflowCommandReader();
  /** The error of the task in the step's process. */
  taskError: string | undefined;
  /** About a command that GitHub refuses, which fails the step. */
  commandError: string | undefined;
  /** By `::set-output::` in the step. */
  readonly outputs = new Map<string, string>();
  /** What the job itself has hidden, beside its secrets. */
  readonly addedMasks = new Set<string>();
  /** How the job differs from what GitHub would do. */
  readonly jobNotes = new Set<string>();
  /** Names of commands of which the step was warned. */
  readonly #warnedCommands = new Set<string>();

  constructor(setting: RunSetting, path: EventPath, log: LogFile) {
    this.#setting = setting;
    this.#jobPath = path;
    this.#path = path;
    this.#log = log;
  }

  /** What is said from now on is said of the step at this path, below the job's. */
  moveTo(path: EventPath): void {
    this.#path = [...this.#jobPath, ...path];
  }

  /** Commands such as `::stop-commands::` hold for one step. */
  beginStep(): void {
    this.#commands = new WorkflowCommandReader();
    this.taskError = undefined;
    this.commandError = undefined;
    this.outputs.clear();
    this.#warnedCommands.clear();
  }

  /** Whole lines, which are not masked. */
  lines(stream: "stdout" | "stderr", bytes: Uint8Array): void {
    this.#lines({ type: "lines", path: this.#path, stream, bytes });
  }

  /** Shows the beginning of a line. The log gets only the whole line, which follows. */
  showUnfinished(stream: "stdout" | "stderr", text: string): void {
    if (mayBecomeCommand(text)) return;
    this.#setting.emit({ type: "unfinished-line", path: this.#path, stream, text });
  }

  /** A line of the runner's own. */
  note(text: string, isOnlyLogged = false): void {
    this.#log.line(text);
    if (isOnlyLogged) return;
    this.#setting.emit({ type: "line", path: this.#path, stream: "stderr", text });
  }

  annotate(level: "warning" | "error", message: string): void {
    const { logOffset } = this;
    this.#log.line(`##[${level}]${message}`);
    this.#setting.emit({ type: "annotation", path: this.#path, level, message, logOffset });
  }

  /** Bytes of the log so far. */
  get logOffset(): number {
    return this.#log.size;
  }

  /** Passes on an event of a task in the step's process, as part of this job. */
  relay(event: WireEvent): void {
    const { time, ...timelessEvent } = event;
    const [, ...inTask] = timelessEvent.path;
    const path = [...this.#path, ...inTask];
    const { masker } = this.#setting;
    if (inTask.length === 0 && this.#isInStep && this.#relayTask(timelessEvent)) return;
    const emit = (maskedEvent: typeof timelessEvent): void => this.#setting.emit(maskedEvent, time);
    switch (timelessEvent.type) {
      case "mask":
        masker.add(timelessEvent.value);
        this.addedMasks.add(timelessEvent.value);
        emit({ ...timelessEvent, path });
        break;
      case "line":
        // Such a line is never a command: it is quoted, or for `--debug`.
        if (timelessEvent.stream !== "debug") this.#log.line(timelessEvent.text);
        emit({ ...timelessEvent, path });
        break;
      case "lines":
        this.#lines({ ...timelessEvent, path }, time);
        break;
      case "task-finished":
        if (timelessEvent.place !== undefined) this.#log.line(`at ${timelessEvent.place}`);
        if (inTask.length === 0) this.taskError = timelessEvent.error;
        emit({ ...timelessEvent, path });
        break;
      case "task-started":
      case "step-started":
        emit({ ...timelessEvent, path, logOffset: this.logOffset });
        break;
      default:
        emit({ ...timelessEvent, path });
    }
  }

  /** The task of a step that has a place of its own: its events are those of the step. */
  #relayTask(event: Pick<WireEvent, "type">): boolean {
    if (event.type === "task-started") return true;
    if (event.type !== "task-finished") return false;
    const { error, place } = event as Extract<WireEvent, { type: "task-finished" }>;
    this.taskError = error;
    if (place !== undefined) this.note(`at ${place}`);
    return true;
  }

  get #isInStep(): boolean {
    return this.#path.length > this.#jobPath.length;
  }

  flush(): void {
    this.#log.flush();
  }

  #lines(event: Lines, time?: number): void {
    const { masker, emit } = this.#setting;
    const pass = (lines: Uint8Array): void => {
      // A command before these lines may have added a mask.
      for (const bytes of maskedParts(lines, masker)) {
        this.#log.lines(bytes);
        emit({ ...event, bytes }, time);
      }
    };
    sortLines(event.bytes, {
      read: (text) => this.#commands.read(text),
      onCommand: (command, text, line) => {
        const { path, stream } = event;
        this.#obey(command, path);
        const shown = maskedCommand(command, text, (value) => masker.mask(value));
        if (!this.#showCommand(shown, { path, stream }, time)) pass(line);
      },
      onLines: pass,
    });
  }

  /**
   * Shows what GitHub's log has in place of a command: an annotation, the name of a group, or nothing. False where GitHub
   * shows the line itself. https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs
   */
  #showCommand(
    command: WorkflowCommand,
    from: Pick<Line, "path" | "stream">,
    time: number | undefined,
  ): boolean {
    const { emit } = this.#setting;
    const annotation = annotationOf(command, from.path);
    if (annotation !== undefined) {
      const { logOffset } = this;
      this.#log.line(`##[${command.name}]${annotationText(annotation)}`);
      emit({ ...annotation, logOffset }, time);
      return true;
    }
    const text = command.data;
    const line = { type: "line", ...from, text } as const;
    switch (command.name) {
      case "debug":
        this.#log.line(`##[debug]${text}`);
        emit({ ...line, stream: "debug" }, time);
        return true;
      case "group":
        this.#log.line(`##[group]${text}`);
        emit(line, time);
        return true;
      case "endgroup":
        this.#log.line("##[endgroup]");
        return true;
      case "add-mask":
      case "add-matcher":
      case "echo":
      case "remove-matcher":
      case "save-state":
      case "set-output":
        return true;
      default:
        return false;
    }
  }

  #obey(command: WorkflowCommand, path: EventPath): void {
    const { masker, emit } = this.#setting;
    if (command.name === "add-mask" && command.data !== "") {
      masker.add(command.data);
      this.addedMasks.add(command.data);
      emit({ type: "mask", path, value: command.data });
    }
    // https://github.blog/changelog/2020-10-01-github-actions-deprecating-set-env-and-add-path-commands/
    if (command.name === "set-env" || command.name === "add-path") {
      this.commandError ??= `the command ::${command.name}:: is disabled; write to $${command.name === "set-env" ? "GITHUB_ENV" : "GITHUB_PATH"} instead`;
    }
    if (command.name === "stop-commands") this.commandError ??= stopTokenProblem(command.data);
    if (command.name === "set-output" || command.name === "save-state") this.#obeyOlder(command);
  }

  /**
   * Both still work, with a warning (SetOutputCommandExtension in ActionCommandManager.cs of actions/runner), here with one
   * for each step. Only actions have a state to save.
   * https://github.blog/changelog/2022-10-11-github-actions-deprecating-save-state-and-set-output-commands/
   */
  #obeyOlder({ name, properties, data }: WorkflowCommand): void {
    const file = name === "set-output" ? "GITHUB_OUTPUT" : "GITHUB_STATE";
    if (!this.#warnedCommands.has(name)) {
      this.#warnedCommands.add(name);
      this.annotate("warning", `the command ::${name}:: is deprecated; write to $${file} instead`);
    }
    const key = properties["name"];
    if (key === undefined) this.commandError ??= `the command ::${name}:: has no name`;
    else if (name === "set-output") this.outputs.set(key, data);
  }
}
