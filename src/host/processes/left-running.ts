/** What keeps the process when the code of a task has ended, as far as Node tells of it. */
import process from "node:process";

/** What serves others, or watches for them, ends when somebody ends it. */
const lastingResources = new Set(["TCPServerWrap", "UDPWrap", "FSEventWrap", "StatWatcher"]);

const words: Readonly<Record<string, string>> = {
  Timeout: "a timer",
  ProcessWrap: "a program",
  TCPSocketWrap: "a connection",
  TLSWrap: "a connection",
};

/** What is left that ends by itself, as a person would name it; undefined where something else keeps the process. */
export function leftRunning(): readonly string[] | undefined {
  const resources = process.getActiveResourcesInfo();
  if (hasLocalServer() || resources.some((name) => lastingResources.has(name))) return undefined;
  // The streams of the process itself are among the others.
  const names = [...new Set(resources.flatMap((name) => words[name] ?? []))];
  return names.length === 0 && resources.length > 0 ? ["work"] : names;
}

interface WithHandles {
  /** Not documented, and in every version of Node that there is. */
  readonly _getActiveHandles?: () => readonly unknown[];
}

/** A server of a local socket is a pipe like any other to Node, and like those of the process itself. */
function hasLocalServer(): boolean {
  const handles = (process as WithHandles)._getActiveHandles?.() ?? [];
  return handles.some(
    (handle) => typeof handle === "object" && handle !== null && Object(handle).listening === true,
  );
}
