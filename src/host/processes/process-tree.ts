/** Signals a child process with everything that it started. */
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import process from "node:process";

type Signal = "SIGINT" | "SIGTERM" | "SIGKILL" | "SIGSTOP" | "SIGCONT";

/**
 * A process and its descendants, remembered at one moment: those whose parent ends first can be found no other way.
 * A descendant that was left behind by its parent before that, in a session of its own, is out of reach.
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
    // Each once: a second SIGINT means "at once" to many programs.
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
        // Where the root leads a group, those whose parent has ended are found in it.
        if (this.#ids.has(parent) || group === this.#root) {
          this.#ids.add(id);
          hasGrown = true;
        }
      }
    }
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

/** Without a program: a small image may have no `ps`. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
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
