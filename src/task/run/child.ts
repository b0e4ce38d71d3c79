/** Starts a program for a task and sees to it that it ends, with all that it started. */
import { execa } from "execa";
import { GroupSentinel } from "../../host/processes/group-sentinel.ts";
import { ProcessTree } from "../../host/processes/process-tree.ts";
import { noteReadBuffer } from "../../host/read-buffers.ts";
import type { EndReason } from "../../process/command-error.ts";
import { rememberProcess } from "../../process/running-processes.ts";
import { pathWithLocalPrograms } from "./local-programs.ts";
import type { RunningTask } from "../running-task.ts";
import type { Session } from "../session.ts";

export interface ChildOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly input?: string | Uint8Array;
  readonly timeoutMs?: number;
}

export interface Ended {
  /** Undefined when a signal ended it, or when it never started. */
  readonly exitCode: number | undefined;
  readonly signal: string | undefined;
  /** Why it was ended from here. */
  readonly reason: EndReason | undefined;
  /** The system's code for why it could not be started, such as `ENOENT`. */
  readonly startError: string | undefined;
}

export interface Child {
  onOutput(stream: "stdout" | "stderr", listener: (chunk: Buffer) => void): void;
  readonly ended: Promise<Ended>;
}

/** Milliseconds between asking a program to end and killing it. */
const grace = 5000;
/** Milliseconds for which output is awaited from what an ended program left running. */
const lingering = 1000;

const sentinels = new WeakMap<Session, GroupSentinel>();

/** One for all programs of a session that run in this process's group. */
function sentinelOf(session: Session): GroupSentinel {
  const sentinel = sentinels.get(session) ?? new GroupSentinel();
  sentinels.set(session, sentinel);
  return sentinel;
}

export function startChild(
  command: string,
  args: readonly string[],
  options: ChildOptions,
  task: RunningTask,
): Child {
  const { session } = task;
  // At a terminal a program may ask its user something, which only works in the terminal's own process group.
  const isInteractive = session.isInteractive && options.input === undefined;
  const sentinel = isInteractive ? sentinelOf(session) : undefined;
  const child = execa(command, args, {
    cwd: options.cwd,
    env: {
      ...session.env,
      PATH: pathWithLocalPrograms(session.cwd, session.env["PATH"]),
      ...colorVariables(session),
      ...Object.fromEntries(task.secrets),
      ...options.env,
    },
    extendEnv: false,
    ...(options.input === undefined ? { stdin: "inherit" } : { input: options.input }),
    buffer: false,
    reject: false,
    detached: !isInteractive,
    // The default would end it with this process before it had time to end by itself.
    cleanup: false,
  });
  const { pid } = child;
  const forget =
    pid === undefined
      ? () => {}
      : rememberProcess(
          () => (ending ?? new ProcessTree(pid)).signal("SIGKILL"),
          // What is in this process's group has what the terminal sends already.
          isInteractive ? undefined : (signal) => new ProcessTree(pid).signal(signal),
        );
  let reason: EndReason | undefined;
  let ending: ProcessTree | undefined;
  let hasEnded = false;
  const timers: NodeJS.Timeout[] = [];
  const later = (delay: number, action: () => void): void => {
    timers.push(setTimeout(action, delay));
  };
  const end = (why: EndReason): void => {
    if (reason !== undefined || pid === undefined) return;
    reason = why;
    const tree = new ProcessTree(pid);
    ending = tree;
    if (why === "timeout") tree.signal("SIGTERM");
    else void interrupt(tree);
    later(grace, () => tree.signal("SIGKILL"));
  };
  const interrupt = async (tree: ProcessTree): Promise<void> => {
    // Ctrl-C at a terminal has reached the whole group already; twice means something else to many programs.
    const mayHaveSeenIt = sentinel !== undefined && task.signal.reason === "SIGINT";
    if (mayHaveSeenIt && (await sentinel.wasInterrupted())) return;
    if (!hasEnded) tree.signal("SIGINT");
  };
  const cancel = (): void => end("cancelled");
  if (options.timeoutMs !== undefined) later(options.timeoutMs, () => end("timeout"));
  if (task.signal.aborted) cancel();
  task.signal.addEventListener("abort", cancel, { once: true });
  child.once("exit", () => {
    // A server that it left in the background keeps the pipes open for as long as it lives.
    later(lingering, () => {
      child.stdout.destroy();
      child.stderr.destroy();
    });
  });
  return {
    onOutput(stream, listener) {
      child[stream].on("data", (chunk: Buffer) => {
        noteReadBuffer();
        listener(chunk);
      });
    },
    ended: child.then((outcome) => {
      forget();
      hasEnded = true;
      task.signal.removeEventListener("abort", cancel);
      for (const timer of timers) clearTimeout(timer);
      // It has ended; what it started may have taken no notice.
      ending?.signal("SIGKILL");
      return {
        exitCode: outcome.exitCode,
        signal: outcome.signal,
        reason,
        startError: pid === undefined ? (outcome.code ?? "unknown") : undefined,
      };
    }),
  };
}

/** A pipe has no colours for most programs; these variables are how they are told otherwise. */
function colorVariables({ color, env }: RunningTask["session"]): Record<string, string> {
  if (!color || env["NO_COLOR"] || env["FORCE_COLOR"]) return {};
  return { FORCE_COLOR: "1", CLICOLOR_FORCE: "1" };
}
