import type { TimedEvent } from "../events/event.ts";

/** Turns events into something to look at. */
export interface Reporter {
  report(event: TimedEvent): void;
  /** Nothing more will happen. */
  end(): void;
}

export interface ReporterOptions {
  readonly debug: boolean;
  readonly color: boolean;
}
