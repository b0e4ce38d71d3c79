/** What keeps the process alive when the code of a task has ended, as far as Node tells. */
import process from "node:process";

/** Servers and watchers, which do not end by themselves. */
const lastingResources = new Set(["TCPServerWrap", "UDPWrap", "FSEventWrap", "StatWatcher"]);

const words: Readonly<Record<string, string>> = {
  Timeout: "a timer",
  ProcessWrap: "a program",
  TCPSocketWrap: "a connection",
  TLSWrap: "a connection",
};

/** What will end by itself, in words; undefined where something else keeps the process alive. */
export function activeWork(): readonly string[] | undefined {
  const resources = process.getActiveResourcesInfo();
  if (hasLocalServer() || resources.some((name) => lastingResources.has(name))) return undefined;
  // Resources without a word include the streams of the process itself.
  const names = [...new Set(resources.flatMap((name) => words[name] ?? []))];
  return names.length === 0 && resources.length > 0 ? ["work"] : names;
}

interface WithHandles {
  /** Not documented, but in every version of Node. */
  readonly _getActiveHandles?: () => readonly unknown[];
}

/** Node lists a server of a local socket as a pipe, as it lists the streams of the process. */
function hasLocalServer(): boolean {
  const handles = (process as WithHandles)._getActiveHandles?.() ?? [];
  return handles.some(
    (handle) => typeof handle === "object" && handle !== null && Object(handle).listening === true,
  );
}
