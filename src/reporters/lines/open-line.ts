/**
 * A line that has begun and not ended, shown with the cursor after it. The terminal echoes what the user types there, the
 * line ending too, and does not say where the cursor is then: later output has to be right in both places.
 */
import stringWidth from "string-width";
import { coloursOf, withReset } from "./line-text.ts";

export interface OpenLine {
  /** The same for all that is shown of one line. */
  readonly key: string;
  /** Guides, or a name. */
  readonly prefix: string;
  /** Safe to print; colours may stay on at its end. */
  readonly text: string;
}

export function shownLine({ prefix, text }: OpenLine): string {
  return prefix + withReset(text);
}

/**
 * What to print after `line` to have `whole` on the terminal: the rest of its text. Undefined if `whole` is another line, or
 * if its text has changed, as that of a progress bar does.
 *
 * @param columns the width of the terminal, if the prefix is to be drawn again.
 */
export function continuation(
  line: OpenLine,
  whole: OpenLine,
  columns = 0,
): { readonly text: string; readonly isEmpty: boolean } | undefined {
  if (whole.key !== line.key || !whole.text.startsWith(line.text)) return undefined;
  const rest = whole.text.slice(line.text.length);
  if (rest === "") return { text: "", isEmpty: true };
  const isOneRow = stringWidth(line.prefix + line.text) < columns;
  const anchor = isOneRow ? anchorText(line.prefix) : "";
  return { text: anchor + withReset(coloursOf(line.text) + rest), isEmpty: false };
}

/** Moves the cursor to the beginning of an empty line: a row of spaces ends in the next row, or at the end of this one. */
export function freshLine(columns: number): string {
  return `${" ".repeat(columns)}\r\u001B[2K`;
}

/**
 * Draws the prefix at the beginning of the cursor's row, where it already is if nothing was typed. Then moves the cursor
 * behind the prefix, unless it was further on: going back ends at the first column.
 */
function anchorText(prefix: string): string {
  const width = stringWidth(prefix);
  return width === 0 ? "" : `\u001B7\r${prefix}\u001B8\u001B[${width}D\u001B[${width}C`;
}
