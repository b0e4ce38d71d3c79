/** Tells a SIGINT that the terminal sent to the whole process group from one that was sent to this process alone. */
import { type ChildProcess, spawn } from "node:child_process";

/**
 * The system does not say who sent a signal, or to whom else. So a second process of the same group waits: it ends by a
 * SIGINT to the group, and not by one to this process. It reads a pipe of this process, and so ends with it.
 */
export class GroupSentinel {
  readonly #process: ChildProcess;
  readonly #wasInterrupted: Promise<boolean>;

  constructor() {
    this.#process = spawn("cat", { stdio: ["pipe", "ignore", "ignore"] });
    this.#wasInterrupted = new Promise((resolve) => {
      this.#process.once("exit", (_code, signal) => resolve(signal === "SIGINT"));
      // Without that process, Ctrl-C is the likelier of the two.
      this.#process.once("error", () => resolve(true));
    });
    this.#process.stdin?.on("error", () => {});
    this.#process.unref();
    (this.#process.stdin as { unref?: () => void } | null)?.unref?.();
  }

  /** Whether the SIGINT that this process has just received went to the whole group. Works for one SIGINT. */
  wasInterrupted(): Promise<boolean> {
    this.#process.ref();
    // If there was a signal, it arrives before the end of the input.
    this.#process.stdin?.end();
    return this.#wasInterrupted;
  }
}
