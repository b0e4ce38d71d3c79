/** What a job says: its lines, commands and events go to its log and to the run's reporters, with secrets masked. */
import type { EventPath } from "../events/event.ts";
import type { WireEvent } from "../events/wire.ts";
import {
  annotationOf,
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
    this.#command(text, this.#path);
    const masked = this.#setting.masker.mask(text);
    this.#log.line(masked);
    this.#setting.emit({ type: "line", path: this.#path, stream, text: masked });
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
      case "line": {
        if (said.stream !== "debug" && said.quoted !== true) this.#command(said.text, path);
        const text = masker.mask(said.text);
        if (said.stream !== "debug") this.#log.line(text);
        emit({ ...said, path, text });
        break;
      }
      case "unfinished-line": {
        const text = masker.maskBeginning(said.text);
        if (text !== "") emit({ ...said, path, text });
        break;
      }
      case "task-finished": {
        const error = said.error === undefined ? {} : { error: masker.mask(said.error) };
        if (said.place !== undefined) this.#log.line(`at ${said.place}`);
        if (inTask.length === 0) this.taskError = error.error;
        emit({ ...said, path, ...error });
        break;
      }
      case "annotation":
        emit({ ...said, path, message: masker.mask(said.message) });
        break;
      default:
        emit({ ...said, path });
    }
  }

  flush(): void {
    this.#log.flush();
  }

  #command(line: string, path: EventPath): void {
    // Most lines are none, and there may be millions.
    if (!line.includes("::") && !line.includes("##[")) return;
    const command = this.#commands.read(line);
    if (command === undefined) return;
    const { masker, emit } = this.#setting;
    const annotation = annotationOf(command, path);
    if (annotation !== undefined) {
      emit({ ...annotation, message: masker.mask(annotation.message) });
    }
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
