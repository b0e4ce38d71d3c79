/**
 * Makes a line of a program's output safe to show: control characters that move the cursor, ring, or set the window's title
 * would garble the rest of the terminal. Colours may stay, and end with their line.
 */
// oxlint-disable no-control-regex
import { isAscii } from "node:buffer";
import { escapeSequence } from "../../problems/control-text.ts";
import { shortName } from "../../problems/wording.ts";
import { shorten } from "../../process/last-lines.ts";
import { bufferOf } from "../../process/line-bytes.ts";

const colour = /^\u001B\[[\d;:]*m$/;
const colours = /\u001B\[([\d;:]*)m/g;
const notPlain = /[\u0000-\u0008\u000A-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/;
const control = /[\u0000-\u0008\u000A-\u001F\u007F-\u009F]/;
const controls = /[\u0000-\u0008\u000A-\u001A\u001C-\u001F\u007F-\u009F]|\u001B(?!\[[\d;:]*m)/g;
const notOfColours =
  /[\u0000-\u0008\u000B-\u001A\u001C-\u001F\u007F]|\u001B(?!\[[\d;:]*m)|\u00C2[\u0080-\u009F]/;
const reset = "\u001B[0m";

/** Whole lines as a program printed them, each after a prefix. */
export interface ProgramLines {
  readonly prefix: string;
  /** Valid UTF-8, with a line feed at the end of each line. */
  readonly lines: Uint8Array;
  /** Whether they keep their colours. */
  readonly color: boolean;
}

/** The line as it may be printed among others. Of a progress bar, only the last state is shown. */
export function streamText(text: string, color: boolean): string {
  return withReset(withoutControls(text, color));
}

/** The text, and the end of colours that it may leave on. */
export function withReset(text: string): string {
  return text.includes("\u001B") && !text.endsWith(reset) ? text + reset : text;
}

/**
 * Does what `streamText` does, for many lines; a character of the result is one byte. Undefined where a line has a control
 * character that is not part of a colour.
 */
export function colouredLines(lines: Uint8Array, color: boolean): readonly string[] | undefined {
  const bytes = bufferOf(lines).toString("latin1", 0, Math.max(0, lines.length - 1));
  if (notOfColours.test(bytes)) return undefined;
  if (!color) return bytes.replaceAll(colours, "").split("\n");
  return bytes.split("\n").map(withReset);
}

/** As `streamText`, but colours that the line leaves on stay on. */
export function withoutControls(text: string, color: boolean): string {
  const drawnText = lastDrawn(text);
  if (!control.test(drawnText)) return drawnText;
  return drawnText
    .replaceAll(escapeSequence, (sequence) => (color && colour.test(sequence) ? sequence : ""))
    .replaceAll(controls, "");
}

/** The line for a place of at most `columns` cells, without tabs. It is cut before anything measures it. */
export function cellText(text: string, columns: number, color: boolean): string {
  // Escape sequences take no cell: eight characters for each cell leave room for some.
  const drawnText = shorten(lastDrawn(text), columns * 8 + 256);
  return withVisibleDirections(streamText(drawnText, color)).replaceAll("\t", "    ");
}

/** A name or a reason on one line, without colours. */
export function nameText(text: string): string {
  return cellText(text.replaceAll(/\s*[\r\n]\s*/g, " "), 500, false);
}

/** The name of a step or a nested task, which is cut where it is long. */
export function stepText(name: string): string {
  return shortName(nameText(name));
}

/** Names of a job or task, and of what is below it: `test › unit`. */
export function pathText([first = "", ...below]: readonly string[]): string {
  return [nameText(first), ...below.map(stepText)].join(" › ");
}

/** Names of steps and nested tasks, below a job or task that is named elsewhere. */
export function stepPathText(names: readonly string[]): string {
  return names.map(stepText).join(" › ");
}

/**
 * A line of recompose with text from outside anywhere in it: only colours have an effect, they end with the line, and no
 * text changes how another looks.
 */
export function ownText(text: string): string {
  if (!notPlain.test(text)) return text;
  const safe = text
    .replaceAll(/[\r\n]/g, " ")
    .replaceAll(escapeSequence, (sequence) => (colour.test(sequence) ? sequence : ""))
    .replaceAll(controls, "");
  return withVisibleDirections(leavesColours(safe) ? safe + reset : safe);
}

/** Whether lines of UTF-8 hold a character that `withVisibleDirections` shows. */
export function mayTurnText(lines: Uint8Array): boolean {
  if (isAscii(lines)) return false;
  return /\u00E2(?:\u0080[\u00AA-\u00AE]|\u0081[\u00A6-\u00A9])/.test(
    bufferOf(lines).toString("latin1"),
  );
}

/** https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing */
export function withVisibleDirections(text: string): string {
  return text.replaceAll(
    /[\u202A-\u202E\u2066-\u2069]/g,
    (character) => `\\u${character.codePointAt(0)?.toString(16).toUpperCase()}`,
  );
}

/** Whether a colour or a style is still on at the end. */
function leavesColours(text: string): boolean {
  const on = new Set<number>();
  for (const [, parameters = ""] of text.matchAll(colours)) {
    for (const code of parameters.split(/[;:]/).map(Number)) {
      if (code === 0) on.clear();
      else if ((code >= 22 && code <= 29) || code === 39 || code === 49) on.delete(code);
      else on.add(endOf(code));
    }
  }
  return on.size > 0;
}

/** The code that ends the effect of another: https://www.ecma-international.org/publications-and-standards/standards/ecma-48/ */
export function endOf(code: number): number {
  if (code <= 2) return 22;
  if (code <= 9) return code + 20;
  const tens = Math.floor(code / 10);
  if (tens === 3 || tens === 9) return 39;
  return tens === 4 || tens === 10 ? 49 : 0;
}

/** The escape sequences of the colours that a text sets. */
export function coloursOf(text: string): string {
  return (text.match(escapeSequence) ?? []).filter((sequence) => colour.test(sequence)).join("");
}

/** Moves the cursor to the first column, as Node's readline does: what follows is drawn over the line. */
const firstColumn = /\u001B\[[01]?G/g;

function lastDrawn(line: string): string {
  const text = line.includes("\u001B") ? line.replaceAll(firstColumn, "\r") : line;
  let end = text.length;
  while (end > 0 && text[end - 1] === "\r") end -= 1;
  return text.slice(end === 0 ? 0 : text.lastIndexOf("\r", end - 1) + 1, end);
}
