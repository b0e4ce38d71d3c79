/** What a job says: its lines, commands and events go to its log and to the run's reporters, which both mask secrets. */
import type { EventPath, Line } from "../events/event.ts";
import type { WireEvent } from "../events/wire.ts";
import {
  annotationOf,
  annotationText,
  mayBecomeCommand,
  stopTokenProblem,
  type WorkflowCommand,
  WorkflowCommandReader,
} from "../events/workflow-command.ts";
import type { LogFile } from "./log-file.ts";
import type { RunSetting } from "./run-setting.ts";

export class LegOutput {
  readonly #setting: RunSetting;
  readonly #path: EventPath;
  readonly #log: LogFile;
  #commands = new WorkflowCommandReader();
  /** What the task in the step's process said of its failure. */
  taskError: string | undefined;
  /** What a command asked for that GitHub refuses, which fails the step. */
  commandError: string | undefined;
  /** Of `::set-output::` in the step. */
  readonly outputs = new Map<string, string>();
  /** Commands that the step was warned of. */
  readonly #warned = new Set<string>();

  constructor(setting: RunSetting, path: EventPath, log: LogFile) {
    this.#setting = setting;
    this.#path = path;
    this.#log = log;
  }

  /** Commands such as `::stop-commands::` hold for one step. */
  beginStep(): void {
    this.#commands = new WorkflowCommandReader();
    this.taskError = undefined;
    this.commandError = undefined;
    this.outputs.clear();
    this.#warned.clear();
  }

  line(stream: "stdout" | "stderr", text: string): void {
    this.#line({ type: "line", path: this.#path, stream, text });
  }

  /** Shown for now, and kept nowhere: the line itself follows. */
  unfinished(stream: "stdout" | "stderr", text: string): void {
    if (mayBecomeCommand(text)) return;
    this.#setting.emit({ type: "unfinished-line", path: this.#path, stream, text });
  }

  /** A line of the runner's own. */
  note(text: string): void {
    this.#log.line(text);
    this.#setting.emit({ type: "line", path: this.#path, stream: "stderr", text });
  }

  annotate(level: "warning" | "error", message: string): void {
    this.#log.line(`##[${level}]${message}`);
    this.#setting.emit({ type: "annotation", path: this.#path, level, message });
  }

  /** What a task in the step's process says, as part of this job. */
  relay(event: WireEvent): void {
    const { time, ...said } = event;
    const [, ...inTask] = said.path;
    const path = [...this.#path, ...inTask];
    const { masker } = this.#setting;
    const emit = (changed: typeof said): void => this.#setting.emit(changed, time);
    switch (said.type) {
      case "mask":
        masker.add(said.value);
        emit({ ...said, path });
        break;
      case "line":
        this.#line({ ...said, path }, time);
        break;
      case "task-finished":
        if (said.place !== undefined) this.#log.line(`at ${said.place}`);
        if (inTask.length === 0) this.taskError = said.error;
        emit({ ...said, path });
        break;
      default:
        emit({ ...said, path });
    }
  }

  flush(): void {
    this.#log.flush();
  }

  #line(line: Line, time?: number): void {
    const { emit } = this.#setting;
    // Most lines are no command, and there may be millions.
    const mayBe = line.text.includes("::") || line.text.includes("##[");
    const isRead = mayBe && line.stream !== "debug" && line.quoted !== true;
    const command = isRead ? this.#commands.read(line.text) : undefined;
    if (command !== undefined) {
      this.#obey(command, line.path);
      if (this.#showCommand(command, line, time)) return;
    }
    if (line.stream !== "debug") this.#log.line(line.text);
    emit(line, time);
  }

  /**
   * What GitHub's log has instead of a command: an annotation, the name of a group, nothing. False where the line itself
   * stands in it. https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs
   */
  #showCommand(command: WorkflowCommand, line: Line, time: number | undefined): boolean {
    const { emit } = this.#setting;
    const annotation = annotationOf(command, line.path);
    if (annotation !== undefined) {
      this.#log.line(`##[${command.name}]${annotationText(annotation)}`);
      emit(annotation, time);
      return true;
    }
    const text = command.data;
    switch (command.name) {
      case "debug":
        this.#log.line(`##[debug]${text}`);
        emit({ ...line, stream: "debug", text }, time);
        return true;
      case "group":
        this.#log.line(`##[group]${text}`);
        emit({ ...line, text }, time);
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
   * Both still work, with a warning (SetOutputCommandExtension in ActionCommandManager.cs of actions/runner); once a
   * step is enough of it. Only actions have a state to save.
   * https://github.blog/changelog/2022-10-11-github-actions-deprecating-save-state-and-set-output-commands/
   */
  #obeyOlder({ name, properties, data }: WorkflowCommand): void {
    const file = name === "set-output" ? "GITHUB_OUTPUT" : "GITHUB_STATE";
    if (!this.#warned.has(name)) {
      this.#warned.add(name);
      this.annotate("warning", `the command ::${name}:: is deprecated; write to $${file} instead`);
    }
    const key = properties["name"];
    if (key === undefined) this.commandError ??= `the command ::${name}:: has no name`;
    else if (name === "set-output") this.outputs.set(key, data);
  }
}
