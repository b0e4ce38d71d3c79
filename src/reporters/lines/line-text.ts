/**
 * Makes a line of a program's output safe to show: what moves the cursor, rings, or sets the window's title would garble
 * what else is on the terminal. Colours may stay, and end with their line.
 */
import { isAscii } from "node:buffer";
import { escapeSequence } from "../../problems/control-text.ts";
import { shorten } from "../../process/last-lines.ts";
import { bufferOf } from "../../process/line-bytes.ts";

// oxlint-disable-next-line no-control-regex
const colour = /^\u001B\[[\d;:]*m$/;
// oxlint-disable-next-line no-control-regex
const colours = /\u001B\[([\d;:]*)m/g;
// oxlint-disable-next-line no-control-regex
const notPlain = /[\u0000-\u0008\u000A-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/;
// oxlint-disable-next-line no-control-regex
const control = /[\u0000-\u0008\u000A-\u001F\u007F-\u009F]/;
// oxlint-disable-next-line no-control-regex
const controls = /[\u0000-\u0008\u000A-\u001A\u001C-\u001F\u007F-\u009F]|\u001B(?!\[[\d;:]*m)/g;
const notOfColours =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000B-\u001A\u001C-\u001F\u007F]|\u001B(?!\[[\d;:]*m)|\u00C2[\u0080-\u009F]/;
const reset = "\u001B[0m";

/** The line as it may be printed among others. A progress bar that was drawn over is shown as it was last. */
export function streamText(text: string, color: boolean): string {
  const safe = withoutControls(text, color);
  return safe.includes("\u001B") && !safe.endsWith(reset) ? safe + reset : safe;
}

/**
 * Many lines as `streamText` makes each, as bytes that are one character each; undefined where one of them holds a control
 * character that is not part of a colour.
 */
export function colouredLines(lines: Uint8Array, color: boolean): readonly string[] | undefined {
  const bytes = bufferOf(lines).toString("latin1", 0, Math.max(0, lines.length - 1));
  if (notOfColours.test(bytes)) return undefined;
  if (!color) return bytes.replaceAll(colours, "").split("\n");
  return bytes
    .split("\n")
    .map((line) => (line.includes("\u001B") && !line.endsWith(reset) ? line + reset : line));
}

/** As `streamText`, but what colours it leaves on stay on. */
export function withoutControls(text: string, color: boolean): string {
  const drawnText = lastDrawn(text);
  if (!control.test(drawnText)) return drawnText;
  return drawnText
    .replaceAll(escapeSequence, (sequence) => (color && colour.test(sequence) ? sequence : ""))
    .replaceAll(controls, "");
}

/** The line for a place of at most `columns` cells: cut before anything measures it, and without tabs. */
export function cellText(text: string, columns: number, color: boolean): string {
  // Escape sequences take no cell: eight characters for each cell leave room for some.
  const drawnText = shorten(lastDrawn(text), columns * 8 + 256);
  return withVisibleDirections(streamText(drawnText, color)).replaceAll("\t", "    ");
}

/** A name, a reason or the like on one line, without colours. */
export function nameText(text: string): string {
  return cellText(text.replaceAll(/\s*[\r\n]\s*/g, " "), 500, false);
}

/**
 * A line of ours, in which text from outside stands at any place: nothing but colours is obeyed, which end with the line,
 * and no text can make another look like something else.
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

/** The code that ends what another began: https://www.ecma-international.org/publications-and-standards/standards/ecma-48/ */
function endOf(code: number): number {
  if (code <= 2) return 22;
  if (code <= 9) return code + 20;
  const tens = Math.floor(code / 10);
  if (tens === 3 || tens === 9) return 39;
  return tens === 4 || tens === 10 ? 49 : 0;
}

/** The colours that a text sets, for what goes on in them elsewhere. */
export function coloursOf(text: string): string {
  return (text.match(escapeSequence) ?? []).filter((sequence) => colour.test(sequence)).join("");
}

/** Moving the cursor to the first column is drawing over, too: so does Node's readline. */
// oxlint-disable-next-line no-control-regex
const firstColumn = /\u001B\[[01]?G/g;

function lastDrawn(line: string): string {
  const text = line.includes("\u001B") ? line.replaceAll(firstColumn, "\r") : line;
  let end = text.length;
  while (end > 0 && text[end - 1] === "\r") end -= 1;
  return text.slice(end === 0 ? 0 : text.lastIndexOf("\r", end - 1) + 1, end);
}
