import type { TextOutput } from "./host.ts";

/** Text that a stream is given at once, in UTF-16 units: one call to the system for each line is what would be slow. */
const flushLength = 64 * 1024;

/** Outputs that wait a moment for more to write, and keep the order of what goes to either of them. */
export class BufferedOutputs {
  #pending = "";
  #stream: ((text: string) => unknown) | undefined;
  #timer: NodeJS.Immediate | undefined;

  output(stream: NodeJS.WriteStream): TextOutput {
    // A reader that went away (`| head`) is no error of ours: what is left has no one to read it.
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
    });
    makeBlocking(stream);
    // As it is now: later the stream's own may be replaced, to catch what code of tasks writes.
    const write = stream.write.bind(stream) as (text: string) => boolean;
    return {
      write: (text) => this.#write(write, text),
      isTerminal: stream.isTTY === true,
      columns: () => stream.columns || 80,
      rows: () => stream.rows || 24,
    };
  }

  flush(): void {
    if (this.#pending !== "") this.#stream?.(this.#pending);
    this.#pending = "";
    if (this.#timer !== undefined) clearImmediate(this.#timer);
    this.#timer = undefined;
  }

  #write(stream: (text: string) => unknown, text: string): void {
    if (this.#stream !== stream) this.flush();
    this.#stream = stream;
    this.#pending += text;
    if (this.#pending.length >= flushLength) this.flush();
    else this.#timer ??= setImmediate(() => this.flush());
  }
}

/**
 * Node queues without limit what a pipe does not take at once, as that between a job and its run: a program that
 * prints faster than it is read would fill the memory. Blocking, it waits, and so does what it reads from. There is no
 * public way to ask for that: https://github.com/nodejs/node/issues/7439
 */
function makeBlocking(stream: NodeJS.WriteStream): void {
  const { _handle: handle } = stream as { _handle?: { setBlocking?: (blocking: boolean) => void } };
  handle?.setBlocking?.(true);
}
