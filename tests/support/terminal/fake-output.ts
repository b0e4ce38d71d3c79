import type { TextOutput } from "../../../src/host/host.ts";

/** Keeps what was written; its size can be changed. */
export class FakeOutput implements TextOutput {
  text = "";
  isTerminal = true;
  width = 80;
  height = 24;
  onWrite: (text: string) => void = () => {};

  write(written: string | Uint8Array): void {
    const text = typeof written === "string" ? written : Buffer.from(written).toString();
    this.text += text;
    this.onWrite(text);
  }

  columns(): number {
    return this.width;
  }

  rows(): number {
    return this.height;
  }
}
