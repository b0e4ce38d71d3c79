/** Work that a task's code has started and that has not ended. It belongs to the task, even if it is not awaited. */
import { messageOf } from "../problems/wording.ts";
import { ObservedResult } from "./result.ts";
import { type Position, requirePosition, type RunningTask } from "./running-task.ts";

/**
 * Starts work that belongs to the running task until it ends. Returns the promise of the work itself, so that Node
 * notices whether the caller handles its rejection.
 */
export function follow<Returned>(
  caller: string,
  name: (position: Position) => string,
  work: (position: Position, site: Error) => Promise<Returned>,
): Promise<Returned> {
  const site = new Error();
  let position: Position;
  try {
    position = requirePosition(caller);
  } catch (error) {
    return Promise.reject(error);
  }
  const { pendingWork } = position.task;
  const noResult: Promise<unknown> = Promise.resolve();
  const entry = { name: () => name(position), site, completion: noResult };
  pendingWork.add(entry);
  const completion = work(position, site).finally(() => pendingWork.delete(entry));
  entry.completion = completion;
  return completion;
}

/** Gives an error the stack of the call in the app. */
export function placeAt(error: unknown, site: Error): unknown {
  if (error instanceof Error) error.stack = stackAt(error, site);
  return error;
}

function stackAt(error: Error, site: Error): string {
  const frames = (site.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return [`${error.name}: ${error.message}`, ...frames].join("\n");
}

/** The names, for people, of what a task has started and not awaited. */
export function pendingNames({ pendingWork }: RunningTask): string {
  return [...pendingWork].map(({ name }) => name()).join(", ");
}

/** Waits until all that a task has started has ended. Gives the first failure. */
export async function settlePending({ pendingWork }: RunningTask): Promise<string | undefined> {
  let failure: string | undefined;
  // Work that goes on may start more.
  while (pendingWork.size > 0) {
    for (const { completion } of pendingWork) {
      const outcome = await completion.catch((error: unknown) => {
        failure ??= messageOf(error);
      });
      if (outcome instanceof ObservedResult) {
        const error = outcome.unobservedError();
        if (error !== undefined) failure ??= messageOf(error);
      }
    }
  }
  return failure;
}

/** Waits for what a task did not await, and gives the error about it. */
export async function forgottenWork(
  task: RunningTask,
  report: (text: string) => void,
): Promise<Error | undefined> {
  const [first, ...others] = task.pendingWork;
  if (first === undefined) return undefined;
  const names = pendingNames(task);
  // Before waiting, since the work may never end.
  report(`waiting for ${names}, which the task did not await`);
  const failure = await settlePending(task);
  const were = others.length === 0 ? "was" : "were";
  const error = new Error(
    `the task did not await ${names}, which ${were} still running when its code ended. ` +
      "Write `await` before the call, and before each call that leads to it." +
      (failure === undefined ? "" : ` It failed, too: ${failure}`),
  );
  error.stack = stackAt(error, first.site);
  return error;
}
