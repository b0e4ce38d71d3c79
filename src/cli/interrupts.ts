import { setMaxListeners } from "node:events";
import type { Host } from "../host/host.ts";
import { exitCode } from "./exit-code.ts";
import { reportError } from "./report-error.ts";

type InterruptHost = Pick<
  Host,
  "arguments" | "onInterrupt" | "onFault" | "exitNow" | "stderr" | "env"
>;

/**
 * Runs `body` with a signal that the first Ctrl-C aborts, so that what runs can end in order; the second ends the
 * program at once, after `atOnce`. The result is the body's exit code, or that of an interruption.
 *
 * An error that nothing in the body caught ends it too, so that what it started is not left behind.
 */
export async function withInterrupts(
  host: InterruptHost,
  body: (signal: AbortSignal) => Promise<number>,
  atOnce: () => void,
): Promise<number> {
  const controller = new AbortController();
  // Every task and job listens; Node takes more than ten for a leak.
  setMaxListeners(0, controller.signal);
  const faults: unknown[] = [];
  const stopListening = host.onInterrupt(() => {
    if (controller.signal.aborted) {
      atOnce();
      host.exitNow(exitCode.interrupted);
    }
    controller.abort();
  });
  const stopCatching = host.onFault((error) => {
    faults.push(error);
    controller.abort();
  });
  try {
    const code = await body(controller.signal);
    for (const fault of faults) reportError(fault, host);
    if (faults.length > 0) return exitCode.failure;
    return controller.signal.aborted ? exitCode.interrupted : code;
  } finally {
    stopListening();
    stopCatching();
  }
}
