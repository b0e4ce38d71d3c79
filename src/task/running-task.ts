/** Finds the task that runs from anywhere in its code, also after `await` and in `Promise.all`. */
import { AsyncLocalStorage } from "node:async_hooks";
import type { EventPath } from "../events/event.ts";
import { UsageError } from "../problems/usage-error.ts";
import type { TaskInfo } from "./definition.ts";
import type { ObservedResult } from "./result.ts";
import type { Secrets } from "./secrets.ts";
import type { Session } from "./session.ts";

/** One call of `run()`, of `step()` or of a nested task that has not ended yet. */
export interface PendingWork {
  /** The name that an error gives it. */
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
  /** The session's signal. Its listeners are called as code of this task. */
  readonly signal: AbortSignal;
  readonly outputs: Map<string, string>;
  /** The outputs in the file of `GITHUB_OUTPUT`, each with the text that was written. */
  readonly writtenOutputs: Map<string, { readonly value: string; readonly block: string }>;
  readonly artifacts: Map<string, string>;
  /** The declared secrets that exist; set before the task's code runs. */
  secrets: Secrets;
  /** What code of the task writes to the streams of the process. */
  readonly writtenStreams: Map<"stdout" | "stderr", WrittenStream>;
  /** Unique names of the nested tasks that run now. */
  readonly runningNames: Set<string>;
  /** Work that the task has started and that has not ended, whether it is awaited or not. */
  readonly pendingWork: Set<PendingWork>;
  /** The tasks it called, also those it did not wait for. */
  readonly nestedTasks: { readonly name: string; readonly result: Promise<ObservedResult> }[];
}

export interface WrittenStream {
  /** The position of the code that wrote last. */
  path: EventPath;
  /**
   * Keeps a line without an ending until the rest of it comes: a LineSplitter. The public declarations reach this file,
   * and may not need Node's types, which that class has.
   */
  readonly lines: {
    push(text: string): void;
    break(): void;
    end(): void;
  };
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

/** The position of the only task in its process. Code without another position belongs to it. */
let base: Position | undefined;

/** Sets the position of the command's own task. Following it across each `await` would take longer than a start. */
export function setBase(position: Position): void {
  base = position;
}

export function runAt<Returned>(position: Position, body: () => Returned): Returned {
  return position === base && storage.getStore() === undefined
    ? body()
    : storage.run(position, body);
}

/** @throws UsageError that names `caller` where no task runs. */
export function requirePosition(caller: string): Position {
  const position = currentPosition();
  if (position !== undefined) return position;
  throw new UsageError(
    `${caller}() was called outside of a task: it works only while a task runs.`,
  );
}
