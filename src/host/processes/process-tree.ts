/** Signals a child process with everything that it started. */
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import process from "node:process";

type Signal = "SIGINT" | "SIGTERM" | "SIGKILL" | "SIGSTOP" | "SIGCONT";

/**
 * A process and its descendants. A descendant whose parent has ended cannot be found any more, so the tree remembers all
 * that it has seen. It misses a process that lost its parent before that and is in a session of its own.
 */
export class ProcessTree {
  readonly #root: number;
  readonly #ids = new Set<number>();

  constructor(root: number) {
    this.#root = root;
    this.#look();
  }

  signal(signal: Signal): void {
    this.#look();
    // Each process gets it once: many programs end at once on a second SIGINT.
    for (const id of this.#ids) {
      try {
        process.kill(id, signal);
      } catch {
        this.#ids.delete(id);
      }
    }
  }

  #look(): void {
    this.#ids.add(this.#root);
    const processes = runningProcesses();
    let hasGrown = true;
    while (hasGrown) {
      hasGrown = false;
      for (const { id, parent, group } of processes) {
        if (this.#ids.has(id)) continue;
        // A process whose parent has ended may still be in the group that the root leads.
        if (this.#ids.has(parent) || group === this.#root) {
          this.#ids.add(id);
          hasGrown = true;
        }
      }
    }
  }
}

/** Signals a process with all its descendants that are still in its group. */
export function killGroup(groupLeader: number, signal: Signal): void {
  try {
    process.kill(-groupLeader, signal);
  } catch {
    // They have ended.
  }
}

interface RunningProcess {
  readonly id: number;
  readonly parent: number;
  readonly group: number;
}

function runningProcesses(): readonly RunningProcess[] {
  if (process.platform === "linux") return fromProc();
  const { stdout } = spawnSync("ps", ["-A", "-o", "pid=,ppid=,pgid="], { encoding: "utf8" });
  return (stdout ?? "").split("\n").map((line) => {
    const [id = 0, parent = 0, group = 0] = line.trim().split(/\s+/).map(Number);
    return { id, parent, group };
  });
}

/** A small image may lack `ps`. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
function fromProc(): readonly RunningProcess[] {
  return readdirSync("/proc").flatMap((name) => {
    const id = Number(name);
    if (!Number.isInteger(id)) return [];
    try {
      // The name of the program, in parentheses, may contain anything.
      const [, after = ""] =
        /^.*\) . (.*)$/s.exec(readFileSync(`/proc/${id}/stat`, "latin1")) ?? [];
      const [parent = 0, group = 0] = after.split(" ").map(Number);
      return [{ id, parent, group }];
    } catch {
      return []; // It has just ended.
    }
  });
}
