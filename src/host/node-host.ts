import { writeSync } from "node:fs";
import { homedir } from "node:os";
import process from "node:process";
import { UsageError } from "../problems/usage-error.ts";
import { BufferedOutputs } from "./buffered-output.ts";
import type { Host, InterruptSignal } from "./host.ts";
import { activeWork } from "./processes/active-work.ts";
import { isTerminal } from "./standard-streams.ts";

/** What a shell reports for a program that SIGPIPE ended. Node ignores that signal. */
const closedOutput = 141;

/** The newest is called first: it knows what has to be ended. */
const closedListeners: (() => void)[] = [];

/** Only the newest is called: it knows what failed. */
const faultListeners: ((error: unknown) => void)[] = [];

function takeFault(error: unknown): void {
  faultListeners.at(-1)?.(error);
}

/** Whether output was lost. The run goes on, and fails in the end. */
let hasLost = false;

const outputs = new BufferedOutputs(
  () => {
    for (const listener of closedListeners.toReversed()) listener();
    process.exit(closedOutput);
  },
  ({ message }) => {
    hasLost = true;
    process.exitCode ||= 1;
    try {
      writeSync(2, `error: the output cannot be written: ${message}\n`);
    } catch {
      // Stderr itself may be what failed.
    }
  },
);

/** The folder of the command line. The process may have changed to another one since. */
let startFolder: string | undefined;

/** @throws UsageError where somebody has removed it. */
function currentFolder(): string {
  try {
    startFolder ??= process.cwd();
    return startFolder;
  } catch {
    throw new UsageError("the current folder is not there any more.", ["cd to one that is there"]);
  }
}

/** The production implementation: the process, its streams and the clock. */
export const nodeHost: Host = {
  arguments: process.argv.slice(2),
  env: process.env,
  get cwd() {
    return currentFolder();
  },
  platform: process.platform,
  architecture: process.arch,
  get homeFolder() {
    return homedir();
  },
  nodePath: process.execPath,
  programCommand: [process.execPath, ...process.execArgv, process.argv[1] ?? ""],
  nodeVersion: process.version,
  stdout: outputs.output("stdout"),
  stderr: outputs.output("stderr"),
  stdin: { isTerminal: isTerminal("stdin") },
  now: () => Date.now(),
  setExitCode(code) {
    // `process.exit` would drop output that is still on its way through a pipe.
    process.exitCode = code === 0 && hasLost ? 1 : code;
  },
  exitNow(code) {
    outputs.flush();
    process.exit(code);
  },
  hideVariable: (name) => void delete process.env[name],
  changeFolder(folder) {
    currentFolder();
    process.chdir(folder);
  },
  onFault(listener) {
    // Rejections that nobody handles arrive here too.
    if (faultListeners.length === 0) process.on("uncaughtException", takeFault);
    faultListeners.push(listener);
    return () => {
      const index = faultListeners.lastIndexOf(listener);
      if (index >= 0) faultListeners.splice(index, 1);
      if (faultListeners.length === 0) process.off("uncaughtException", takeFault);
    };
  },
  writeTogether: (body) => outputs.together(body),
  letOutputWait: () => outputs.wait(),
  onClosedOutput(listener) {
    closedListeners.push(listener);
    return () => void closedListeners.splice(closedListeners.indexOf(listener), 1);
  },
  onOrphaned(listener) {
    const parent = process.ppid;
    const timer = setInterval(() => {
      if (process.ppid === parent) return;
      clearInterval(timer);
      listener();
    }, 1000);
    timer.unref();
  },
  onIdle(listener) {
    process.on("beforeExit", listener);
    return () => void process.off("beforeExit", listener);
  },
  activeWork,
  onExit(listener) {
    const exit = (): void => {
      listener();
      outputs.flush();
    };
    process.on("exit", exit);
    return () => void process.off("exit", exit);
  },
  onInterrupt(listener) {
    const signals: readonly InterruptSignal[] = ["SIGINT", "SIGTERM", "SIGHUP"];
    for (const signal of signals) process.on(signal, listener);
    return () => {
      for (const signal of signals) process.off(signal, listener);
    };
  },
  onStop(before, after) {
    const stop = (): void => {
      before();
      outputs.flush();
      // Without a listener the system stops the process, unless there is no shell that could let it go on.
      process.off("SIGTSTP", stop);
      process.kill(process.pid, "SIGTSTP");
      process.on("SIGTSTP", stop);
      after();
    };
    process.on("SIGTSTP", stop);
    return () => void process.off("SIGTSTP", stop);
  },
};
