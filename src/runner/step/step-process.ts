/** Runs the `run` text of a step in the shell that GitHub would use, and reads what comes out of it. */
import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import type { WireEvent } from "../../events/wire.ts";
import { wireVariable } from "../../events/wire-variables.ts";
import { killGroup } from "../../host/processes/kill-group.ts";
import { ProcessTree } from "../../host/processes/process-tree.ts";
import { noteReadBuffer } from "../../host/read-buffers.ts";
import type { Masker } from "../../process/masker.ts";
import { rememberProcess } from "../../process/running-processes.ts";
import { EventSplitter, newToken } from "./event-splitter.ts";
import { scriptFor } from "./shell.ts";

/** How long a step that was told to end may take, in milliseconds. */
export interface Grace {
  /** From SIGINT to SIGTERM. */
  readonly interruptMs: number;
  /** From SIGTERM to the end. */
  readonly terminateMs: number;
}

/** https://github.com/actions/runner/blob/main/src/Runner.Sdk/ProcessInvoker.cs */
export const gitHubGrace: Grace = { interruptMs: 7_500, terminateMs: 2_500 };

/** How long output is awaited from what an ended step left running, in milliseconds. */
const lingering = 1_000;

export interface StepProcess {
  readonly command: string;
  readonly shell: string | undefined;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where the script is written. */
  readonly temp: string;
  readonly signal: AbortSignal;
  readonly grace: Grace;
  readonly masker: Masker;
  /** Told of the process group that the step is. */
  readonly onStart: (groupLeader: number) => void;
  /** Gets whole lines, masked. */
  readonly onLines: (stream: "stdout" | "stderr", lines: Buffer) => void;
  /** For the beginning of a line that has not ended after a moment. */
  readonly onUnfinished: (stream: "stdout" | "stderr", text: string) => void;
  /** Whether the step is a recompose process, whose events are read. */
  readonly hasEvents: boolean;
  readonly onEvent: (event: WireEvent) => void;
  /** After each piece of output. */
  readonly onOutput: () => void;
}

export interface StepEnd {
  /** Undefined when a signal ended it. */
  readonly exitCode: number | undefined;
  readonly signal: string | undefined;
  /** Ends what the step left running: a later step may need it, a later job may not. */
  readonly killLeftovers: () => void;
}

/** @throws where the shell cannot be started. */
export async function runStep(step: StepProcess): Promise<StepEnd> {
  const script = scriptFor(step.command, step.shell);
  const file = join(step.temp, `${randomUUID()}${script.extension}`);
  writeFileSync(file, script.text);
  const { program, arguments: words } = script.command(file);
  const token = step.hasEvents ? newToken() : "";
  const child = execa(program, words, {
    cwd: step.cwd,
    env: { ...step.env, [wireVariable]: token || undefined },
    extendEnv: false,
    stdin: "ignore",
    buffer: false,
    reject: false,
    // A process group of its own, so that all of it can be ended.
    detached: true,
    cleanup: false,
  });
  const splitters = (["stdout", "stderr"] as const).map((stream) => {
    const splitter = new EventSplitter({
      token,
      masker: step.masker,
      onLines: (lines) => step.onLines(stream, lines),
      onUnfinished: (text) => step.onUnfinished(stream, text),
      onEvent: step.onEvent,
    });
    child[stream].on("data", (chunk: Buffer) => {
      noteReadBuffer();
      splitter.push(chunk);
      step.onOutput();
    });
    return splitter;
  });
  // A process that the step left in the background keeps the pipes open for as long as it lives.
  let linger: NodeJS.Timeout | undefined;
  child.once("exit", () => {
    linger = setTimeout(() => {
      child.stdout.destroy();
      child.stderr.destroy();
    }, lingering);
  });
  const { pid } = child;
  if (pid !== undefined) step.onStart(pid);
  const stopWatching = pid === undefined ? () => {} : endWhenAborted(step, pid);
  const { exitCode, signal, code, originalMessage } = await child;
  clearTimeout(linger);
  stopWatching();
  for (const splitter of splitters) splitter.end();
  if (pid === undefined) {
    throw new Error(
      code === "ENOENT"
        ? `${program} cannot be started: there is no such program on PATH`
        : `${program} cannot be started: ${originalMessage ?? code ?? "unknown error"}`,
    );
  }
  return { exitCode, signal, killLeftovers: () => void killGroup(pid, "SIGKILL") };
}

/** Returns what to call when the process has ended. */
function endWhenAborted({ signal, grace }: StepProcess, pid: number): () => void {
  const timers: NodeJS.Timeout[] = [];
  let tree: ProcessTree | undefined;
  const end = (): void => {
    const found = new ProcessTree(pid);
    tree = found;
    // As Ctrl-C at a terminal: a recompose inside tells its own programs, which are groups of their own.
    killGroup(pid, "SIGINT");
    timers.push(
      setTimeout(() => found.signal("SIGTERM"), grace.interruptMs),
      setTimeout(() => found.signal("SIGKILL"), grace.interruptMs + grace.terminateMs),
    );
  };
  const forget = rememberProcess(
    () => new ProcessTree(pid).signal("SIGKILL"),
    (pause) => new ProcessTree(pid).signal(pause),
  );
  if (signal.aborted) end();
  signal.addEventListener("abort", end, { once: true });
  return () => {
    forget();
    signal.removeEventListener("abort", end);
    for (const timer of timers) clearTimeout(timer);
    tree?.signal("SIGKILL");
  };
}
