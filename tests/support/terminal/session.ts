/** A session whose events are kept, for running tasks in a test. */
import type { Event, TaskFinished } from "../../../src/events/event.ts";
import { Masker } from "../../../src/process/masker.ts";
import { executeTask } from "../../../src/task/execute.ts";
import type { ObservedResult } from "../../../src/task/result.ts";
import type { Session } from "../../../src/task/session.ts";
import type { AnyTask } from "../../../src/task/task.ts";
import { eachLine } from "../each-line.ts";

export interface Recorded {
  readonly result: ObservedResult;
  readonly events: readonly Event[];
  /** Each line as `path › path │ text`. */
  readonly lines: readonly string[];
  readonly finished: TaskFinished;
}

export async function record(
  task: AnyTask,
  given: Readonly<Record<string, unknown>> = {},
  overrides: Partial<Session> = {},
): Promise<Recorded> {
  const events: Event[] = [];
  const session: Session = {
    cwd: process.cwd(),
    env: { PATH: process.env["PATH"], HOME: "/nowhere" },
    secretSource: overrides.env ?? {},
    emit: (event) => void events.push(...eachLine(event)),
    together: (body) => body(),
    now: () => performance.now(),
    signal: new AbortController().signal,
    takeFault: () => undefined,
    untilIdle: () => Promise.resolve(true),
    masker: new Masker(),
    color: false,
    isInteractive: false,
    ...overrides,
  };
  const result = await executeTask(task.definition, given, session);
  const finished = events.at(-1);
  if (finished?.type !== "task-finished") throw new Error("the last event is not task-finished");
  return {
    result,
    events,
    lines: events.flatMap((event) =>
      event.type === "line" ? [`${event.path.join(" › ")} │ ${event.text}`] : [],
    ),
    finished,
  };
}
