/** What the server starts: this program anew, in a process of its own, which loads the app as it is by then. */
import { readerVariable } from "../../events/wire-variables.ts";
import type { Host } from "../../host/host.ts";
import { Child } from "../../host/processes/child.ts";
import { textsOf } from "../../process/line-bytes.ts";
import { LineSplitter } from "../../process/line-splitter.ts";
import { visibleText } from "../../problems/control-text.ts";
import { UsageError } from "../../problems/usage-error.ts";

export interface ProgramRun {
  readonly args: readonly string[];
  /** Aborted when the client does not want the result any more. */
  readonly signal: AbortSignal;
  /** Gets each line of its stdout. */
  readonly onLine: (line: string) => void;
}

export interface ProgramEnd {
  /** Undefined when a signal ended it. */
  readonly exitCode: number | undefined;
  /** What it said on stderr: the end of that. */
  readonly errors: string;
}

/** In milliseconds: from an interrupt to the next one, and from that to the end of everything, as with `--watch`. */
const graceTime = 12_000;
const lastGraceTime = 3000;

/** In milliseconds: clients end a server two seconds after they have closed its input. */
const stopTime = 1000;

/** In bytes. The event of a run with thousands of jobs is one line. */
const longestEvent = 256 * 1024 * 1024;

/** In UTF-16 units. */
const longestErrors = 16 * 1024;

export class ProgramRuns {
  readonly #host: Host;
  readonly #cwd: string;
  readonly #running = new Set<Child>();
  #hasStopped = false;

  /** @param cwd Where each of them starts. */
  constructor(host: Host, cwd: string) {
    this.#host = host;
    this.#cwd = cwd;
  }

  async run({ args, signal, onLine }: ProgramRun): Promise<ProgramEnd> {
    if (this.#hasStopped) throw new Error("the server ends.");
    const { programCommand, nodePath, env } = this.#host;
    const [program = nodePath, ...words] = programCommand;
    const child = new Child(program, [...words, ...args], {
      cwd: this.#cwd,
      env: { ...env, [readerVariable]: "1" },
      stdin: "ignore",
    });
    this.#running.add(child);
    const lines = new LineSplitter((some) => textsOf(some).forEach(onLine), {
      longestLine: longestEvent,
    });
    let errors = "";
    child.onOutput("stdout", (chunk) => lines.push(chunk));
    child.onOutput("stderr", (chunk) => {
      errors = (errors + chunk.toString()).slice(-longestErrors);
    });
    child.whenAborted(signal, () => cancel(child));
    const { exitCode, startError } = await child.completion;
    this.#running.delete(child);
    lines.end();
    if (startError?.code === "E2BIG") {
      throw new UsageError("the inputs are too long for a command line.", [
        "write a long text into a file, and pass the path of that",
      ]);
    }
    if (startError !== undefined) throw startError;
    return { exitCode, errors: visibleText(errors).trim() };
  }

  /** Ends all that runs, and starts nothing any more. */
  async stop(): Promise<void> {
    this.#hasStopped = true;
    const ends = [...this.#running].map((child) => {
      child.signal("SIGINT");
      child.later(stopTime, () => child.treeToEnd()?.signal("SIGKILL"));
      return child.completion;
    });
    await Promise.all(ends);
  }
}

/** As Ctrl-C does, then a second one, then by force. What the program leaves behind is killed when it has ended. */
function cancel(child: Child): void {
  child.treeToEnd();
  child.signal("SIGINT");
  child.later(graceTime, () => {
    child.signal("SIGINT");
    child.later(lastGraceTime, () => child.treeToEnd()?.signal("SIGKILL"));
  });
}
