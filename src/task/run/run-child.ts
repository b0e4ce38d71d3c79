/** Starts a program for a task, in the task's environment, and ends it when the task is cancelled or its time is up. */
import { Child, type ChildEnd } from "../../host/processes/child.ts";
import { GroupSentinel } from "../../host/processes/group-sentinel.ts";
import type { EndReason } from "../../process/command-error.ts";
import { pathWithLocalPrograms } from "./local-programs.ts";
import type { RunningTask } from "../running-task.ts";
import type { Session } from "../session.ts";

interface Options {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly input?: string | Uint8Array;
  readonly timeoutMs?: number;
}

interface RunningChild {
  readonly onOutput: Child["onOutput"];
  /** `reason`: why this process ended the program; undefined where it ended by itself. */
  readonly completion: Promise<ChildEnd & { readonly reason: EndReason | undefined }>;
}

/** Milliseconds between asking a program to end and killing it. */
const grace = 5000;

const sentinels = new WeakMap<Session, GroupSentinel>();

/** The sentinel for all programs of a session that run in the group of this process. */
function sentinelOf(session: Session): GroupSentinel {
  const sentinel = sentinels.get(session) ?? new GroupSentinel();
  sentinels.set(session, sentinel);
  return sentinel;
}

export function startChild(
  command: string,
  args: readonly string[],
  { cwd, env, input, timeoutMs }: Options,
  task: RunningTask,
): RunningChild {
  const { session, signal } = task;
  const child = new Child(command, args, {
    cwd,
    env: {
      ...session.env,
      PATH: pathWithLocalPrograms(session.cwd, session.env["PATH"]),
      ...colorVariables(session),
      ...Object.fromEntries(task.secrets),
      ...env,
    },
    stdin: input === undefined ? "inherit" : typeof input === "string" ? Buffer.from(input) : input,
    group: session.isInteractive && input === undefined ? sentinelOf(session) : undefined,
  });
  let reason: EndReason | undefined;
  const end = (why: EndReason): void => {
    if (reason !== undefined) return;
    reason = why;
    const tree = child.treeToEnd();
    if (why === "timeout") tree?.signal("SIGTERM");
    else {
      void child.mayBeInterrupted(signal.reason).then((isOpen) => {
        if (isOpen) tree?.signal("SIGINT");
      });
    }
    child.later(grace, () => tree?.signal("SIGKILL"));
  };
  if (timeoutMs !== undefined) child.later(timeoutMs, () => end("timeout"));
  child.whenAborted(signal, () => end("cancelled"));
  return {
    onOutput: (stream, listener) => child.onOutput(stream, listener),
    completion: child.completion.then((childEnd) => ({ ...childEnd, reason })),
  };
}

/** Most programs print no colours to a pipe unless these variables ask for them. */
function colorVariables({ color, env }: Session): Record<string, string> {
  if (!color || env["NO_COLOR"] || env["FORCE_COLOR"]) return {};
  return { FORCE_COLOR: "1", CLICOLOR_FORCE: "1" };
}
