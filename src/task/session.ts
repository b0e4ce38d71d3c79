import type { Event } from "../events/event.ts";
import type { Masker } from "../process/masker.ts";

/** What a running task needs of the world around it, the same for all tasks of one command. */
export interface Session {
  /** The folder of `recompose.ts`: paths given to tasks are relative to it. */
  readonly cwd: string;
  /** For the tasks' child processes. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where secrets are looked up first. Has also those that only a nested task declares. */
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
   * Waits until nothing that the task has started could still fail. `onLong` gets the names of what is left. False where
   * the command is cancelled meanwhile.
   */
  readonly untilIdle: (onLong: (names: string) => void) => Promise<boolean>;
  /** What to hide in all that is shown; tasks add their secrets. */
  readonly masker: Masker;
  /** Whether child processes are to print colours. */
  readonly color: boolean;
  /** Whether someone sits at the terminal that is the standard input. */
  readonly isInteractive: boolean;
}
