/**
 * Runs a task in a process of its own and reads all that it prints, as a run reads from a job. This includes what the task
 * prints past recompose, such as by a program with `stdio: "inherit"`: it is masked, in order, and an event.
 */
import type { Lines, UnfinishedLine } from "../../events/event.ts";
import type { WireEvent } from "../../events/wire.ts";
import { readerVariable, wireVariable } from "../../events/wire-variables.ts";
import { addedMask, mayBecomeCommand } from "../../events/workflow-command.ts";
import { Child } from "../../host/processes/child.ts";
import { GroupSentinel } from "../../host/processes/group-sentinel.ts";
import { sortLines, textsOf } from "../../process/line-bytes.ts";
import { maskedParts } from "../../process/line-splitter.ts";
import { Masker } from "../../process/masker.ts";
import { printErrors } from "../../reporters/lines/line-printer.ts";
import type { Reporter } from "../../reporters/reporter.ts";
import { type EventReader, EventSplitter, newToken } from "../../runner/step/event-splitter.ts";
import type { TaskDefinition } from "../../task/task.ts";
import { exitCode } from "../exit-code.ts";
import { type Interruption, withInterrupts } from "../interrupts.ts";
import type { AppContext } from "../program-context.ts";

interface PipedTask {
  readonly task: TaskDefinition;
  readonly args: readonly string[];
  readonly context: AppContext;
  /** Of its secrets. */
  readonly values: readonly string[];
  readonly reporter: Reporter;
}

export function runPipedTask(pipedTask: PipedTask): Promise<number> {
  const { reporter, context } = pipedTask;
  context.host.letOutputWait();
  const body = ({ signal }: Interruption): Promise<number> =>
    runToEnd(pipedTask, signal).finally(() => reporter.end());
  return withInterrupts(context.host, body, reporter);
}

async function runToEnd(pipedTask: PipedTask, signal: AbortSignal): Promise<number> {
  const { task, reporter } = pipedTask;
  const output = new TaskOutput(pipedTask);
  const child = start(pipedTask, output.token, signal);
  const splitter = new EventSplitter(output);
  child.onOutput("stdout", (chunk) => splitter.push(chunk));
  const { exitCode: code, signal: endedBy, startError } = await child.completion;
  if (startError !== undefined) throw startError;
  splitter.end();
  output.end();
  const hasSaidWhy = output.isFinished || !output.isStarted || code === exitCode.interrupted;
  if (!hasSaidWhy) {
    const how =
      endedBy === undefined ? "ended before the task was done" : `was ended by ${endedBy}`;
    const { host } = pipedTask.context;
    reporter.report({
      type: "task-finished",
      time: host.now(),
      path: [task.name],
      result: "failure",
      error: `the process of the task ${how}`,
      outputs: {},
      artifacts: {},
      durationMs: host.now() - output.startedAt,
    });
  }
  return code ?? exitCode.failure;
}

/** Sorts what the process prints. What comes before the task starts or after it ends is not the task's. */
class TaskOutput implements EventReader {
  readonly token = newToken();
  readonly masker = new Masker();
  readonly #pipedTask: PipedTask;
  /** What the app prints while it loads. It loads in this process too, so this is not shown again. */
  #early: Buffer[] = [];
  isStarted = false;
  isFinished = false;
  startedAt = 0;

  constructor(pipedTask: PipedTask) {
    this.#pipedTask = pipedTask;
    for (const value of pipedTask.values) this.masker.add(value);
  }

  /** When no task started, what the process printed says why. */
  end(): void {
    const { host } = this.#pipedTask.context;
    if (!this.isStarted) printErrors(host, this.#early.flatMap(textsOf));
  }

  readonly onLines = (lines: Buffer): void => {
    const { task, context } = this.#pipedTask;
    const parts = (some: Buffer): readonly Buffer[] => maskedParts(some, this.masker);
    if (!this.isStarted) this.#early.push(...parts(lines).map((part) => Buffer.from(part)));
    else if (this.isFinished) printErrors(context.host, parts(lines).flatMap(textsOf));
    else {
      sortLines(lines, {
        read: addedMask,
        onCommand: (value) => {
          if (!value.includes("***")) this.masker.add(value);
        },
        onLines: (some) => {
          // Not before now: a command above these lines may have added a mask.
          for (const bytes of parts(some)) {
            this.#report({ type: "lines", path: [task.name], stream: "stdout", bytes });
          }
        },
      });
    }
  };

  readonly onUnfinished = (text: string): void => {
    if (!this.isStarted || this.isFinished || mayBecomeCommand(text)) return;
    const path = [this.#pipedTask.task.name];
    this.#report({ type: "unfinished-line", path, stream: "stdout", text });
  };

  readonly onEvent = (event: WireEvent): void => {
    if (!this.isStarted) {
      this.isStarted = true;
      this.startedAt = event.time;
    }
    if (event.type === "mask") this.masker.add(event.value);
    if (event.type === "task-finished" && event.path.length === 1) this.isFinished = true;
    const { reporter } = this.#pipedTask;
    if (event.type !== "lines") return reporter.report(event);
    for (const bytes of maskedParts(event.bytes, this.masker)) reporter.report({ ...event, bytes });
  };

  #report(event: Lines | UnfinishedLine): void {
    this.#pipedTask.reporter.report({ ...event, time: this.#pipedTask.context.host.now() });
  }
}

function start({ task, args, context }: PipedTask, token: string, signal: AbortSignal): Child {
  const { host, color } = context;
  const isInteractive = host.stdin.isTerminal;
  const command = [...host.programCommand, color ? "--color" : "--no-color", task.name, ...args];
  // Both streams go through one pipe, since two would lose the order of lines.
  const child = new Child("sh", ["-c", 'exec "$@" 2>&1', "sh", ...command], {
    cwd: host.cwd,
    env: { ...host.env, [wireVariable]: token, [readerVariable]: "1" },
    stdin: "inherit",
    stderr: "inherit",
    group: isInteractive ? new GroupSentinel() : undefined,
  });
  const cancel = async (): Promise<void> => {
    const { reason } = signal;
    // The terminal sends SIGHUP to the whole group itself.
    if (isInteractive && reason === "SIGHUP") return;
    if (!(await child.mayBeInterrupted(reason))) return;
    child.signal(reason === "SIGTERM" || reason === "SIGHUP" ? reason : "SIGINT");
  };
  child.whenAborted(signal, () => void cancel());
  return child;
}
