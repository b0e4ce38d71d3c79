/**
 * How the process of a job passes its events to its run: in its ordinary output, one event a line, after a token that
 * only the two know. Lines of output follow unchanged after an event with their path. So events get through a shell or npx
 * in between, and keep their order with other output.
 */
import { fitting } from "../problems/wording.ts";
import type { Lines, TimedEvent } from "./event.ts";

/** The events that a process of a job can send. Only the run itself emits events of jobs and runs. */
export type WireEvent = Exclude<
  TimedEvent,
  { readonly type: `${"automation" | "job" | "run"}-${string}` }
>;

/** Comes before lines of output: `length` bytes follow unchanged after the line feed. */
export type LinesHead = Omit<Lines, "bytes"> & {
  readonly time: number;
  readonly length: number;
};

type WireLine = Exclude<WireEvent, Lines> | LinesHead;

/** UTF-16 units of a line with an event. It has room for the longest line of a task with each character escaped. */
export const longestWireLine = 8 * 1024 * 1024;

type EncodedEvent = Exclude<TimedEvent, Lines> | LinesHead;

/** The line, with its line ending, that `decodeEvent` reads back. `type`, `time` and `path` come first. */
export function encodeEvent(token: string, event: EncodedEvent): string {
  const line = textOf(event);
  if (token === "") return `${line}\n`;
  if (line.length + token.length <= longestWireLine) return `${token}${line}\n`;
  // If the line itself were cut, nothing of the event could be read.
  for (const longest of [64 * 1024, 1024]) {
    const shorter = textOf(event, (_key, value: unknown) =>
      typeof value === "string" ? fitting(value, longest) : value,
    );
    if (shorter.length + token.length <= longestWireLine) return `${token}${shorter}\n`;
  }
  const short = "outputs" in event ? { ...event, outputs: {}, artifacts: {} } : event;
  return `${token}${textOf(short)}\n`;
}

function textOf(event: EncodedEvent, replacer?: (key: string, value: unknown) => unknown): string {
  const { type, time, path, ...rest } = event;
  return JSON.stringify({ type, time, path, ...rest }, replacer);
}

/** Undefined where the event is not whole: its process may be killed while it writes. */
export function decodeEvent(text: string): WireLine | undefined {
  try {
    const event: unknown = JSON.parse(text);
    return isWireLine(event) ? event : undefined;
  } catch {
    return undefined;
  }
}

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === "string";
const isNumber: Check = (value) => Number.isFinite(value);
const isLength: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
const isOutcome: Check = (value) => value === "success" || value === "failure";
const isRecord: Check = (value) =>
  typeof value === "object" &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).every(isText);
const isPath: Check = (value) => Array.isArray(value) && value.length > 0 && value.every(isText);
const orAbsent =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const oneOf =
  (...values: readonly unknown[]): Check =>
  (value) =>
    values.includes(value);

/** Only the run knows how much a log has. */
const logOffset = oneOf(undefined);

/** The members of each event beside `type`, `time` and `path`. An event with other members is not valid. */
const members: {
  readonly [Type in WireLine["type"]]: {
    readonly [
      Member in Exclude<keyof Extract<WireLine, { type: Type }>, "type" | "time" | "path">
    ]-?: Check;
  };
} = {
  "task-started": { logOffset },
  "task-finished": {
    result: isOutcome,
    error: orAbsent(isText),
    place: orAbsent(isText),
    stack: orAbsent(isText),
    outputs: isRecord,
    artifacts: isRecord,
    durationMs: isNumber,
  },
  "step-started": { logOffset },
  // The others are of steps of a job, of which only the run tells.
  "step-finished": {
    result: isOutcome,
    durationMs: isNumber,
    outcome: oneOf(undefined),
    reason: oneOf(undefined),
  },
  line: {
    stream: oneOf("stdout", "stderr", "debug"),
    text: isText,
    quoted: oneOf(undefined, true),
  },
  lines: { stream: oneOf("stdout", "stderr"), length: isLength },
  "unfinished-line": { stream: oneOf("stdout", "stderr"), text: isText },
  annotation: {
    level: oneOf("error", "warning", "notice"),
    message: isText,
    title: orAbsent(isText),
    file: orAbsent(isText),
    line: orAbsent(isNumber),
    endLine: orAbsent(isNumber),
    column: orAbsent(isNumber),
    endColumn: orAbsent(isNumber),
    logOffset,
  },
  mask: { value: isText },
};

function isWireLine(value: unknown): value is WireLine {
  if (typeof value !== "object" || value === null) return false;
  const { type, time, path, ...rest } = value as Readonly<Record<string, unknown>>;
  if (typeof type !== "string" || !Object.hasOwn(members, type)) return false;
  const checks: Readonly<Record<string, Check>> = members[type as WireLine["type"]];
  return (
    isNumber(time) &&
    isPath(path) &&
    Object.keys(rest).every((name) => Object.hasOwn(checks, name)) &&
    Object.entries(checks).every(([name, check]) => check(rest[name]))
  );
}
