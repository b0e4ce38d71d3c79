/** What keeps the process when the code of a task has ended, as far as Node tells of it. */
import process from "node:process";

/** What serves others, or watches for them, ends when somebody ends it. */
const lasting = new Set(["TCPServerWrap", "UDPWrap", "FSEventWrap", "StatWatcher"]);

const words: Readonly<Record<string, string>> = {
  Timeout: "a timer",
  ProcessWrap: "a program",
  TCPSocketWrap: "a connection",
  TLSWrap: "a connection",
};

/** What is left that ends by itself, as a person would name it; undefined where something else keeps the process. */
export function leftRunning(): string | undefined {
  const found = process.getActiveResourcesInfo();
  // A pipe that is no child's is a server's or one that others write to.
  const hasPipe = found.includes("PipeWrap") && !found.includes("ProcessWrap");
  if (hasPipe || found.some((name) => lasting.has(name))) return undefined;
  const named = [...new Set(found.map((name) => words[name] ?? "work"))];
  return named.length === 0 ? "work" : named.join(", ");
}
