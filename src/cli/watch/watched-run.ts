/** One run of a watched command: the same program anew, in a process that has the terminal to itself. */
import { readerVariable } from "../../events/wire-variables.ts";
import type { Host } from "../../host/host.ts";
import { Child } from "../../host/processes/child.ts";
import type { GroupSentinel } from "../../host/processes/group-sentinel.ts";

/**
 * In milliseconds: from the first interrupt to the second, and from that to the end of everything. Jobs have ten seconds
 * to end, and those with `always()` run meanwhile.
 */
const graceTime = 12_000;
const lastGraceTime = 3000;

export class WatchedRun {
  /** The exit code. */
  readonly completion: Promise<number | undefined>;
  readonly #child: Child;
  readonly #readsTerminal: boolean;
  #isCancelled = false;

  /**
   * @param args Without `--watch`.
   * @param sentinel Where the run may read from a terminal.
   */
  constructor(host: Host, args: readonly string[], sentinel: GroupSentinel | undefined) {
    this.#readsTerminal = sentinel !== undefined;
    const [program = host.nodePath, ...words] = host.programCommand;
    this.#child = new Child(program, [...words, ...args], {
      cwd: host.cwd,
      env: { ...host.env, [readerVariable]: "1" },
      stdin: "inherit",
      stdout: "inherit",
      stderr: "inherit",
      group: sentinel,
    });
    this.completion = this.#child.completion.then(({ exitCode, startError }) => {
      if (startError !== undefined) throw startError;
      return exitCode;
    });
  }

  /** Interrupts it as Ctrl-C does, and ends it if it does not end by itself. */
  cancel(): void {
    if (this.#isCancelled) return;
    this.#isCancelled = true;
    const child = this.#child;
    child.signal("SIGINT");
    child.later(graceTime, () => {
      // By the second one, the run ends all that it has started.
      child.signal("SIGINT");
      child.later(lastGraceTime, () => child.treeToEnd()?.signal("SIGKILL"));
    });
  }

  /** Passes a signal on that this process got, unless the terminal has sent it to both. */
  async interrupt(reason: unknown): Promise<void> {
    // The terminal sends SIGHUP to the whole group.
    if (this.#readsTerminal && reason === "SIGHUP") return;
    if (!(await this.#child.mayBeInterrupted(reason))) return;
    this.#child.signal(reason === "SIGTERM" || reason === "SIGHUP" ? reason : "SIGINT");
  }
}
