import type { TimedEvent } from "../events/event.ts";
import type { Host } from "../host/host.ts";

/** Turns events into something to look at. */
export interface Reporter {
  report(event: TimedEvent): void;
  /** Writes at once all that was reported so far. */
  flush?(): void;
  /** The process is about to stop for a while: gives the terminal back. What is drawn is drawn again later. */
  pause?(): void;
  /** Nothing more will happen. */
  end(): void;
}

/** What a reporter needs of the outside world. */
export type ReporterHost = Pick<Host, "stdout" | "now"> & Partial<Pick<Host, "stdin">>;

export interface ReporterOptions {
  /** Show debug lines, and where an error was thrown. */
  readonly debug: boolean;
  readonly color: boolean;
  /** What is printed is read by GitHub's runner, which is to find no command in it. */
  readonly isOnGitHub?: boolean;
}
