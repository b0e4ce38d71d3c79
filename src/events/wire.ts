/**
 * How the process of a job passes its events to its run: in its ordinary output, one event a line, behind a token that
 * nothing else can know. Lines of output follow unchanged behind an event that says whose they are. So events get through
 * a shell or npx in between, and keep their order with other output.
 */
import { fitting } from "../problems/wording.ts";
import type {
  Annotation,
  Line,
  Lines,
  Mask,
  StepFinished,
  StepStarted,
  TaskFinished,
  TaskStarted,
  TimedEvent,
  UnfinishedLine,
} from "./event.ts";

/** The events that a process of a job can send. Only the run itself emits events of jobs and runs. */
export type WireEvent = (
  | TaskStarted
  | TaskFinished
  | StepStarted
  | StepFinished
  | Line
  | Lines
  | UnfinishedLine
  | Annotation
  | Mask
) & { readonly time: number };

/** Stands before lines of output, of which `length` bytes follow unchanged behind the line feed. */
export type LinesHead = Omit<Lines, "bytes"> & {
  readonly time: number;
  readonly length: number;
};

export type WireLine = Exclude<WireEvent, Lines> | LinesHead;

/**
 * UTF-16 units of an event and what stands before it on its line: room for the longest line of a task with each character
 * escaped. A reader need not keep more.
 */
export const longestWireLine = 8 * 1024 * 1024;

type EncodedEvent = Exclude<TimedEvent, { readonly type: "lines" }> | LinesHead;

/** The line, with its line ending, that `decodeEvent` reads back. `type`, `time` and `path` stand first. */
export function encodeEvent(token: string, event: EncodedEvent): string {
  const line = textOf(event);
  if (token === "") return `${line}\n`;
  if (line.length + token.length <= longestWireLine) return `${token}${line}\n`;
  // Cut as a line it could not be read, and all of it would be lost.
  for (const longest of [64 * 1024, 1024]) {
    const shorter = textOf(event, (_key, value: unknown) =>
      typeof value === "string" ? fitting(value, longest) : value,
    );
    if (shorter.length + token.length <= longestWireLine) return `${token}${shorter}\n`;
  }
  return `${token}${textOf({ ...event, ...("outputs" in event ? { outputs: {}, artifacts: {} } : {}) })}\n`;
}

function textOf(event: EncodedEvent, replacer?: (key: string, value: unknown) => unknown): string {
  const { type, time, path, ...rest } = event;
  return JSON.stringify({ type, time, path, ...rest }, replacer);
}

/**
 * Reads the event behind a token. Undefined where the event is not whole, as when its process was killed while it wrote.
 */
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
const isPath: Check = (value) =>
  Array.isArray(value) && value.length > 0 && value.every((name) => typeof name === "string");
const orAbsent =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const oneOf =
  (...values: readonly unknown[]): Check =>
  (value) =>
    values.includes(value);

/** What each event has beside `type`, `time` and `path`. Members and their types have to fit exactly. */
const members: {
  readonly [Type in WireLine["type"]]: {
    readonly [
      Member in Exclude<keyof Extract<WireLine, { type: Type }>, "type" | "time" | "path">
    ]-?: Check;
  };
} = {
  "task-started": {},
  "task-finished": {
    result: isOutcome,
    error: orAbsent(isText),
    place: orAbsent(isText),
    stack: orAbsent(isText),
    outputs: isRecord,
    artifacts: isRecord,
    durationMs: isNumber,
  },
  "step-started": {},
  "step-finished": { result: isOutcome, durationMs: isNumber },
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
