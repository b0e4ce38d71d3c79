import type { Host, InterruptSignal } from "../host/host.ts";
import { LazyAbort } from "../process/lazy-abort.ts";
import {
  continueProcesses,
  killProcesses,
  stopProcesses,
} from "../host/processes/running-processes.ts";
import { asError } from "../problems/wording.ts";
import { printErrors } from "../reporters/lines/line-printer.ts";
import type { Reporter } from "../reporters/reporter.ts";
import type { Session } from "../task/session.ts";
import { exitCode } from "./exit-code.ts";
import { reportError } from "./report-error.ts";

/** What the body of a command gets of the process around it. */
export interface Interruption extends Pick<Session, "signal" | "takeFault" | "untilIdle"> {
  /** Does what Ctrl-C does, where the terminal hands it on as a key. */
  readonly interrupt: () => void;
}

/** In milliseconds: how often to look at what is left, and when to say what is waited for. */
const pollInterval = 50;
const longWait = 1000;

/**
 * Runs `body` until it ends, or something interrupts it. Returns the body's exit code, or that of the interruption.
 *
 * - The first Ctrl-C aborts the signal of the body, so that all that runs can end in order. The second ends the process.
 * - Ctrl-Z stops the programs that run, after the reporter has given the terminal back.
 * - When nobody reads the output any more, the process ends.
 * - An error that nothing caught aborts the signal, so that no program is left behind.
 * - Code that ends the process makes the command fail, whatever exit code it asks for.
 */
export async function withInterrupts(
  host: Host,
  body: (interruption: Interruption) => Promise<number>,
  reporter?: Pick<Reporter, "end" | "pause" | "resume">,
): Promise<number> {
  const controller = new LazyAbort();
  const faults: Error[] = [];
  let isInterrupted = false;
  const stopWork = (): void => {
    killProcesses();
    reporter?.end();
  };
  const stopWatching = host.onExit(() => {
    stopWork();
    printErrors(host, [
      "error: the process was ended by code of the task, before the task was done.",
    ]);
    host.setExitCode(exitCode.failure);
  });
  const endNow = (code: number): never => {
    stopWatching();
    stopWork();
    return host.exitNow(code);
  };
  const interrupt = (signal: InterruptSignal): void => {
    if (controller.isAborted) endNow(exitCode.interrupted);
    isInterrupted = true;
    controller.abort(signal);
  };
  // A task may wait for nothing but Ctrl-C: Node would see nothing left to do and end. A timer would slow every start.
  let mayEnd = false;
  let timer: NodeJS.Timeout | undefined;
  const releases = [
    stopWatching,
    host.onInterrupt(interrupt),
    host.onStop(
      () => {
        stopProcesses();
        reporter?.pause?.();
      },
      () => {
        continueProcesses();
        reporter?.resume?.();
      },
    ),
    host.onFault((error) => {
      // Anything can be thrown, `undefined` too.
      faults.push(asError(error));
      controller.abort();
    }),
    host.onClosedOutput(() => {
      stopWatching();
      stopWork();
    }),
    host.onIdle(() => {
      if (!mayEnd) timer ??= setInterval(() => {}, 2 ** 30);
    }),
  ];
  let isEndedEarly = false;
  const interruption: Interruption = {
    get signal() {
      return controller.signal;
    },
    interrupt: () => interrupt("SIGINT"),
    takeFault: () => faults.shift(),
    async untilIdle(onLong) {
      if (controller.isAborted) return true;
      mayEnd = true;
      timer?.unref();
      await idle(host, controller, onLong);
      timer?.ref();
      mayEnd = false;
      isEndedEarly = controller.isAborted;
      return !isEndedEarly;
    },
  };
  try {
    const ownCode = await body(interruption);
    for (const fault of faults) reportError(fault, host);
    const code =
      faults.length > 0 ? exitCode.failure : isInterrupted ? exitCode.interrupted : ownCode;
    // What is left would keep the process, though nobody waits for it any more.
    return isEndedEarly ? endNow(code) : code;
  } finally {
    clearInterval(timer);
    for (const release of releases) release();
    // A timer or a promise that still runs may fail later, and Node would print the bundle's code.
    host.onFault((error) => {
      reportError(error, host);
      stopWork();
      host.exitNow(exitCode.failure);
    });
  }
}

/** Waits until nothing is left that ends by itself: no timer, no file, no connection, no program. Or until an abort. */
function idle(host: Host, controller: LazyAbort, onLong: (left: string) => void): Promise<void> {
  const first = host.activeWork();
  if (first === undefined) return Promise.resolve();
  return new Promise((resolve) => {
    let waitTime = 0;
    let timer: NodeJS.Timeout | undefined;
    const end = (): void => {
      clearInterval(timer);
      stopListening();
      stopWaiting();
      resolve();
    };
    const stopListening = host.onIdle(end);
    const stopWaiting = controller.onAbort(end);
    // When Node knows of nothing, it is idle in a moment.
    if (first.length === 0) return;
    timer = setInterval(() => {
      waitTime += pollInterval;
      const names = host.activeWork();
      if (names === undefined) end();
      else if (waitTime === longWait) onLong(names.join(", ") || "work");
    }, pollInterval);
    timer.unref();
  });
}
