import { writevSync } from "node:fs";
import type { TextOutput } from "./host.ts";
import { descriptorOf, isTerminal, type StreamName, whenMade } from "./standard-streams.ts";

/** This many waiting bytes are written at once. One call to the system for each line would be slow. */
const flushLength = 64 * 1024;

/** A longer text is written at once, and not copied behind the bytes that wait. */
const directLength = 16 * 1024;

type Write = (parts: readonly Uint8Array[]) => void;

/**
 * The outputs of the process. What is written has left the process when the call returns, so an abort, or a program that
 * writes to the same place, comes after it. It waits only after a call of `wait`.
 */
export class BufferedOutputs {
  readonly #onClosed: () => void;
  /** The first `#pendingLength` of these bytes are to be written. */
  #pendingBytes = Buffer.alloc(0);
  #pendingLength = 0;
  #stream: Write | undefined;
  #timer: NodeJS.Immediate | undefined;
  #depth = 0;
  #mayWait = false;
  readonly #onFailed: (error: Error) => void;

  /**
   * @param onClosed is called once when nobody reads an output any more, as with `| head`.
   * @param onFailed is called once for an output that takes no more, as on a full disk; what follows is lost.
   */
  constructor(onClosed: () => void, onFailed: (error: Error) => void) {
    this.#onClosed = onClosed;
    this.#onFailed = onFailed;
  }

  output(name: StreamName): TextOutput {
    const toTerminal = isTerminal(name);
    let isGone = false;
    const fail = (error: NodeJS.ErrnoException): void => {
      if (isGone) return;
      isGone = true;
      if (error.code === "EPIPE") this.#onClosed();
      // When a terminal goes away, the system sends a signal as well.
      else if (error.code !== "EIO" || !toTerminal) this.#onFailed(error);
    };
    // Code of tasks may write to the stream itself.
    whenMade(name, (stream) => {
      stream.on("error", fail);
      makeBlocking(stream);
    });
    const descriptor = descriptorOf(name);
    const attempt = (parts: readonly Uint8Array[]): void => {
      if (isGone) return;
      try {
        // The stream would report an error later, and code that never waits would go on without end.
        writeAll(descriptor, parts);
      } catch (error) {
        fail(error as NodeJS.ErrnoException);
      }
    };
    return {
      write: (text) => this.#write(attempt, text),
      isTerminal: toTerminal,
      columns: () => process[name].columns || 80,
      rows: () => process[name].rows || 24,
    };
  }

  /** Writes what `body` writes in one piece when it has returned. */
  together(body: () => void): void {
    this.#depth += 1;
    try {
      body();
    } finally {
      this.#depth -= 1;
      if (this.#depth === 0 && !this.#mayWait) this.flush();
    }
  }

  /** Lets what is written wait until the event loop turns from now on. */
  wait(): void {
    this.#mayWait = true;
  }

  flush(): void {
    this.#send([]);
  }

  #send(more: readonly Uint8Array[]): void {
    const pendingBytes = this.#pendingBytes.subarray(0, this.#pendingLength);
    this.#pendingLength = 0;
    if (this.#timer !== undefined) clearImmediate(this.#timer);
    this.#timer = undefined;
    const parts = [pendingBytes, ...more].filter((part) => part.length > 0);
    if (parts.length > 0) this.#stream?.(parts);
  }

  #write(stream: Write, text: string | Uint8Array): void {
    if (this.#stream !== stream) this.flush();
    this.#stream = stream;
    if (text.length >= directLength) {
      return this.#send([typeof text === "string" ? Buffer.from(text) : text]);
    }
    this.#add(text);
    const waits = this.#depth > 0 || this.#mayWait;
    if (!waits || this.#pendingLength >= flushLength) this.flush();
    else if (this.#mayWait) this.#timer ??= setImmediate(() => this.flush());
  }

  #add(text: string | Uint8Array): void {
    // A UTF-16 unit has three bytes at most.
    const length = this.#pendingLength + (typeof text === "string" ? text.length * 3 : text.length);
    if (length > this.#pendingBytes.length) {
      const larger = Buffer.allocUnsafeSlow(flushLength + directLength * 3);
      this.#pendingBytes.copy(larger, 0, 0, this.#pendingLength);
      this.#pendingBytes = larger;
    }
    if (typeof text === "string") {
      this.#pendingLength += this.#pendingBytes.write(text, this.#pendingLength);
    } else {
      this.#pendingBytes.set(text, this.#pendingLength);
      this.#pendingLength += text.length;
    }
  }
}

/** How long to wait for a slow reader before the next try, in milliseconds. */
const pause = 5;

function writeAll(descriptor: number, parts: readonly Uint8Array[]): void {
  let rest = parts;
  while (rest.length > 0) {
    try {
      rest = without(rest, writevSync(descriptor, rest));
    } catch (error) {
      // EAGAIN: another process has made the shared pipe non-blocking.
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause);
    }
  }
}

/** The parts without their first `length` bytes. */
function without(parts: readonly Uint8Array[], length: number): readonly Uint8Array[] {
  let start = length;
  return parts.flatMap((part) => {
    const rest = part.subarray(Math.min(start, part.length));
    start -= part.length - rest.length;
    return rest.length === 0 ? [] : [rest];
  });
}

/**
 * Node queues without limit what a pipe does not take at once, so a program that prints faster than it is read would
 * fill the memory. A blocking pipe makes it wait. Node has no public function for that:
 * https://github.com/nodejs/node/issues/7439
 */
function makeBlocking(stream: NodeJS.WriteStream): void {
  const { _handle: handle } = stream as { _handle?: { setBlocking?: (blocking: boolean) => void } };
  handle?.setBlocking?.(true);
}
