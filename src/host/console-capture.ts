import { Console as ConsoleOfStreams } from "node:console";
import { Writable } from "node:stream";
import { format } from "node:util";
import { whenMade } from "./standard-streams.ts";

/**
 * Hands what code writes to the streams of the process to `take`, or to the streams where `take` returns false.
 * Returns a function that undoes it.
 */
export function captureStreams(
  take: (level: "stdout" | "stderr", text: string) => boolean,
): () => void {
  const undo = (["stdout", "stderr"] as const).map((level) => {
    let release = (): void => {};
    const forget = whenMade(level, (stream) => {
      release = replaceWrite(stream, (text) => take(level, text));
    });
    return () => {
      forget();
      release();
    };
  });
  return () => {
    for (const each of undo) each();
  };
}

function replaceWrite(stream: NodeJS.WriteStream, take: (text: string) => boolean): () => void {
  const own = Object.getOwnPropertyDescriptor(stream, "write");
  const original = stream.write.bind(stream) as (...parts: readonly unknown[]) => boolean;
  const write = (
    chunk: string | Uint8Array,
    ...rest: readonly (BufferEncoding | ((error?: Error | null) => void) | undefined)[]
  ): boolean => {
    const text = typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("utf8");
    if (!take(text)) return original(chunk, ...rest);
    const callback = rest.find((part) => typeof part === "function");
    if (callback !== undefined) queueMicrotask(() => callback());
    return true;
  };
  stream.write = write as typeof stream.write;
  return () => {
    if (own === undefined) Reflect.deleteProperty(stream, "write");
    else Object.defineProperty(stream, "write", own);
  };
}

export type ConsoleLevel = "stdout" | "stderr" | "debug";

/**
 * Hands what code prints with `console` to `take`, or to the console itself where `take` returns false.
 * Returns a function that undoes it.
 */
export function captureConsole(take: (level: ConsoleLevel, text: string) => boolean): () => void {
  const own = Object.getOwnPropertyDescriptor(globalThis, "console");
  const original = globalThis.console;
  let consoleForTake: Console | undefined;
  Object.defineProperty(globalThis, "console", {
    configurable: true,
    enumerable: false,
    // Made on first use: most tasks do not need it, and its streams take long to load.
    get: () => (consoleForTake ??= capturedConsole(original, take)),
    set(value: Console) {
      consoleForTake = value;
    },
  });
  return () => {
    if (own !== undefined) Object.defineProperty(globalThis, "console", own);
  };
}

function capturedConsole(
  original: Console,
  take: (level: ConsoleLevel, text: string) => boolean,
): Console {
  const stream = (level: "stdout" | "stderr"): Writable =>
    new Writable({
      decodeStrings: false,
      write(text: string, _encoding, done) {
        const line = text.replace(/\n$/, "");
        if (take(level, line)) return done();
        if (level === "stdout") original.log("%s", line);
        else original.error("%s", line);
        done();
      },
    });
  const consoleForTake = new ConsoleOfStreams({
    stdout: stream("stdout"),
    stderr: stream("stderr"),
  });
  consoleForTake.debug = (...values: unknown[]) => {
    if (!take("debug", format(...values))) original.debug(...values);
  };
  return consoleForTake;
}
