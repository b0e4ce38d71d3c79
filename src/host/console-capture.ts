import { Console } from "node:console";
import { Writable } from "node:stream";
import { format } from "node:util";

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
