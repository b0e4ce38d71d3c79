import process from "node:process";

/** Sends a signal to a process and all its descendants that stayed in its group. True while there was one to receive it. */
export function killGroup(groupLeader: number, signal: "SIGINT" | "SIGTERM" | "SIGKILL"): boolean {
  try {
    process.kill(-groupLeader, signal);
    return true;
  } catch {
    return false;
  }
}
