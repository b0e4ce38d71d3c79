import type { TimedEvent } from "../events/event.ts";
import type { Host } from "../host/host.ts";

/** Turns events into something to look at. */
export interface Reporter {
  report(event: TimedEvent): void;
  /** Writes now all that was reported so far. */
  flush?(): void;
  /** The process is about to be suspended: leaves the terminal to others. The next event draws again. */
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
  /** Whether GitHub's runner reads the output, and must not find a command in it. */
  readonly isOnGitHub?: boolean;
}
