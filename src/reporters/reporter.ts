import type { TimedEvent } from "../events/event.ts";
import type { Host } from "../host/host.ts";

/** Turns events into something to look at. */
export interface Reporter {
  report(event: TimedEvent): void;
  /** Writes now all that was reported so far. */
  flush?(): void;
  /**
   * Leaves the terminal to others: erases what is drawn over again and again, shows the cursor, and draws nothing until
   * `resume` was called as often. It still takes events, and shows then what they have changed.
   */
  pause?(): void;
  resume?(): void;
  /** Nothing more will happen. */
  end(): void;
}

/** What a reporter needs of the outside world. */
export type ReporterHost = Pick<Host, "stdout" | "now"> & Partial<Pick<Host, "stdin" | "cwd">>;

export interface ReporterOptions {
  /** Show debug lines, and where an error was thrown. */
  readonly debug: boolean;
  readonly color: boolean;
  /** At the end of a run, show all of its jobs in a table. */
  readonly verbose?: boolean | undefined;
  /** Whether GitHub's runner reads the output, and must not find a command in it. */
  readonly isOnGitHub?: boolean;
}
