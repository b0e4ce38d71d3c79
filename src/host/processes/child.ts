/** A program that this process starts: what it prints, and how it ends, with all that it started. */
import { type ChildProcess, spawn } from "node:child_process";
import { noteReadBuffer } from "../read-buffers.ts";
import type { GroupSentinel } from "./group-sentinel.ts";
import { ProcessTree } from "./process-tree.ts";
import { rememberProcess } from "./running-processes.ts";

export interface ChildOptions {
  readonly cwd: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** `inherit` passes on the input of this process; bytes are the whole input. */
  readonly stdin: "ignore" | "inherit" | Uint8Array;
  /** `inherit` passes it on to that of this process. Default: `pipe`, to be read. */
  readonly stdout?: "pipe" | "inherit";
  readonly stderr?: "pipe" | "inherit";
  /**
   * Set for a program that stays in the group of this process: only that group may read from the terminal. Any other
   * program leads a group of its own, so that one signal reaches all that it starts.
   */
  readonly group?: GroupSentinel | "shared" | undefined;
}

export interface ChildEnd {
  /** Undefined when a signal ended it, or when it never started. */
  readonly exitCode: number | undefined;
  readonly signal: NodeJS.Signals | undefined;
  /** Why it could not be started. */
  readonly startError?: NodeJS.ErrnoException;
}

/** How long to read output of what an ended program has left running, in milliseconds. */
const lingerTime = 1000;

export class Child {
  /** Undefined where it could not be started. */
  readonly pid: number | undefined;
  /** When it has ended and all that it printed was read. */
  readonly completion: Promise<ChildEnd>;
  readonly #process: ChildProcess | undefined;
  readonly #sentinel: GroupSentinel | undefined;
  readonly #timers: NodeJS.Timeout[] = [];
  readonly #forget: (() => void)[] = [];
  #treeToEnd: ProcessTree | undefined;
  #hasEnded = false;

  constructor(program: string, args: readonly string[], options: ChildOptions) {
    this.#sentinel = options.group === "shared" ? undefined : options.group;
    const childOrError = start(program, args, options);
    this.#process = childOrError instanceof Error ? undefined : childOrError;
    this.pid = this.#process?.pid;
    this.completion = end(childOrError).then((childEnd) => {
      this.#hasEnded = true;
      for (const forget of this.#forget) forget();
      for (const timer of this.#timers) clearTimeout(timer);
      // What the program started may have ignored the signal.
      this.#treeToEnd?.signal("SIGKILL");
      return childEnd;
    });
    this.#process?.once("exit", () => {
      // A server in the background keeps the pipes open for as long as it lives.
      this.later(lingerTime, () => {
        this.#process?.stdout?.destroy();
        this.#process?.stderr?.destroy();
      });
    });
    const { pid } = this;
    if (pid === undefined) return;
    const forget = rememberProcess(
      () => (this.#treeToEnd ?? new ProcessTree(pid)).signal("SIGKILL"),
      // A program in the group of this process gets the signals of the terminal itself.
      options.group === undefined ? (pause) => new ProcessTree(pid).signal(pause) : undefined,
    );
    this.#forget.push(forget);
  }

  onOutput(stream: "stdout" | "stderr", listener: (chunk: Buffer) => void): void {
    this.#process?.[stream]?.on("data", (chunk: Buffer) => {
      noteReadBuffer();
      listener(chunk);
    });
  }

  /** Calls `action` after the delay, unless the program has ended by then. */
  later(delay: number, action: () => void): void {
    this.#timers.push(setTimeout(action, delay));
  }

  /** Calls `action` when the signal is aborted while the program runs, or is aborted already. */
  whenAborted(signal: AbortSignal, action: () => void): void {
    if (this.pid === undefined) return;
    if (signal.aborted) action();
    signal.addEventListener("abort", action, { once: true });
    this.#forget.push(() => signal.removeEventListener("abort", action));
  }

  /** The program with all that it has started. What still runs of it when the program has ended is killed. */
  treeToEnd(): ProcessTree | undefined {
    if (this.pid === undefined) return undefined;
    this.#treeToEnd ??= new ProcessTree(this.pid);
    return this.#treeToEnd;
  }

  /** False where Ctrl-C has reached the program already: many programs end at once on a second SIGINT. */
  async mayBeInterrupted(reason: unknown): Promise<boolean> {
    const isFromTerminal = reason === "SIGINT" && (await this.#sentinel?.wasInterrupted()) === true;
    return !isFromTerminal && !this.#hasEnded;
  }

  /** Sends the signal to the program alone, and not to what it started. */
  signal(signal: NodeJS.Signals): void {
    this.#process?.kill(signal);
  }
}

function start(
  program: string,
  args: readonly string[],
  { cwd, env, stdin, stdout = "pipe", stderr = "pipe", group }: ChildOptions,
): ChildProcess | Error {
  const hasInput = typeof stdin !== "string";
  let child: ChildProcess;
  try {
    child = spawn(program, args, {
      cwd,
      env,
      stdio: [hasInput ? "pipe" : stdin, stdout, stderr],
      detached: group === undefined,
    });
  } catch (error) {
    // Node throws some errors, as for arguments that are too long, and emits others later.
    if (error instanceof Error) return error;
    throw error;
  }
  // The program may end before it has read all of its input.
  child.stdin?.on("error", () => {});
  if (hasInput) child.stdin?.end(stdin);
  return child;
}

function end(child: ChildProcess | Error): Promise<ChildEnd> {
  return new Promise((resolve) => {
    const fail = (startError: Error): void =>
      resolve({ exitCode: undefined, signal: undefined, startError });
    if (child instanceof Error) return fail(child);
    child.on("error", (error) => {
      // A signal that cannot be sent is an error too.
      if (child.pid === undefined) fail(error);
    });
    child.once("close", (code, signal) =>
      resolve({ exitCode: code ?? undefined, signal: signal ?? undefined }),
    );
  });
}
