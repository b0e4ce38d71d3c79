import type { Slots } from "../schedule/slots.ts";
import type { Breakpoints } from "./breakpoints.ts";
import type { StepStops } from "./step-stops.ts";

/** The stops of a whole run, as each of its jobs gets them. */
export interface RunStops extends Pick<StepStops, "atFailures" | "ask"> {
  readonly breakpoints: Breakpoints;
  /** Aborted when the run is cancelled. */
  readonly signal: AbortSignal;
  /** A job that waits gives its place to another. */
  readonly slots: Pick<Slots, "take" | "free">;
}
