import type { TextOutput } from "../host/host.ts";

/** Lines at the bottom of a terminal that are drawn over each time. */
export class LiveRegion {
  readonly #output: TextOutput;
  #drawn: readonly string[] = [];

  constructor(output: TextOutput) {
    this.#output = output;
  }

  /** Replaces what was drawn before; what does not fit the terminal's height is left out at the top. */
  draw(lines: readonly string[]): void {
    const fitting = lines.slice(-Math.max(1, this.#output.rows() - 1));
    if (fitting.join("\n") === this.#drawn.join("\n")) return;
    this.#output.write(this.#erase() + fitting.map((line) => `${line}\n`).join(""));
    this.#drawn = fitting;
  }

  /** Takes what was drawn away. */
  clear(): void {
    this.#output.write(this.#erase());
    this.#drawn = [];
  }

  #erase(): string {
    if (this.#drawn.length === 0) return "";
    return `\u001b[${this.#drawn.length}F\u001b[J`;
  }
}
