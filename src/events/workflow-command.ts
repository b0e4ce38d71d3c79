/**
 * Lines with which a program gives commands to the runner: `::error file=a.ts,line=1::message`, and the older
 * `##[error file=a.ts;line=1]message`. Read and written as GitHub's runner and toolkit do:
 * https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 * https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts
 */
import type { Annotation, EventPath } from "./event.ts";

export interface WorkflowCommand {
  /** In lower case: the runner ignores the case. */
  readonly name: string;
  /** By name in lower case; the values are unescaped. */
  readonly properties: Readonly<Record<string, string>>;
  /** The text after the command, unescaped. */
  readonly data: string;
}

/** The commands that the runner knows; anything else in this form is ordinary output. */
const commandNames: ReadonlySet<string> = new Set(
  (
    "add-mask add-matcher add-path debug echo endgroup error group notice remove-matcher save-state set-env set-output " +
    "stop-commands warning"
  ).split(" "),
);

/** The command in a line of output; undefined for an ordinary line. */
export function parseWorkflowCommand(line: string): WorkflowCommand | undefined {
  return parse(line, commandNames);
}

/** The value that a program hides with `::add-mask::`. */
export function addedMask(line: string): string | undefined {
  const command = parseWorkflowCommand(line);
  return command?.name === "add-mask" ? command.data : undefined;
}

/** One line, without a line ending, in which the runner finds the same command. */
export function formatWorkflowCommand(
  name: string,
  data: string,
  properties: Readonly<Record<string, string | number | undefined>> = {},
): string {
  const pairs = Object.entries(properties).filter(([, value]) => value !== undefined);
  const parts = pairs.map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${[name, parts.join(",")].join(" ").trimEnd()}::${escapeData(data)}`;
}

/** Whether `text` could be read as a command, or as one of the markers that GitHub's log viewer looks for. */
export function looksLikeCommand(text: string): boolean {
  return commandStart.test(text) || text.includes("##[");
}

/**
 * The line with a zero-width space in each beginning of a command or marker, so that neither the runner nor the log
 * viewer finds one. For the runner a line also ends at a carriage return.
 */
export function withoutCommands(line: string): string {
  return line
    .replaceAll(/[\r\n]/g, " ")
    .replace(commandStart, (start) => `${start.slice(0, -2)}\u200B::`)
    .replaceAll("##[", "##\u200B[");
}

/**
 * The command with what `mask` hides in its line. The runner reads the line as it is, and masks what it shows
 * (Handlers/OutputManager.cs and AddIssue in ExecutionContext.cs, both in
 * https://github.com/actions/runner/tree/main/src/Runner.Worker).
 */
export function maskedCommand(
  command: WorkflowCommand,
  line: string,
  mask: (text: string) => string,
): WorkflowCommand {
  const maskedLine = mask(line);
  const masked = parseWorkflowCommand(maskedLine);
  const isSame = masked?.name === command.name;
  const { name, properties, data } = isSame ? masked : command;
  const hide = (value: string): string => {
    const maskedValue = mask(value);
    // A secret is in the command itself: it may begin before the value, or go on behind it.
    const isWhole = isSame || maskedLine.includes(escapeData(maskedValue));
    return isWhole ? maskedValue : mask(maskedLine);
  };
  const pairs = Object.entries(properties).map(([key, value]) => [key, hide(value)] as const);
  return { name, properties: Object.fromEntries(pairs), data: hide(data) };
}

/** What .NET's TrimStart() removes before a command. JavaScript's removes other characters. */
const space = "[\\t-\\r \\u0085\\u00A0\\u1680\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000]*";
const commandStart = new RegExp(`^${space}::`);
const commandBeginning = new RegExp(`^${space}:(?::|$)|##?$|##\\[`);

/**
 * Reads the commands of one step, line by line. Between `::stop-commands::TOKEN` and `::TOKEN::` all lines are ordinary.
 */
export class WorkflowCommandReader {
  #stopToken: string | undefined;

  read(line: string): WorkflowCommand | undefined {
    if (this.#stopToken !== undefined) {
      if (parse(line, new Set([this.#stopToken.toLowerCase()])) !== undefined) {
        this.#stopToken = undefined;
      }
      return undefined;
    }
    const command = parseWorkflowCommand(line);
    if (command?.name === "stop-commands" && stopTokenProblem(command.data) === undefined) {
      this.#stopToken = command.data;
    }
    return command;
  }
}

/** Whether a line that begins like this could be a command. Commands are not shown, and may contain a value to hide. */
export function mayBecomeCommand(text: string): boolean {
  return commandBeginning.test(text);
}

/** Why the runner refuses a token of `stop-commands`, which fails the step; undefined where it is fine. */
export function stopTokenProblem(token: string): string | undefined {
  if (token === "") return "the token of ::stop-commands:: is empty";
  if (commandNames.has(token.toLowerCase()) || token.toLowerCase() === "pause-logging") {
    return `the token of ::stop-commands:: is ${JSON.stringify(token)}, the name of a command`;
  }
  return undefined;
}

/** GitHub cuts the message of an annotation at this length. */
const longestMessage = 4096;

/** What an `error`, `warning` or `notice` says; undefined for other commands. */
export function annotationOf(command: WorkflowCommand, path: EventPath): Annotation | undefined {
  const { name: level, properties } = command;
  if (level !== "error" && level !== "warning" && level !== "notice") return undefined;
  const number = (key: string): number | undefined => {
    const value = Number(properties[key]);
    return Number.isInteger(value) && value > 0 ? value : undefined;
  };
  const endLine = number("endline");
  const line = number("line") ?? endLine;
  // The runner ignores columns without a line, or across several lines:
  // https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs
  const isOneLine = line !== undefined && (endLine === undefined || endLine === line);
  const column = isOneLine ? (number("col") ?? number("endcolumn")) : undefined;
  const endColumn = isOneLine ? number("endcolumn") : undefined;
  return {
    type: "annotation",
    path,
    level,
    message: command.data.slice(0, longestMessage),
    title: properties["title"],
    file: properties["file"],
    line,
    endLine,
    column,
    endColumn,
  };
}

/** For people: `a.ts:3 Unit: expected 1`. */
export function annotationText(annotation: Annotation): string {
  const { file, line, title, message } = annotation;
  const place = file === undefined ? "" : `${file}${line === undefined ? "" : `:${line}`} `;
  return `${place}${title === undefined ? "" : `${title}: `}${message}`;
}

/** The command that makes an annotation. */
export function annotationCommand(annotation: Annotation): string {
  const { level, message, title, file, line, endLine, column: col, endColumn } = annotation;
  return formatWorkflowCommand(level, message, { file, line, endLine, col, endColumn, title });
}

function parse(line: string, names: ReadonlySet<string>): WorkflowCommand | undefined {
  const start = commandStart.exec(line)?.[0].length;
  const current = start === undefined ? undefined : parseCurrent(line.slice(start - 2), names);
  return current ?? parseOlder(line, names);
}

/** `text` begins with `::`. */
function parseCurrent(text: string, names: ReadonlySet<string>): WorkflowCommand | undefined {
  const end = text.indexOf("::", 2);
  if (end === -1) return undefined;
  const head = parseHead(text.slice(2, end), names, ",", unescapeProperty);
  return head && { ...head, data: unescapeData(text.slice(end + 2)) };
}

function parseOlder(line: string, names: ReadonlySet<string>): WorkflowCommand | undefined {
  const start = line.indexOf("##[");
  const end = line.indexOf("]", start);
  if (start === -1 || end === -1) return undefined;
  const head = parseHead(line.slice(start + 3, end), names, ";", unescapeOlder);
  return head && { ...head, data: unescapeOlder(line.slice(end + 1)) };
}

function parseHead(
  text: string,
  names: ReadonlySet<string>,
  separator: string,
  unescape: (value: string) => string,
): Omit<WorkflowCommand, "data"> | undefined {
  const [name, properties] = splitOnce(text, " ");
  if (!names.has(name.toLowerCase())) return undefined;
  // A property without a value does not count.
  const pairs = properties
    .trim()
    .split(separator)
    .filter((part) => /^[^=]+=./s.test(part));
  const entries = pairs.map((part) => {
    const [key, value] = splitOnce(part, "=");
    return [key.toLowerCase(), unescape(value)] as const;
  });
  return { name: name.toLowerCase(), properties: Object.fromEntries(entries) };
}

function splitOnce(text: string, separator: string): readonly [string, string] {
  const position = text.indexOf(separator);
  if (position === -1) return [text, ""];
  return [text.slice(0, position), text.slice(position + separator.length)];
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

// `%` comes last, so that an escaped `%` begins no other escape.
function unescapeData(text: string): string {
  return text.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%");
}

function unescapeProperty(text: string): string {
  return unescapeData(text.replaceAll("%3A", ":").replaceAll("%2C", ","));
}

function unescapeOlder(text: string): string {
  return unescapeData(text.replaceAll("%3B", ";").replaceAll("%5D", "]"));
}
