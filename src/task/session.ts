import type { Event } from "../events/event.ts";

/** What a running task needs of the world around it, the same for all tasks of one command. */
export interface Session {
  /** Paths given to tasks are relative to it. */
  readonly cwd: string;
  /** For the tasks' child processes. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly emit: (event: Event) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Aborted when the command is cancelled. */
  readonly signal: AbortSignal;
}
