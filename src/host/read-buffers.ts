/**
 * Node reads what a process prints into a new buffer of 64 KiB each time. V8 collects unused ones only after 32 MiB, more
 * memory than all else here takes. A collection of young objects is quick, so one is started earlier.
 */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

const bufferLength = 64 * 1024;
/** How many bytes of buffers may be uncollected. */
const most = 4 * 1024 * 1024;

let length = 0;
let collect: (() => void) | undefined;

/** Call this for each buffer that was read. */
export function noteReadBuffer(): void {
  length += bufferLength;
  if (length < most) return;
  length = 0;
  collect ??= youngCollector();
  collect();
}

/** V8's function for it exists only in contexts that are made while a flag exposes it. */
function youngCollector(): () => void {
  setFlagsFromString("--expose-gc");
  const gc: unknown = runInNewContext("typeof gc === 'function' ? gc : undefined");
  // V8 takes cached data of a script only under the flags with which it was made.
  setFlagsFromString("--no-expose-gc");
  return typeof gc === "function" ? () => void gc({ type: "minor" }) : () => {};
}
