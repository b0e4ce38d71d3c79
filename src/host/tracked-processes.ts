/** Finds processes by a variable of their environment, which they inherit wherever they go. */
import { readdirSync, readFileSync } from "node:fs";
import process from "node:process";

/**
 * Kills every process whose variable begins with `value`, also one that left its group and its parent behind. Works
 * where the system shows environments as files, which is Linux; elsewhere it finds nothing.
 */
export function killTracked(variable: string, value: string): void {
  // One that was forked in between is found in the next round.
  for (let round = 0; round < 3; round += 1) {
    const found = trackedProcesses(variable, value);
    if (found.length === 0) return;
    for (const id of found) {
      try {
        process.kill(id, "SIGKILL");
      } catch {
        // It has ended by itself.
      }
    }
  }
}

function trackedProcesses(variable: string, value: string): readonly number[] {
  if (process.platform !== "linux") return [];
  const wanted = `\0${variable}=${value}`;
  return readdirSync("/proc")
    .map(Number)
    .filter((id) => Number.isInteger(id) && id !== process.pid)
    .filter((id) => {
      try {
        return `\0${readFileSync(`/proc/${id}/environ`, "latin1")}`.includes(wanted);
      } catch {
        return false;
      }
    });
}
