/** Runs the `run` text of a step in the shell that GitHub would use, and reads what comes out of it. */
import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import type { TimedEvent } from "../events/event.ts";
import { decodeEvent, wireVariable } from "../events/wire.ts";
import { killGroup } from "../host/kill-group.ts";
import { LineSplitter } from "../process/line-splitter.ts";

export interface StepProcess {
  readonly command: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where the script is written. */
  readonly temp: string;
  readonly signal: AbortSignal;
  readonly onLine: (stream: "stdout" | "stderr", text: string) => void;
  /** For what a recompose process inside of the step says. */
  readonly onEvent: (event: TimedEvent) => void;
}

/** GitHub's grace period between the first signal and the end, in milliseconds. */
const interruptGrace = 7_500;
const terminateGrace = 2_500;

/** The exit code; undefined when a signal ended it. */
export async function runStep(step: StepProcess): Promise<number | undefined> {
  const script = join(step.temp, `${randomUUID()}.sh`);
  writeFileSync(script, step.command);
  const token = `\u001e${randomUUID()}\u001e`;
  // A `run` without `shell` is `bash -e {0}` on Linux and macOS.
  // https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell
  const child = execa("bash", ["-e", script], {
    cwd: step.cwd,
    env: { ...step.env, [wireVariable]: token },
    extendEnv: false,
    stdin: "ignore",
    buffer: false,
    reject: false,
    // A process group of its own, so that all of it can be ended.
    detached: true,
  });
  const splitters = (["stdout", "stderr"] as const).map((stream) => {
    const splitter = new LineSplitter((line) => {
      const decoded = decodeEvent(token, line);
      if (decoded === undefined) return step.onLine(stream, line);
      if (decoded.before !== "") step.onLine(stream, decoded.before);
      step.onEvent(decoded.event);
    });
    child[stream].on("data", (chunk: Buffer) => splitter.push(chunk));
    return splitter;
  });
  const stopWatching = endWhenAborted(step.signal, child.pid);
  const { exitCode } = await child;
  stopWatching();
  for (const splitter of splitters) splitter.end();
  return exitCode;
}

function endWhenAborted(signal: AbortSignal, groupLeader: number | undefined): () => void {
  if (groupLeader === undefined) return () => {};
  const timers: NodeJS.Timeout[] = [];
  const end = (): void => {
    killGroup(groupLeader, "SIGINT");
    timers.push(
      setTimeout(() => killGroup(groupLeader, "SIGTERM"), interruptGrace),
      setTimeout(() => killGroup(groupLeader, "SIGKILL"), interruptGrace + terminateGrace),
    );
  };
  if (signal.aborted) end();
  signal.addEventListener("abort", end, { once: true });
  return () => {
    signal.removeEventListener("abort", end);
    for (const timer of timers) clearTimeout(timer);
    // Whatever the step left running ends with it.
    killGroup(groupLeader, "SIGKILL");
  };
}
