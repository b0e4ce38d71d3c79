/** A program that a task or a step runs: what it prints, and how it ends, with all that it started. */
import { type ChildProcess, spawn } from "node:child_process";
import { noteReadBuffer } from "../read-buffers.ts";
import type { GroupSentinel } from "./group-sentinel.ts";
import { ProcessTree } from "./process-tree.ts";
import { rememberProcess } from "./running-processes.ts";

export interface ChildOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** `inherit` is what this process reads, bytes are all that there is to read. */
  readonly stdin: "ignore" | "inherit" | Uint8Array;
  /** Default: it is read like the other. */
  readonly stderr?: "inherit";
  /**
   * Given for a program that is to be in this process's group: at a terminal it may ask its user something, which only
   * works in the terminal's own. Any other leads a group, so that all of it can be ended.
   */
  readonly group?: GroupSentinel | undefined;
}

export interface ChildEnd {
  /** Undefined when a signal ended it, or when it never started. */
  readonly exitCode: number | undefined;
  readonly signal: NodeJS.Signals | undefined;
  /** Why it could not be started. */
  readonly startError?: NodeJS.ErrnoException;
}

/** Milliseconds for which output is awaited from what an ended program left running. */
const lingerTime = 1000;

export class Child {
  /** Undefined where it could not be started. */
  readonly pid: number | undefined;
  /** When it has ended and all that it printed was read. */
  readonly completion: Promise<ChildEnd>;
  readonly #process: ChildProcess | undefined;
  readonly #group: GroupSentinel | undefined;
  readonly #timers: NodeJS.Timeout[] = [];
  readonly #forget: (() => void)[] = [];
  #treeToEnd: ProcessTree | undefined;
  #hasEnded = false;

  constructor(program: string, args: readonly string[], options: ChildOptions) {
    this.#group = options.group;
    const childOrError = start(program, args, options);
    this.#process = childOrError instanceof Error ? undefined : childOrError;
    this.pid = this.#process?.pid;
    this.completion = end(childOrError).then((childEnd) => {
      this.#hasEnded = true;
      for (const forget of this.#forget) forget();
      for (const timer of this.#timers) clearTimeout(timer);
      // It has ended; what it started may have taken no notice.
      this.#treeToEnd?.signal("SIGKILL");
      return childEnd;
    });
    this.#process?.once("exit", () => {
      // A server that it left in the background keeps the pipes open for as long as it lives.
      this.later(lingerTime, () => {
        this.#process?.stdout?.destroy();
        this.#process?.stderr?.destroy();
      });
    });
    const { pid } = this;
    if (pid === undefined) return;
    const forget = rememberProcess(
      () => (this.#treeToEnd ?? new ProcessTree(pid)).signal("SIGKILL"),
      // What is in this process's group has what the terminal sends already.
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

  /** Unless it has ended by then. */
  later(delay: number, action: () => void): void {
    this.#timers.push(setTimeout(action, delay));
  }

  /** While it runs; also where the signal is aborted already. */
  whenAborted(signal: AbortSignal, action: () => void): void {
    if (this.pid === undefined) return;
    if (signal.aborted) action();
    signal.addEventListener("abort", action, { once: true });
    this.#forget.push(() => signal.removeEventListener("abort", action));
  }

  /** For one that is to end: what it has started by now, all of which is killed at the latest when it has ended. */
  treeToEnd(): ProcessTree | undefined {
    if (this.pid === undefined) return undefined;
    this.#treeToEnd ??= new ProcessTree(this.pid);
    return this.#treeToEnd;
  }

  /** Ctrl-C at a terminal reaches the whole group by itself; twice means something else to many programs. */
  async mayBeInterrupted(reason: unknown): Promise<boolean> {
    const isFromTerminal = reason === "SIGINT" && (await this.#group?.wasInterrupted()) === true;
    return !isFromTerminal && !this.#hasEnded;
  }

  /** To itself alone. */
  signal(signal: NodeJS.Signals): void {
    this.#process?.kill(signal);
  }
}

function start(
  program: string,
  args: readonly string[],
  { cwd, env, stdin, stderr, group }: ChildOptions,
): ChildProcess | Error {
  const hasInput = typeof stdin !== "string";
  try {
    const child = spawn(program, args, {
      cwd,
      env,
      stdio: [hasInput ? "pipe" : stdin, "pipe", stderr ?? "pipe"],
      detached: group === undefined,
    });
    // It may end without reading all of it.
    child.stdin?.on("error", () => {});
    if (hasInput) child.stdin?.end(stdin);
    return child;
  } catch (error) {
    // Node throws some of the system's refusals, such as that of arguments that are too long, and tells others later.
    if (error instanceof Error) return error;
    throw error;
  }
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
