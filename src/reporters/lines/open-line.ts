/**
 * A line that has begun and not ended, shown with the cursor behind it. What is typed there the terminal echoes by itself,
 * the line ending too, and nobody tells where the cursor is then: what follows has to be right in both places.
 */
import stringWidth from "string-width";
import { coloursOf } from "./line-text.ts";

export interface OpenLine {
  /** The same for all that is shown of one line. */
  readonly key: string;
  /** Guides, or a name. */
  readonly prefix: string;
  /** Safe to print; colours may stay on at its end. */
  readonly text: string;
}

const reset = "\u001B[0m";

export function shownLine({ prefix, text }: OpenLine): string {
  return prefix + closeText(text);
}

/**
 * What to print behind `shown` to have `whole` on the terminal: the rest of its text. Undefined where it is another line, or
 * has become another text, as that of a progress bar does.
 *
 * @param columns The width of a terminal on which prefixes are kept right.
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
  return { text: anchor + closeText(coloursOf(line.text) + rest), isEmpty: false };
}

/** Moves the cursor to the beginning of a line, unless it is at one: as many cells as there are end in the next row. */
export function freshLine(columns: number): string {
  return `${" ".repeat(columns)}\r\u001B[2K`;
}

/**
 * Draws the prefix at the beginning of the row the cursor is on, where it stands already if nothing was typed, and moves the
 * cursor behind it if it was not further on: it cannot go back further than to the first column.
 */
function anchorText(prefix: string): string {
  const width = stringWidth(prefix);
  return width === 0 ? "" : `\u001B7\r${prefix}\u001B8\u001B[${width}D\u001B[${width}C`;
}

function closeText(text: string): string {
  return text.includes("\u001B") && !text.endsWith(reset) ? text + reset : text;
}
