/**
 * How a job's process hands its events to the run it belongs to: among its ordinary output, one event a line, behind a
 * token that nothing else can know. It goes through whatever stands between the two, such as a shell or npx, and keeps
 * the order of events and other output.
 */
import type { TimedEvent } from "./event.ts";

/** The environment variable that holds the token, in a process whose output is read by a run. */
export const wireVariable = "RECOMPOSE_EVENTS";

export function encodeEvent(token: string, event: TimedEvent): string {
  return `${token}${JSON.stringify(event)}\n`;
}

/** The event in a line of output, and the text that stood before it on the line; undefined for ordinary output. */
export function decodeEvent(
  token: string,
  line: string,
): { readonly before: string; readonly event: TimedEvent } | undefined {
  const position = line.indexOf(token);
  if (position === -1) return undefined;
  const event = JSON.parse(line.slice(position + token.length)) as TimedEvent;
  return { before: line.slice(0, position), event };
}
