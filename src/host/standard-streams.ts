/**
 * The streams of the process. Node makes one when something first asks for it, which takes milliseconds, so nothing
 * here asks without need.
 */
import { fstatSync, statSync } from "node:fs";
import process from "node:process";
import { isatty } from "node:tty";

export type StreamName = "stdout" | "stderr";

type Listener = (stream: NodeJS.WriteStream & { readonly fd?: number }) => void;

const descriptors = { stdin: 0, stdout: 1, stderr: 2 } as const;

/** Listeners that wait for a stream that is not made yet. */
const waitingListeners = new Map<StreamName, Set<Listener>>();

export function descriptorOf(name: StreamName): number {
  return descriptors[name];
}

/**
 * Calls `listener` with a stream: now if it is made, else as soon as it is, before anybody else gets it. The returned
 * function cancels that.
 */
export function whenMade(name: StreamName, listener: Listener): () => void {
  const listeners = waitingListeners.get(name) ?? watch(name);
  if (listeners === undefined) {
    listener(process[name]);
    return () => {};
  }
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Undefined where the stream may be there already. */
function watch(name: StreamName): Set<Listener> | undefined {
  const original = Object.getOwnPropertyDescriptor(process, name);
  if (original?.get === undefined || madeStreams.has(name)) return undefined;
  const listeners = new Set<Listener>();
  waitingListeners.set(name, listeners);
  Object.defineProperty(process, name, {
    ...original,
    get() {
      Object.defineProperty(process, name, original);
      waitingListeners.delete(name);
      madeStreams.add(name);
      const stream = process[name];
      for (const listener of listeners) listener(stream);
      return stream;
    },
  });
  return listeners;
}

const madeStreams = new Set<StreamName>();

export function isTerminal(name: keyof typeof descriptors): boolean {
  const descriptor = descriptors[name];
  try {
    if (process.platform !== "win32") {
      const stats = fstatSync(descriptor);
      if (!stats.isCharacterDevice() || stats.rdev === statSync("/dev/null").rdev) return false;
    }
    return isatty(descriptor);
  } catch {
    return false; // The stream is closed.
  }
}
