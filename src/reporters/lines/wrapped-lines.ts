/**
 * Lines that are wider than the terminal, cut into rows that all have the guide of the first: the names before it become
 * spaces. The terminal itself would begin the next row at the first column.
 */
import stringWidth from "string-width";
import { bufferOf, lineFeed, textsOf } from "../../process/line-bytes.ts";
import { type ProgramLines, streamText } from "./line-text.ts";
import { RowColours } from "./row-colours.ts";

/** In cells: with less beside the guide, a column of letters would be left. */
const leastRoom = 10;
const tab = 9;
const tabWidth = 8;
const reset = "\u001B[0m";

/** Colours, tabs, what takes a cell each, and the rest. */
// oxlint-disable-next-line no-control-regex
const parts = /\u001B\[[\d;:]*m|\t|[\u0020-\u007E]+|[^\u001B\t\u0020-\u007E]+|\u001B/g;
const segmenter = new Intl.Segmenter();

/** Where the first line begins that may be too wide behind `prefix`; the length of all where none is. */
export function wideLineAt(lines: Uint8Array, prefix: string, columns: number): number {
  const bytes = bufferOf(lines);
  const room = columns - measured(prefix).width;
  if (prefix === "" || room < leastRoom) return bytes.length;
  // No character takes more cells than it has bytes, but for a tab.
  const longest = bytes.includes(tab) ? Math.floor(room / tabWidth) : room;
  let start = 0;
  while (bytes.length - start > longest) {
    const end = bytes.lastIndexOf(lineFeed, start + longest);
    if (end < start) return start;
    start = end + 1;
  }
  return bytes.length;
}

interface CutLinesHandler {
  readonly onRows: (rows: readonly string[]) => void;
  readonly onFitting: (lines: Uint8Array) => void;
}

/** Hands the rows of each line that may be too wide to `onRows`, and what comes between such lines to `onFitting`, in one piece. */
export function cutLines(
  { prefix, lines, color }: ProgramLines,
  columns: number,
  { onRows, onFitting }: CutLinesHandler,
): void {
  let rest = lines;
  while (rest.length > 0) {
    const wideAt = wideLineAt(rest, prefix, columns);
    if (wideAt > 0) {
      onFitting(wideAt === lines.length ? lines : rest.subarray(0, wideAt));
      rest = rest.subarray(wideAt);
    } else {
      const end = rest.indexOf(lineFeed) + 1;
      const [text = ""] = textsOf(rest.subarray(0, end));
      onRows(wrappedLine(prefix, streamText(text, color), columns));
      rest = rest.subarray(end);
    }
  }
}

/**
 * @param text Has no control characters but colours and tabs.
 * @param columns May be infinite.
 */
export function wrappedLine(prefix: string, text: string, columns: number): readonly string[] {
  if (prefix === "" || columns === Infinity) return [prefix + ended(text)];
  const { width: indent, guide } = measured(prefix);
  if (columns - indent < leastRoom) return [prefix + ended(text)];
  const [first = "", ...others] = rowsOf(text, indent, columns);
  if (others.length === 0) return [prefix + ended(text)];
  return [prefix + first, ...others.map((row) => guide + row)];
}

interface Measured {
  readonly prefix: string;
  /** In cells. */
  readonly width: number;
  readonly guide: string;
}

/** Successive lines are mostly of one job. */
let last: Measured = { prefix: "", width: 0, guide: "" };

function measured(prefix: string): Measured {
  if (last.prefix !== prefix) last = { prefix, width: stringWidth(prefix), guide: guideOf(prefix) };
  return last;
}

/** The prefix with spaces in place of names. */
function guideOf(prefix: string): string {
  // oxlint-disable-next-line no-control-regex
  return prefix.replaceAll(/\u001B\[[\d;:]*m|│|[^\u001B│]+/g, (part) =>
    part === "│" || part.startsWith("\u001B") ? part : " ".repeat(stringWidth(part)),
  );
}

function ended(text: string): string {
  return text.includes("\u001B") && !text.endsWith(reset) ? text + reset : text;
}

function rowsOf(text: string, indent: number, columns: number): readonly string[] {
  const rows: string[] = [];
  const colours = new RowColours();
  let row = "";
  let column = indent;
  const add = (piece: string, width: number): void => {
    if (column + width > columns && column > indent) {
      rows.push(row + (colours.text === "" ? "" : reset));
      row = colours.text;
      column = indent;
    }
    row += piece;
    column += width;
  };
  for (const [part] of text.matchAll(parts)) {
    if (part.startsWith("\u001B")) {
      colours.apply(part);
      row += part;
    } else if (part === "\t") {
      // The last cell stops a tab.
      add(part, Math.max(1, Math.min(tabWidth - (column % tabWidth), columns - 1 - column)));
    } else if (part >= " " && part <= "\u007F") {
      let from = 0;
      while (from < part.length) {
        const room = column < columns ? columns - column : columns - indent;
        add(part.slice(from, from + room), Math.min(room, part.length - from));
        from += room;
      }
    } else {
      for (const { segment } of segmenter.segment(part)) add(segment, stringWidth(segment));
    }
  }
  return [...rows, row + (colours.text === "" ? "" : reset)];
}
