/** Lines at the bottom of a terminal that are drawn again and again, below lines that stay. */
import stringWidth from "string-width";
import type { TextOutput } from "../../host/host.ts";
import { harmless } from "./line-printer.ts";
import { ownText } from "./line-text.ts";
import { continuation, freshLine, type OpenLine, shownLine } from "./open-line.ts";

// A terminal shows all that comes between these two at once, or ignores both:
// https://gist.github.com/christianparpart/d8a62cc1ab659194337d73e399004036
const beginUpdate = "\u001B[?2026h";
const endUpdate = "\u001B[?2026l";
const hideCursor = "\u001B[?25l";
const showCursor = "\u001B[?25h";

export class LiveRegion {
  readonly #output: TextOutput;
  #drawnLines: readonly string[] = [];
  #widths: readonly number[] = [];
  #drawnColumns = 0;
  #drawnRows = 0;
  #isHidden = false;
  #pauses = 0;
  /** The line that the cursor is on. */
  #open: OpenLine | undefined;

  constructor(output: TextOutput) {
    this.#output = output;
  }

  /** How many lines can be drawn: one is left for the cursor. */
  rows(): number {
    return Math.max(1, this.#output.rows() - 1);
  }

  /**
   * Prints `permanent` lines, which stay, and below them `lines` instead of those that were drawn before. `lines` must not
   * be wider than the terminal; those that do not fit its height are left out at the top.
   *
   * With an open line nothing is drawn and the cursor stays after that line, for an answer. A permanent line with the same
   * key ends it.
   */
  update(
    permanent: readonly (string | OpenLine)[],
    lines: readonly string[],
    openLine?: OpenLine,
  ): void {
    const open = openLine === undefined ? undefined : harmless(openLine);
    const fittingLines = open === undefined ? lines.slice(-this.rows()).map(ownText) : [];
    const isSame =
      permanent.length === 0 &&
      this.#drawnColumns === this.#output.columns() &&
      this.#open?.text === open?.text &&
      this.#open?.key === open?.key &&
      fittingLines.length === this.#drawnLines.length &&
      fittingLines.every((line, index) => line === this.#drawnLines[index]);
    if (isSame) return;
    const safeLines = permanent.map((line) => harmless(line));
    const widths = fittingLines.map((line) => stringWidth(line));
    const body =
      permanent.length === 0 && open === undefined && this.#canDrawOver(widths)
        ? this.#drawOver(fittingLines, widths)
        : this.#format(safeLines, fittingLines, open);
    const isShown = fittingLines.length > 0;
    const cursor = isShown === this.#isHidden ? "" : isShown ? hideCursor : open && showCursor;
    this.#output.write(`${beginUpdate}${cursor ?? ""}${body}${endUpdate}`);
    if (cursor !== undefined) this.#isHidden = isShown;
    this.#drawnLines = fittingLines;
    this.#widths = widths;
    this.#drawnColumns = this.#output.columns();
    this.#drawnRows = this.#output.rows();
    this.#open = open;
  }

  /** Erases what was drawn, and shows the cursor. A later update draws again. */
  close(permanent: readonly (string | OpenLine)[] = []): void {
    if (permanent.length === 0 && this.#open !== undefined) {
      this.#output.write(freshLine(this.#output.columns()));
      this.#open = undefined;
    }
    this.update(permanent, []);
    if (this.#isHidden) this.#output.write(showCursor);
    this.#isHidden = false;
  }

  /** Leaves the terminal to others. Whoever draws has to ask `isPaused` first, until `resume` was called as often. */
  pause(permanent: readonly (string | OpenLine)[] = []): void {
    if (!this.isPaused) this.close(permanent);
    this.#pauses += 1;
  }

  resume(): void {
    this.#pauses = Math.max(0, this.#pauses - 1);
  }

  get isPaused(): boolean {
    return this.#pauses > 0;
  }

  #format(
    permanent: readonly (string | OpenLine)[],
    lines: readonly string[],
    open: OpenLine | undefined,
  ): string {
    const [first, ...others] = permanent;
    const columns = this.#output.columns();
    const whole = (line: string | OpenLine): string =>
      typeof line === "string" ? line : shownLine(line);
    const below = (above: readonly (string | OpenLine)[]): string =>
      [...above.map(whole), ...lines].map((line) => `${line}\n`).join("") +
      (open === undefined ? "" : shownLine(open));
    if (this.#open === undefined) return this.#erase() + below(permanent);
    const next = first ?? open;
    const rest =
      next === undefined || typeof next === "string"
        ? undefined
        : continuation(this.#open, next, columns);
    if (rest === undefined) return this.#eraseOpen(this.#open) + below(permanent);
    if (first === undefined) return rest.text;
    return `${rest.text}${rest.isEmpty ? freshLine(columns) : "\n"}${below(others)}`;
  }

  /** Whether each line that is drawn, and each of the new ones, has the row that it had. */
  #canDrawOver(widths: readonly number[]): boolean {
    const columns = this.#output.columns();
    return (
      widths.length > 0 &&
      this.#drawnLines.length > 0 &&
      this.#open === undefined &&
      this.#drawnColumns === columns &&
      this.#drawnRows === this.#output.rows() &&
      [...widths, ...this.#widths].every((width) => width <= columns)
    );
  }

  /** Writes the rows that differ over what is there. Nothing is erased first, so that nothing flickers. */
  #drawOver(lines: readonly string[], widths: readonly number[]): string {
    const count = this.#drawnLines.length;
    const rows = lines.map((line, index) => {
      if (line === this.#drawnLines[index]) return "\u001B[E";
      // Behind a full row the cursor is on its last cell, which would be erased.
      const isFull = (widths[index] ?? 0) >= this.#drawnColumns;
      return `${line}${isFull || index >= count ? "" : "\u001B[K"}\n`;
    });
    const rest = Math.max(0, count - lines.length);
    const erasedRest = rest === 0 ? "" : `${"\u001B[2K\u001B[E".repeat(rest)}\u001B[${rest}F`;
    return `\u001B[${count}F${rows.join("")}${erasedRest}`;
  }

  #eraseOpen(line: OpenLine): string {
    const rows = this.#rowsOf(stringWidth(shownLine(line)));
    return `\r\u001B[2K${"\u001B[F\u001B[2K".repeat(rows - 1)}`;
  }

  #erase(): string {
    if (this.#drawnLines.length === 0) return "";
    const count = this.#widths.reduce((sum, width) => sum + this.#rowsOf(width), 0);
    const up = `\u001B[${count}F`;
    // Row by row: if all is erased from the top row down at once, some terminals keep it in their history.
    return up + "\u001B[2K\u001B[E".repeat(count) + up;
  }

  /** A terminal that became narrower has wrapped the lines. */
  #rowsOf(width: number): number {
    return Math.max(1, Math.ceil(width / Math.max(1, this.#output.columns())));
  }
}
