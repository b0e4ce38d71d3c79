/** Lines at the bottom of a terminal that are drawn over each time, below lines that stay. */
import stringWidth from "string-width";
import type { TextOutput } from "../host/host.ts";

// The terminal shows all between the two at once; those that do not know them ignore them:
// https://gist.github.com/christianparpart/d8a62cc1ab659194337d73e399004036
const beginUpdate = "\u001B[?2026h";
const endUpdate = "\u001B[?2026l";
const hideCursor = "\u001B[?25l";
const showCursor = "\u001B[?25h";

export class LiveRegion {
  readonly #output: TextOutput;
  #drawn: readonly string[] = [];
  #widths: readonly number[] = [];
  #drawnColumns = 0;
  #hidden = false;

  constructor(output: TextOutput) {
    this.#output = output;
  }

  /** How many lines can be drawn: one is left for the cursor. */
  rows(): number {
    return Math.max(1, this.#output.rows() - 1);
  }

  /**
   * Prints `permanent` lines for good, and below them `lines` in place of what was drawn before.
   * `lines` must not be wider than the terminal; what does not fit its height is left out at the top.
   */
  update(permanent: readonly string[], lines: readonly string[]): void {
    const fitting = lines.slice(-this.rows());
    const isSame =
      permanent.length === 0 &&
      this.#drawnColumns === this.#output.columns() &&
      fitting.length === this.#drawn.length &&
      fitting.every((line, index) => line === this.#drawn[index]);
    if (isSame) return;
    const text = [...permanent, ...fitting].map((line) => `${line}\n`).join("");
    const cursor = this.#hidden || fitting.length === 0 ? "" : hideCursor;
    this.#output.write(`${beginUpdate}${cursor}${this.#erase()}${text}${endUpdate}`);
    this.#hidden ||= fitting.length > 0;
    this.#drawn = fitting;
    this.#widths = fitting.map((line) => stringWidth(line));
    this.#drawnColumns = this.#output.columns();
  }

  /** Takes what was drawn away, and gives the cursor back. */
  close(permanent: readonly string[] = []): void {
    this.update(permanent, []);
    if (this.#hidden) this.#output.write(showCursor);
    this.#hidden = false;
  }

  #erase(): string {
    if (this.#drawn.length === 0) return "";
    // A terminal that became narrower has wrapped what was drawn.
    const columns = Math.max(1, this.#output.columns());
    const rows = this.#widths.map((width) => Math.max(1, Math.ceil(width / columns)));
    const count = rows.reduce((sum, each) => sum + each, 0);
    const up = `\u001B[${count}F`;
    // Row by row: what is erased from the top row down, some terminals keep as if it had scrolled away.
    return up + "\u001B[2K\u001B[E".repeat(count) + up;
  }
}
