/**
 * Node reads what a process prints into buffers of 64 KiB, a new one each time, and V8 waits for 32 MiB of them before it
 * looks for those that nobody needs: more memory than all else here takes. To look for them is quick, since they are young.
 */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

const bufferLength = 64 * 1024;
/** In bytes, of buffers that may lie about. */
const most = 4 * 1024 * 1024;

let length = 0;
let collect: (() => void) | undefined;

/** To be called for each buffer that was read. */
export function noteReadBuffer(): void {
  length += bufferLength;
  if (length < most) return;
  length = 0;
  collect ??= youngCollector();
  collect();
}

/** V8 has a function for it, in contexts that are made while it is told to show it. */
function youngCollector(): () => void {
  setFlagsFromString("--expose-gc");
  const gc: unknown = runInNewContext("typeof gc === 'function' ? gc : undefined");
  // Data that V8 kept of a script is for the very flags with which it was made.
  setFlagsFromString("--no-expose-gc");
  return typeof gc === "function" ? () => void gc({ type: "minor" }) : () => {};
}
