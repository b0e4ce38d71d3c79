/** Ends a child process with everything that it started. */
import { spawnSync } from "node:child_process";
import process from "node:process";

type Signal = "SIGINT" | "SIGTERM" | "SIGKILL";

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
    const { stdout } = spawnSync("ps", ["-A", "-o", "pid=,ppid=,pgid="], { encoding: "utf8" });
    const rows = (stdout ?? "").split("\n").map((line) => line.trim().split(/\s+/).map(Number));
    let found = true;
    while (found) {
      found = false;
      for (const [id, parent, group] of rows) {
        if (id === undefined || parent === undefined || this.#ids.has(id)) continue;
        // Where the root leads a group, those whose parent has ended are found in it.
        if (this.#ids.has(parent) || group === this.#root) {
          this.#ids.add(id);
          found = true;
        }
      }
    }
  }
}
