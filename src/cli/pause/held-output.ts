/** The output that reporters write to where a run may stop: while a person is asked, it keeps what they write. */
import type { TextOutput } from "../../host/host.ts";
import { counted } from "../../problems/wording.ts";
import { lineCount } from "../../process/line-bytes.ts";

/** In bytes: a person may leave for lunch, and jobs print on. */
const mostBytes = 1024 * 1024;

export class HeldOutput implements TextOutput {
  readonly #output: TextOutput;
  readonly isTerminal: boolean;
  #isHeld = false;
  #parts: Buffer[] = [];
  #length = 0;
  #lostLines = 0;

  constructor(output: TextOutput) {
    this.#output = output;
    this.isTerminal = output.isTerminal;
  }

  columns(): number {
    return this.#output.columns();
  }

  rows(): number {
    return this.#output.rows();
  }

  write(text: string | Uint8Array): void {
    if (!this.#isHeld) return this.#output.write(text);
    // Bytes are lent.
    const part = Buffer.from(text);
    this.#parts.push(part);
    this.#length += part.length;
    while (this.#length > mostBytes) {
      const lost = this.#parts.shift() ?? Buffer.alloc(0);
      this.#length -= lost.length;
      this.#lostLines += lineCount(lost);
    }
  }

  hold(): void {
    this.#isHeld = true;
  }

  /** Writes what was kept. Of too much, the end is shown; logs have all of it. */
  release(): void {
    this.#isHeld = false;
    const parts = this.#parts;
    if (this.#lostLines > 0) {
      this.#output.write(
        `… left out here, but not in the logs: ${counted(this.#lostLines, "line")}\n`,
      );
    }
    this.#parts = [];
    this.#length = 0;
    this.#lostLines = 0;
    for (const part of parts) this.#output.write(part);
  }
}
