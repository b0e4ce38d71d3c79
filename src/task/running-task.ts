/** The task that is running right now, found from wherever its code is, also across `await` and `Promise.all`. */
import { AsyncLocalStorage } from "node:async_hooks";
import type { EventPath } from "../events/event.ts";
import { UsageError } from "../problems/usage-error.ts";
import type { TaskInfo } from "./definition.ts";
import type { ObservedResult } from "./result.ts";
import type { Secrets } from "./secrets.ts";
import type { Session } from "./session.ts";

/** One call of `run()`, of `step()` or of a nested task that has not ended yet. */
export interface PendingWork {
  /** As an error names it; asked for only then. */
  readonly name: () => string;
  /** Its stack leads to the call in the app. */
  readonly site: Error;
  readonly completion: Promise<unknown>;
}

/** One call of a task. */
export interface RunningTask {
  readonly info: TaskInfo;
  readonly session: Session;
  /** The task that called it; undefined for the one that the command names. */
  readonly parent: RunningTask | undefined;
  /** The session's, with its listeners called where the task's code finds its task. */
  readonly signal: AbortSignal;
  readonly outputs: Map<string, string>;
  /** Those in the file of `GITHUB_OUTPUT`, with the text that was written. */
  readonly writtenOutputs: Map<string, { readonly value: string; readonly block: string }>;
  readonly artifacts: Map<string, string>;
  /** The declared ones that exist; filled before the task's code runs. */
  secrets: Secrets;
  /** What code of the task writes to the streams of the process. */
  readonly writtenStreams: Map<"stdout" | "stderr", WrittenStream>;
  /** Names of the nested tasks that run right now, each once. */
  readonly runningNames: Set<string>;
  /** What its code has started and what belongs to it until it ends, whether it is awaited or not. */
  readonly pendingWork: Set<PendingWork>;
  /** The tasks it called, also those it did not wait for. */
  readonly nestedTasks: { readonly name: string; readonly result: Promise<ObservedResult> }[];
}

export interface WrittenStream {
  /** Where the code was that wrote last. */
  path: EventPath;
  readonly lines: PartialLines;
}

/** What has no line ending yet waits for the rest of its line. */
interface PartialLines {
  push(text: string): void;
  /** Whatever comes next is another line. */
  break(): void;
  end(): void;
}

/** Where in a task the code is: in the task itself or in one of its steps. */
export interface Position {
  readonly task: RunningTask;
  readonly path: EventPath;
}

const storage = new AsyncLocalStorage<Position>();

export function currentPosition(): Position | undefined {
  return storage.getStore() ?? base;
}

/** Of the task that is alone in its process: all code that is nowhere else belongs to it. */
let base: Position | undefined;

/** Following one position across every `await` takes longer than starting: the task of the command does without. */
export function setBase(position: Position): void {
  base = position;
}

export function runAt<Returned>(position: Position, body: () => Returned): Returned {
  return position === base && storage.getStore() === undefined
    ? body()
    : storage.run(position, body);
}

/** The position, or an error that names the function that only makes sense inside a task. */
export function requirePosition(caller: string): Position {
  const position = currentPosition();
  if (position !== undefined) return position;
  throw new UsageError(
    `${caller}() was called outside of a task: it belongs to the task that is running, and none is.`,
  );
}
