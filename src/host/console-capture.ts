import { Console } from "node:console";
import process from "node:process";
import { Writable } from "node:stream";
import { format } from "node:util";

/**
 * Hands what code writes to the process's streams to `take`, or to the streams where `take` returns false. Whoever
 * writes what was taken has its own way to them: see `BufferedOutputs`. Returns a function that undoes it.
 */
export function captureStreams(
  take: (level: "stdout" | "stderr", text: string) => boolean,
): () => void {
  const undo = (["stdout", "stderr"] as const).map((level) => {
    const stream = process[level];
    const own = Object.getOwnPropertyDescriptor(stream, "write");
    const original = stream.write.bind(stream) as (...parts: readonly unknown[]) => boolean;
    const write = (
      chunk: string | Uint8Array,
      ...rest: readonly (BufferEncoding | ((error?: Error | null) => void) | undefined)[]
    ): boolean => {
      const text = typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("utf8");
      if (!take(level, text)) return original(chunk, ...rest);
      const done = rest.find((part) => typeof part === "function");
      if (done !== undefined) queueMicrotask(() => done());
      return true;
    };
    stream.write = write as typeof stream.write;
    return () => {
      if (own === undefined) Reflect.deleteProperty(stream, "write");
      else Object.defineProperty(stream, "write", own);
    };
  });
  return () => {
    for (const each of undo) each();
  };
}

export type ConsoleLevel = "stdout" | "stderr" | "debug";

/**
 * Hands what code prints with `console` to `take`, or to the console itself where `take` returns false.
 * Returns a function that undoes it.
 */
export function captureConsole(take: (level: ConsoleLevel, text: string) => boolean): () => void {
  const original = globalThis.console;
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
  const captured = new Console({ stdout: stream("stdout"), stderr: stream("stderr") });
  captured.debug = (...values: unknown[]) => {
    if (!take("debug", format(...values))) original.debug(...values);
  };
  globalThis.console = captured;
  return () => {
    globalThis.console = original;
  };
}
