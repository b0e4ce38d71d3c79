/** Runs the `run` text of a step in the shell that GitHub would use, and reads its output. */
import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { WireEvent } from "../../events/wire.ts";
import { wireVariable } from "../../events/wire-variables.ts";
import { Child } from "../../host/processes/child.ts";
import { killGroup } from "../../host/processes/process-tree.ts";
import type { Masker } from "../../process/masker.ts";
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
  /** Gets the id of the process group that the step runs in. */
  readonly onStart: (groupLeader: number) => void;
  /** Gets whole lines, which are not masked. */
  readonly onLines: (stream: "stdout" | "stderr", lines: Buffer) => void;
  /** Gets the masked beginning of a line that has not ended after a moment. */
  readonly onUnfinished: (stream: "stdout" | "stderr", text: string) => void;
  /** Whether the step is a recompose process, whose events are read. */
  readonly hasEvents: boolean;
  /** The bytes of `lines` are not masked. */
  readonly onEvent: (event: WireEvent) => void;
  /** After each piece of output. */
  readonly onOutput: () => void;
}

export interface StepEnd {
  /** Undefined when a signal ended it. */
  readonly exitCode: number | undefined;
  readonly signal: string | undefined;
  /** Ends what the step has left running. Later steps of the job may need it. */
  readonly killLeftovers: () => void;
}

/** @throws where the shell cannot be started. */
export async function runStep(step: StepProcess): Promise<StepEnd> {
  const script = scriptFor(step.command, step.shell);
  const file = join(step.temp, `${randomUUID()}${script.extension}`);
  writeFileSync(file, script.text);
  const { program, arguments: words } = script.command(file);
  const token = step.hasEvents ? newToken() : "";
  const child = new Child(program, words, {
    cwd: step.cwd,
    env: { ...step.env, [wireVariable]: token || undefined },
    stdin: "ignore",
  });
  const splitters = (["stdout", "stderr"] as const).map((stream) => {
    const splitter = new EventSplitter({
      token,
      masker: step.masker,
      onLines: (lines) => step.onLines(stream, lines),
      onUnfinished: (text) => step.onUnfinished(stream, text),
      onEvent: step.onEvent,
    });
    child.onOutput(stream, (chunk) => {
      splitter.push(chunk);
      step.onOutput();
    });
    return splitter;
  });
  const { pid } = child;
  if (pid !== undefined) {
    step.onStart(pid);
    child.whenAborted(step.signal, () => endInTime(child, pid, step.grace));
  }
  const { exitCode, signal, startError } = await child.completion;
  for (const splitter of splitters) splitter.end();
  if (pid === undefined) {
    const isMissing = startError?.code === "ENOENT";
    const why = isMissing ? "there is no such program on PATH" : startError?.message;
    throw new Error(`${program} cannot be started: ${why ?? "unknown error"}`);
  }
  return { exitCode, signal, killLeftovers: () => killGroup(pid, "SIGKILL") };
}

function endInTime(child: Child, pid: number, { interruptMs, terminateMs }: Grace): void {
  const tree = child.treeToEnd();
  // As Ctrl-C at a terminal: a recompose inside tells its own programs, which are groups of their own.
  killGroup(pid, "SIGINT");
  child.later(interruptMs, () => tree?.signal("SIGTERM"));
  child.later(interruptMs + terminateMs, () => tree?.signal("SIGKILL"));
}
