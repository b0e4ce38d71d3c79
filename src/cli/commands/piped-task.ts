/**
 * Runs a task in a process of its own and reads all that it prints, as a run reads from a job. What the task writes past
 * recompose, such as a program with `stdio: "inherit"`, is masked like its other lines, in order with them, and an event.
 */
import { spawn } from "node:child_process";
import type { Lines, UnfinishedLine } from "../../events/event.ts";
import type { WireEvent } from "../../events/wire.ts";
import { readerVariable, wireVariable } from "../../events/wire-variables.ts";
import { addedMask, mayBecomeCommand } from "../../events/workflow-command.ts";
import { GroupSentinel } from "../../host/processes/group-sentinel.ts";
import { ProcessTree } from "../../host/processes/process-tree.ts";
import { noteReadBuffer } from "../../host/read-buffers.ts";
import { sortLines, textsOf } from "../../process/line-bytes.ts";
import { Masker } from "../../process/masker.ts";
import { killProcesses, rememberProcess } from "../../process/running-processes.ts";
import { printErrors } from "../../reporters/lines/line-printer.ts";
import type { Reporter } from "../../reporters/reporter.ts";
import { EventSplitter, newToken } from "../../runner/step/event-splitter.ts";
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

/** Milliseconds for which output is awaited from what the ended task left running. */
const lingering = 1000;

export function runPipedTask(piped: PipedTask): Promise<number> {
  const { host } = piped.context;
  const { reporter } = piped;
  host.letOutputWait();
  const body = ({ signal }: Interruption): Promise<number> =>
    runToEnd(piped, signal).finally(() => reporter.end());
  const atOnce = (): void => {
    killProcesses();
    reporter.end();
  };
  return withInterrupts(host, body, atOnce, () => reporter.pause?.());
}

interface Started {
  readonly output: NodeJS.ReadableStream & { destroy(): void };
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null }>;
}

async function runToEnd(piped: PipedTask, signal: AbortSignal): Promise<number> {
  const { task, reporter } = piped;
  const token = newToken();
  const reading = new Reading(piped);
  const { output, ended } = start(piped, token, signal);
  const splitter = new EventSplitter({ token, ...reading.reader });
  output.on("data", (chunk: Buffer) => {
    noteReadBuffer();
    splitter.push(chunk);
  });
  const { code, signal: endedBy } = await ended;
  splitter.end();
  reading.end();
  const hasSaidWhy = reading.isFinished || !reading.isStarted || code === exitCode.interrupted;
  if (!hasSaidWhy) {
    const how = endedBy === null ? "ended before the task was done" : `was ended by ${endedBy}`;
    const { host } = piped.context;
    reporter.report({
      type: "task-finished",
      time: host.now(),
      path: [task.name],
      result: "failure",
      error: `the process of the task ${how}`,
      outputs: {},
      artifacts: {},
      durationMs: host.now() - reading.startedAt,
    });
  }
  return code ?? exitCode.failure;
}

/** Sorts what the process prints: what it says before its task and after it is not the task's. */
class Reading {
  readonly #piped: PipedTask;
  readonly #masker = new Masker();
  /** The app is loaded here and there: what its files print while that happens has been seen. */
  #early: Buffer[] = [];
  isStarted = false;
  isFinished = false;
  startedAt = 0;

  constructor(piped: PipedTask) {
    this.#piped = piped;
    for (const value of piped.values) this.#masker.add(value);
  }

  get reader() {
    const path = [this.#piped.task.name];
    return {
      masker: this.#masker,
      onLines: (lines: Buffer) => this.#lines(lines),
      onUnfinished: (text: string) => {
        if (!this.isStarted || this.isFinished || mayBecomeCommand(text)) return;
        this.#report({ type: "unfinished-line", path, stream: "stdout", text });
      },
      onEvent: (event: WireEvent) => this.#event(event),
    };
  }

  /** Where it came to no task, what it printed says why. */
  end(): void {
    const { host } = this.#piped.context;
    if (!this.isStarted) printErrors(host, this.#early.flatMap(textsOf));
  }

  #lines(lines: Buffer): void {
    const { task, context } = this.#piped;
    if (!this.isStarted) this.#early.push(Buffer.from(lines));
    else if (this.isFinished) printErrors(context.host, textsOf(lines));
    else {
      sortLines(lines, {
        read: addedMask,
        onCommand: (value) => {
          if (!value.includes("***")) this.#masker.add(value);
        },
        onLines: (some) => {
          // A command before them may have asked for it.
          const bytes = this.#masker.maskLines(some);
          this.#report({ type: "lines", path: [task.name], stream: "stdout", bytes });
        },
      });
    }
  }

  #event(event: WireEvent): void {
    if (!this.isStarted) {
      this.isStarted = true;
      this.startedAt = event.time;
    }
    if (event.type === "mask") this.#masker.add(event.value);
    if (event.type === "task-finished" && event.path.length === 1) this.isFinished = true;
    this.#piped.reporter.report(event);
  }

  #report(event: Lines | UnfinishedLine): void {
    this.#piped.reporter.report({ ...event, time: this.#piped.context.host.now() });
  }
}

function start({ task, args, context }: PipedTask, token: string, signal: AbortSignal): Started {
  const { host, color } = context;
  // At a terminal the task may ask something, which only works in the terminal's own process group.
  const isInteractive = host.stdin.isTerminal;
  const sentinel = isInteractive ? new GroupSentinel() : undefined;
  const command = [...host.programCommand, color ? "--color" : "--no-color", task.name, ...args];
  // Both streams through one pipe: between two there is no order.
  const child = spawn("sh", ["-c", 'exec "$@" 2>&1', "sh", ...command], {
    cwd: host.cwd,
    env: { ...host.env, [wireVariable]: token, [readerVariable]: "1" },
    stdio: ["inherit", "pipe", "inherit"],
    detached: !isInteractive,
  });
  const { pid, stdout } = child;
  const forget =
    pid === undefined
      ? () => {}
      : rememberProcess(
          () => new ProcessTree(pid).signal("SIGKILL"),
          // What is in this process's group has what the terminal sends already.
          isInteractive ? undefined : (pause) => new ProcessTree(pid).signal(pause),
        );
  const cancel = async (): Promise<void> => {
    const { reason } = signal;
    // The terminal sends both to the whole group, and a second one means "at once".
    if (isInteractive && reason === "SIGHUP") return;
    if (reason === "SIGINT" && (await sentinel?.wasInterrupted())) return;
    child.kill(reason === "SIGTERM" || reason === "SIGHUP" ? reason : "SIGINT");
  };
  const onAbort = (): void => void cancel();
  signal.addEventListener("abort", onAbort, { once: true });
  let linger: NodeJS.Timeout | undefined;
  child.once("exit", () => {
    linger = setTimeout(() => stdout.destroy(), lingering);
  });
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, endedBy) => resolve({ code, signal: endedBy }));
  }).finally(() => {
    clearTimeout(linger);
    forget();
    signal.removeEventListener("abort", onAbort);
  });
  return { output: stdout, ended };
}
