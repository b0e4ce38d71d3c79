import { homedir } from "node:os";
import process from "node:process";
import type { Host, InterruptSignal, TextOutput } from "./host.ts";

/** The only file that names `process` and the clock. */
export const nodeHost: Host = {
  arguments: process.argv.slice(2),
  env: process.env,
  cwd: process.cwd(),
  platform: process.platform,
  architecture: process.arch,
  processId: process.pid,
  homeFolder: homedir(),
  nodePath: process.execPath,
  nodeVersion: process.version,
  stdout: textOutput(process.stdout),
  stderr: textOutput(process.stderr),
  stdin: { isTerminal: process.stdin.isTTY === true },
  now: () => Date.now(),
  setExitCode(code) {
    // Never `process.exit`: it drops output that is still on its way through a pipe.
    process.exitCode = code;
  },
  exitNow: (code) => process.exit(code),
  changeFolder: (folder) => process.chdir(folder),
  onFault(listener) {
    // Rejections that nobody handles arrive here too.
    process.on("uncaughtException", listener);
    return () => void process.off("uncaughtException", listener);
  },
  onInterrupt(listener) {
    const signals: readonly InterruptSignal[] = ["SIGINT", "SIGTERM", "SIGHUP"];
    for (const signal of signals) process.on(signal, listener);
    return () => {
      for (const signal of signals) process.off(signal, listener);
    };
  },
};

function textOutput(stream: NodeJS.WriteStream): TextOutput {
  // A reader that went away (`| head`) is no error of ours: what is left has no one to read it.
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  return {
    write: (text) => void stream.write(text),
    isTerminal: stream.isTTY === true,
    columns: () => stream.columns || 80,
    rows: () => stream.rows || 24,
  };
}
