import type { Host } from "../host/host.ts";
import { exitCode } from "./exit-code.ts";

/**
 * Runs `body` with a signal that the first Ctrl-C aborts, so that what runs can end in order; the second ends the
 * program at once. The result is the body's exit code, or that of an interruption.
 */
export async function withInterrupts(
  host: Pick<Host, "onInterrupt" | "exitNow">,
  body: (signal: AbortSignal) => Promise<number>,
): Promise<number> {
  const controller = new AbortController();
  const stop = host.onInterrupt(() => {
    if (controller.signal.aborted) host.exitNow(exitCode.interrupted);
    controller.abort();
  });
  try {
    const code = await body(controller.signal);
    return controller.signal.aborted ? exitCode.interrupted : code;
  } finally {
    stop();
  }
}
