import type { Host } from "../host/host.ts";
import { LazyAbort } from "../process/lazy-abort.ts";
import { continueProcesses, stopProcesses } from "../host/processes/running-processes.ts";
import { asError } from "../problems/wording.ts";
import { printErrors } from "../reporters/lines/line-printer.ts";
import { exitCode } from "./exit-code.ts";
import { reportError } from "./report-error.ts";

type InterruptHost = Pick<
  Host,
  | "arguments"
  | "onInterrupt"
  | "onStop"
  | "onFault"
  | "onExit"
  | "onIdle"
  | "leftRunning"
  | "onClosedOutput"
  | "exitNow"
  | "setExitCode"
  | "stderr"
  | "env"
>;

/** What runs until Ctrl-C: its signal is made when it is asked for. */
export interface Interruption {
  readonly signal: AbortSignal;
}

/** What the body of a command asks of the process around it. */
export interface InterruptSurroundings {
  /** Gives an error that nothing caught to whoever fails with it; undefined where there is none. */
  readonly takeFault: () => Error | undefined;
  /**
   * Waits until nothing is left that could go on and fail: no timer, no file, no connection, no program. What ends only
   * when somebody ends it, a server or a watcher, is not waited for; neither is anything when the signal was aborted before.
   * False where it is aborted in the meantime.
   *
   * @param onLong told of what is left where it takes a while.
   */
  readonly untilIdle: (onLong: (left: string) => void) => Promise<boolean>;
}

/** In milliseconds: how often to look for servers, and when to say what is waited for. */
const glance = 50;
const longWait = 1000;

/**
 * Runs `body` with a signal that the first Ctrl-C aborts, so that what runs can end in order; the second ends the
 * program at once, after `atOnce`. The result is the body's exit code, or that of an interruption.
 *
 * Ctrl-Z stops what runs, after `beforeStop`, which gives the terminal back.
 *
 * Where nobody reads the output any more, the program ends at once, too.
 *
 * An error that nothing in the body caught ends it too, so that what it started is not left behind. So does code that
 * ends the process, which is a failure whatever exit code it asks for.
 */
export async function withInterrupts(
  host: InterruptHost,
  body: (interruption: Interruption, surroundings: InterruptSurroundings) => Promise<number>,
  atOnce: () => void,
  beforeStop: () => void = () => {},
): Promise<number> {
  const controller = new LazyAbort();
  const faults: Error[] = [];
  let isInterrupted = false;
  const stopListening = host.onInterrupt((signal) => {
    if (controller.isAborted) {
      stopWatching();
      atOnce();
      host.exitNow(exitCode.interrupted);
    }
    isInterrupted = true;
    controller.abort(signal);
  });
  const stopStopping = host.onStop(() => {
    stopProcesses();
    beforeStop();
  }, continueProcesses);
  const stopCatching = host.onFault((error) => {
    // Anything can be thrown, `undefined` too.
    faults.push(asError(error));
    controller.abort();
  });
  const stopWatching = host.onExit(() => {
    atOnce();
    printErrors(host, [
      "error: the process was ended by code of the task, before the task was done.",
    ]);
    host.setExitCode(exitCode.failure);
  });
  const stopNoticing = host.onClosedOutput(() => {
    stopWatching();
    atOnce();
  });
  // A task may wait for nothing but Ctrl-C: Node would see nothing left to do and end. A timer would cost every start.
  let mayEnd = false;
  let timer: NodeJS.Timeout | undefined;
  const stopStaying = host.onIdle(() => {
    if (!mayEnd) timer ??= setInterval(() => {}, 2 ** 30);
  });
  let isEndedEarly = false;
  const untilIdle = async (onLong: (left: string) => void): Promise<boolean> => {
    if (controller.isAborted) return true;
    mayEnd = true;
    timer?.unref();
    await idle(host, controller, onLong);
    timer?.ref();
    mayEnd = false;
    isEndedEarly = controller.isAborted;
    return !isEndedEarly;
  };
  const surroundings = { takeFault: () => faults.shift(), untilIdle };
  try {
    const ownCode = await body(controller, surroundings);
    for (const fault of faults) reportError(fault, host);
    const code =
      faults.length > 0 ? exitCode.failure : isInterrupted ? exitCode.interrupted : ownCode;
    if (isEndedEarly) {
      // What is left would keep the process, though nobody waits for it any more.
      stopWatching();
      atOnce();
      host.exitNow(code);
    }
    return code;
  } finally {
    clearInterval(timer);
    stopStaying();
    stopListening();
    stopStopping();
    stopCatching();
    stopWatching();
    stopNoticing();
    // A timer or a promise that was left running may fail yet, and Node would print the bundle's code.
    host.onFault((error) => {
      reportError(error, host);
      atOnce();
      host.exitNow(exitCode.failure);
    });
  }
}

function idle(
  host: Pick<InterruptHost, "onIdle" | "leftRunning">,
  interruption: LazyAbort,
  onLong: (left: string) => void,
): Promise<void> {
  const first = host.leftRunning();
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
    const stopWaiting = interruption.onAbort(end);
    // Where Node knows of nothing, it is idle in a moment.
    if (first.length === 0) return;
    timer = setInterval(() => {
      waitTime += glance;
      const names = host.leftRunning();
      if (names === undefined) end();
      else if (waitTime === longWait) onLong(names.join(", ") || "work");
    }, glance);
    timer.unref();
  });
}
