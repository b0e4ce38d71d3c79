/** A command on a terminal of its own, whose screen an emulator has. */
import { spawn } from "node:child_process";
import type { Terminal } from "@xterm/headless";

interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** Cells of a row that look alike. */
export interface Segment {
  readonly text: string;
  /** One of the eight colours of a terminal; none is its own. */
  readonly color?: number | undefined;
  readonly isBold: boolean;
  readonly isDim: boolean;
}

export type Screen = readonly (readonly Segment[])[];

export class TerminalRun {
  readonly #terminal: Terminal;
  readonly #end: Promise<void>;
  #hasEnded = false;

  private constructor(terminal: Terminal, end: Promise<void>) {
    this.#terminal = terminal;
    this.#end = end.then(() => void (this.#hasEnded = true));
  }

  /** Starts `command` below a prompt that shows `typed`. Needs `script` of util-linux. */
  static async start(
    command: string,
    { cwd, env, size, typed }: StartOptions,
  ): Promise<TerminalRun> {
    const { default: headless } = await import("@xterm/headless");
    const { columns: cols, rows } = size;
    const terminal = new headless.Terminal({
      cols,
      rows,
      allowProposedApi: true,
      scrollback: 1000,
    });
    terminal.write(`$ ${typed}\r\n`);
    // The terminal that `script` makes has no size where it was started without one.
    const sized = `stty cols ${cols} rows ${rows} && ${command}`;
    const child = spawn("script", ["--quiet", "--return", "--command", sized, "/dev/null"], {
      cwd,
      env,
      stdio: ["pipe", "pipe", "inherit"],
    });
    child.stdout.on("data", (data: Buffer) => terminal.write(data));
    const end = new Promise<void>((resolve, reject) => {
      child.on("error", reject);
      child.on("close", () => terminal.write("", resolve));
    });
    return new TerminalRun(terminal, end);
  }

  /** All that was printed and is not drawn over, when it holds each of `texts`. @throws Error after `timeoutMs` */
  async screenWith(texts: readonly string[], timeoutMs: number): Promise<Screen> {
    const limit = Date.now() + timeoutMs;
    for (;;) {
      await new Promise<void>((resolve) => {
        this.#terminal.write("", resolve);
      });
      const screen = this.#screen();
      const lines = screen.map((row) => row.map(({ text }) => text).join(""));
      if (texts.every((text) => lines.some((line) => line.includes(text)))) return screen;
      if (this.#hasEnded || Date.now() > limit) {
        throw new Error(
          `the screen does not have all of ${texts.join(", ")}:\n${lines.join("\n")}`,
        );
      }
      await new Promise((resolve) => {
        setTimeout(resolve, 20);
      });
    }
  }

  async ended(): Promise<Screen> {
    await this.#end;
    return this.#screen();
  }

  #screen(): Screen {
    const buffer = this.#terminal.buffer.active;
    const rows: Segment[][] = [];
    for (let y = 0; y < buffer.length; y += 1) {
      const line = buffer.getLine(y);
      const row: Segment[] = [];
      for (let x = 0; x < this.#terminal.cols; x += 1) {
        const cell = line?.getCell(x);
        if (cell === undefined || cell.getWidth() === 0) continue;
        const look = {
          color: cell.isFgDefault() ? undefined : cell.getFgColor(),
          isBold: cell.isBold() !== 0,
          isDim: cell.isDim() !== 0,
        };
        const last = row.at(-1);
        const text = cell.getChars() || " ";
        if (
          last !== undefined &&
          last.color === look.color &&
          last.isBold === look.isBold &&
          last.isDim === look.isDim
        ) {
          row[row.length - 1] = { ...last, text: last.text + text };
        } else row.push({ ...look, text });
      }
      rows.push(withoutEnd(row));
    }
    while (rows.at(-1)?.length === 0) rows.pop();
    return rows;
  }
}

interface StartOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly size: Size;
  readonly typed: string;
}

function withoutEnd(row: readonly Segment[]): Segment[] {
  const last = row.at(-1);
  if (last === undefined) return [];
  const text = last.text.trimEnd();
  return text === "" ? withoutEnd(row.slice(0, -1)) : [...row.slice(0, -1), { ...last, text }];
}
