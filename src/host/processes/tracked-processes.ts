/** Finds processes by a variable of their environment, which they inherit wherever they go. */
import { readdirSync, readFileSync, readlinkSync, statSync } from "node:fs";
import process from "node:process";

/**
 * Kills every process whose variable begins with `value`, also one that has left its group and its parent. Works on
 * Linux, which shows environments as files; elsewhere it finds nothing.
 */
export function killTracked(variable: string, value: string): void {
  // The next round finds a process that was forked meanwhile.
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
 * Processes without the variable: their ids, with the inodes of their folders in /proc. A run looks after each job, and
 * does not read these again. A later process with the same id has another inode.
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
      // While a process starts a program, its environment is empty for a moment.
      const isOther =
        environment === "" ? hasNoProgram(id) : !environment.includes(`\0${variable}=`);
      if (isOther) others.set(id, inode);
      return environment.includes(entry);
    });
}

/** A NUL stands before each variable. Empty where the environment may not be read. */
function environmentOf(id: number): string {
  try {
    const text = readFileSync(`/proc/${id}/environ`, "latin1");
    return text === "" ? "" : `\0${text}`;
  } catch {
    return "";
  }
}

/** True for a thread of the kernel and for a process that has ended. */
function hasNoProgram(id: number): boolean {
  try {
    readlinkSync(`/proc/${id}/exe`);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT";
  }
}
