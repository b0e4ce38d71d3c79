/**
 * The outside world, as far as the program touches it. `node-host.ts` implements it; tests pass in another one.
 */
export interface Host {
  /** Arguments after the program's name. */
  readonly arguments: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly platform: string;
  readonly architecture: string;
  readonly homeFolder: string;
  readonly nodePath: string;
  /** What starts this program again, without its arguments. */
  readonly programCommand: readonly string[];
  /** `v20.19.0`. */
  readonly nodeVersion: string;
  readonly stdout: TextOutput;
  readonly stderr: TextOutput;
  readonly stdin: { readonly isTerminal: boolean };
  /** Milliseconds since 1970. */
  now(): number;
  /** Writes what `body` writes in one piece when it has returned. */
  writeTogether(body: () => void): void;
  /** Lets output wait a moment for more from now on: nothing runs in this process that could end it. */
  letOutputWait(): void;
  /**
   * Calls `listener` before the process ends because nobody reads its output any more, as with `| head`, until the
   * returned function is called.
   */
  onClosedOutput(listener: () => void): () => void;
  setExitCode(code: number): void;
  /** Ends the process at once, whatever still runs. */
  exitNow(code: number): never;
  /** Takes a variable out of the environment, so that neither the app's code nor what it starts sees it. */
  hideVariable(name: string): void;
  /** Makes `folder` the one that relative paths start from; `cwd` stays the one of the command line. */
  changeFolder(folder: string): void;
  /**
   * Calls `listener`, instead of ending the process, for an error that nothing caught, such as a rejection that nobody
   * awaits, until the returned function is called. Of several listeners the newest is called.
   */
  onFault(listener: (error: unknown) => void): () => void;
  /** Calls `listener` soon after the process that started this one has ended. */
  onOrphaned(listener: () => void): void;
  /** Calls `listener` when nothing keeps the process alive any more, until the returned function is called. */
  onIdle(listener: () => void): () => void;
  /** What keeps the process alive, in words; undefined where it does not end by itself, as a server or a watcher. */
  activeWork(): readonly string[] | undefined;
  /** Calls `listener` when the process ends, until the returned function is called. */
  onExit(listener: () => void): () => void;
  /** Calls `listener` for each SIGINT, SIGTERM or SIGHUP until the returned function is called. */
  onInterrupt(listener: (signal: InterruptSignal) => void): () => void;
  /**
   * Calls `before` when SIGTSTP, as Ctrl-Z sends it, is about to stop the process, and `after` when it goes on, until the
   * returned function is called.
   */
  onStop(before: () => void, after: () => void): () => void;
}

export type InterruptSignal = "SIGINT" | "SIGTERM" | "SIGHUP";

export interface TextOutput {
  /** Bytes are UTF-8. The caller may change them after the call. */
  write(text: string | Uint8Array): void;
  readonly isTerminal: boolean;
  /** Width of the terminal in cells; 80 where there is none. */
  columns(): number;
  /** Height of the terminal in lines; 24 where there is none. */
  rows(): number;
}
