/** Tells a SIGINT that the terminal sent to the whole process group from one that was sent to this process alone. */
import { type ChildProcess, spawn } from "node:child_process";

/**
 * The system does not say who sent a signal, or to whom else. A process of the same group that does nothing but wait ends by
 * the one kind of SIGINT and takes no notice of the other. It ends with this process, whose pipe it reads.
 */
export class GroupSentinel {
  readonly #process: ChildProcess;
  readonly #wasInterrupted: Promise<boolean>;

  constructor() {
    this.#process = spawn("cat", { stdio: ["pipe", "ignore", "ignore"] });
    this.#wasInterrupted = new Promise((resolve) => {
      this.#process.once("exit", (_code, signal) => resolve(signal === "SIGINT"));
      // Without one, what is typed is the likelier of the two.
      this.#process.once("error", () => resolve(true));
    });
    this.#process.stdin?.on("error", () => {});
    this.#process.unref();
    (this.#process.stdin as { unref?: () => void } | null)?.unref?.();
  }

  /** Whether the whole group has had the SIGINT that this process has just had. Can be asked about one. */
  wasInterrupted(): Promise<boolean> {
    this.#process.ref();
    // A signal that came before the end of its input ends it first.
    this.#process.stdin?.end();
    return this.#wasInterrupted;
  }
}
