/** Finds processes by a variable of their environment, which they inherit wherever they go. */
import { readdirSync, readFileSync, readlinkSync, statSync } from "node:fs";
import process from "node:process";

/**
 * Kills every process whose variable begins with `value`, also one that left its group and its parent behind. Works
 * where the system shows environments as files, which is Linux; elsewhere it finds nothing.
 */
export function killTracked(variable: string, value: string): void {
  // One that was forked in between is found in the next round.
  for (let round = 0; round < 3; round += 1) {
    const ids = trackedProcesses(variable, value);
    if (ids.length === 0) return;
    for (const id of ids) {
      try {
        process.kill(id, "SIGKILL");
      } catch {
        // It has ended by itself.
      }
    }
  }
}

/**
 * By process id, the inode of the folder of a process that does not have the variable: a run looks after each of its jobs,
 * and a machine has many processes. Another process of the same id has another inode.
 */
const others = new Map<number, number>();

function trackedProcesses(variable: string, value: string): readonly number[] {
  if (process.platform !== "linux") return [];
  const entry = `\0${variable}=${value}`;
  return readdirSync("/proc")
    .map(Number)
    .filter((id) => Number.isInteger(id) && id !== process.pid)
    .filter((id) => {
      const inode = statSync(`/proc/${id}`, { throwIfNoEntry: false })?.ino;
      if (inode === undefined || others.get(id) === inode) return false;
      const environment = environmentOf(id);
      // One that is starting a program has none for a moment.
      const isOther =
        environment === "" ? hasNoProgram(id) : !environment.includes(`\0${variable}=`);
      if (isOther) others.set(id, inode);
      return environment.includes(entry);
    });
}

/** Each variable behind a NUL; empty where nobody may read it. */
function environmentOf(id: number): string {
  try {
    const text = readFileSync(`/proc/${id}/environ`, "latin1");
    return text === "" ? "" : `\0${text}`;
  } catch {
    return "";
  }
}

/** As threads of the kernel, of which a machine has a hundred, and what has ended. */
function hasNoProgram(id: number): boolean {
  try {
    readlinkSync(`/proc/${id}/exe`);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT";
  }
}
