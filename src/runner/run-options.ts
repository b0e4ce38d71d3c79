import type { EventSink } from "../events/event.ts";
import type { Host } from "../host/host.ts";
import type { SituationOptions } from "./event/situation.ts";
import type { Grace } from "./step/step-process.ts";

/** What `planWorkflow` and `runWorkflow` both take. */
export interface PlanOptions extends SituationOptions {
  readonly host: Pick<Host, "platform" | "architecture" | "env" | "now">;
  /** Ids of jobs: these run, with what they need, and no others. Default: all. */
  readonly only?: readonly string[] | undefined;
  /** Environment variables that are secrets of some task: a job sees those that it asks for, and no others. */
  readonly secretNames?: readonly string[] | undefined;
  /** Runs jobs for other systems and architectures here too. */
  readonly allRunners?: boolean | undefined;
  /** A job that asks for another version of a tool than this machine has is for another machine. */
  readonly strictTools?: boolean | undefined;
  /** How a person gives an input that is true, which a reason names: `--outsiders`. */
  readonly optionOf?: (input: string) => string;
}

export interface LocalRunOptions extends PlanOptions {
  /** How many jobs may run at once. */
  readonly jobs: number;
  readonly sink: EventSink;
  /** Aborted when the run is cancelled: what runs is told to end, and jobs with `always()` still run. */
  readonly signal: AbortSignal;
  /** Each job in a clean checkout of its own. */
  readonly isolate?: boolean | undefined;
  /** Keeps what succeeded in the newest run of this workflow, and runs the rest. */
  readonly resume?: boolean | undefined;
  /** How long a cancelled step may take to end. Default: as on GitHub, 10 seconds in all. */
  readonly grace?: Grace | undefined;
}
