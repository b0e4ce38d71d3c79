import type { Event } from "../events/event.ts";
import type { Masker } from "../process/masker.ts";

/** The surroundings of a running task, which all tasks of one command share. */
export interface Session {
  /** The project's folder: paths given to tasks are relative to it. */
  readonly cwd: string;
  /** For the tasks' child processes. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Variables with secrets, also those that only a nested task declares. */
  readonly secretSource: Readonly<Record<string, string | undefined>>;
  /** Takes events, whose texts are masked already. */
  readonly emit: (event: Event) => void;
  /** Shows the events that `body` emits all at once, after it. */
  readonly together: (body: () => void) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Aborted when the command is cancelled. */
  readonly signal: AbortSignal;
  /** Whether the process runs one task and those that it calls. Code without another task then belongs to it. */
  readonly isAlone?: boolean;
  /** Returns an error that nothing caught while the session lasts, and forgets it. */
  readonly takeFault: () => Error | undefined;
  /**
   * Waits until nothing that the task has started could still fail. If that takes long, `onLong` gets the names of what is
   * still running. False where the command is cancelled meanwhile.
   */
  readonly untilIdle: (onLong: (names: string) => void) => Promise<boolean>;
  /** Hides secrets in all output. Tasks add theirs. */
  readonly masker: Masker;
  /** Whether child processes are to print colours. */
  readonly color: boolean;
  /** Whether someone sits at the terminal that is the standard input. */
  readonly isInteractive: boolean;
}
