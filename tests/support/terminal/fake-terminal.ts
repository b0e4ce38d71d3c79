import headless from "@xterm/headless";
import { FakeOutput } from "./fake-output.ts";

/** An output that a real terminal emulator reads, to ask what is on its screen. */
export class FakeTerminal {
  readonly output = new FakeOutput();
  readonly #terminal: headless.Terminal;

  constructor(columns: number, rows: number) {
    this.#terminal = new headless.Terminal({
      cols: columns,
      rows,
      convertEol: true,
      allowProposedApi: true,
      scrollback: 10_000,
    });
    this.output.width = columns;
    this.output.height = rows;
    this.output.onWrite = (text) => this.#terminal.write(text);
  }

  async resize(columns: number, rows: number): Promise<void> {
    await this.#settled();
    this.#terminal.resize(columns, rows);
    this.output.width = columns;
    this.output.height = rows;
  }

  /** All lines, also those that scrolled away, without the empty ones at the end. Wrapped lines are one. */
  async lines(): Promise<string[]> {
    await this.#settled();
    const buffer = this.#terminal.buffer.active;
    const lines: string[] = [];
    for (let index = 0; index < buffer.length; index += 1) {
      const line = buffer.getLine(index);
      const text = line?.translateToString(true) ?? "";
      if (line?.isWrapped === true) lines.push((lines.pop() ?? "") + text);
      else lines.push(text);
    }
    while (lines.at(-1) === "") lines.pop();
    return lines;
  }

  /** The row that the cursor is in, from 0, with those that scrolled away. */
  async cursorRow(): Promise<number> {
    await this.#settled();
    const { baseY, cursorY } = this.#terminal.buffer.active;
    return baseY + cursorY;
  }

  /** How many rows have scrolled away. */
  async scrolledRows(): Promise<number> {
    await this.#settled();
    return this.#terminal.buffer.active.baseY;
  }

  /** The colour of the cell at the start of the last line that begins with `text`; -1 is the terminal's own. */
  async colorOf(text: string): Promise<number | undefined> {
    await this.#settled();
    const buffer = this.#terminal.buffer.active;
    for (let index = buffer.length - 1; index >= 0; index -= 1) {
      const line = buffer.getLine(index);
      if (line?.translateToString(true).startsWith(text) === true) {
        const cell = line.getCell(0);
        return cell?.isFgDefault() === true ? -1 : cell?.getFgColor();
      }
    }
    return undefined;
  }

  get cursorHidden(): boolean {
    return (
      this.output.text.lastIndexOf("\u001B[?25l") > this.output.text.lastIndexOf("\u001B[?25h")
    );
  }

  #settled(): Promise<void> {
    return new Promise((resolve) => {
      this.#terminal.write("", resolve);
    });
  }
}
