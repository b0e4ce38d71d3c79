/**
 * How a job's process hands its events to the run it belongs to: among its ordinary output, one event a line, behind a
 * token that nothing else can know. It goes through whatever stands between the two, such as a shell or npx, and keeps
 * the order of events and other output.
 */
import type { TimedEvent } from "./event.ts";

/** The environment variable that holds the token, in a process whose output is read by a run. */
export const wireVariable = "RECOMPOSE_EVENTS";

/** The line, with its line ending, that `decodeEvent` reads back. `type`, `time` and `path` stand first. */
export function encodeEvent(token: string, event: TimedEvent): string {
  const { type, time, path, ...rest } = event;
  return `${token}${JSON.stringify({ type, time, path, ...rest })}\n`;
}

/**
 * The event in a line of output, and the text that stood before it on the line. Undefined for ordinary output, which
 * a token with something broken behind it is too: the line of a process that was killed while it wrote.
 */
export function decodeEvent(
  token: string,
  line: string,
): { readonly before: string; readonly event: TimedEvent } | undefined {
  const position = token === "" ? -1 : line.indexOf(token);
  if (position === -1) return undefined;
  let event: unknown;
  try {
    event = JSON.parse(line.slice(position + token.length));
  } catch {
    return undefined;
  }
  return isTimedEvent(event) ? { before: line.slice(0, position), event } : undefined;
}

function isTimedEvent(value: unknown): value is TimedEvent {
  if (typeof value !== "object" || value === null) return false;
  const event: { type?: unknown; time?: unknown; path?: unknown } = value;
  return (
    typeof event.type === "string" &&
    eventTypes.has(event.type) &&
    typeof event.time === "number" &&
    Array.isArray(event.path) &&
    event.path.every((name) => typeof name === "string")
  );
}

const eventTypes: ReadonlySet<string> = new Set<TimedEvent["type"]>([
  "task-started",
  "task-finished",
  "step-started",
  "step-finished",
  "line",
  "automation-started",
  "job-expanded",
  "job-started",
  "job-finished",
  "annotation",
  "mask",
  "run-finished",
]);
