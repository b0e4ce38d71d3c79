import type { EventSink, JobRecord } from "../events/event.ts";
import type { Host } from "../host/host.ts";
import type { SituationOptions } from "./event/situation.ts";
import type { Grace } from "./step/step-process.ts";
import type { StepStops } from "./stop/step-stops.ts";

/** What `planWorkflow` and `runWorkflow` both take. */
export interface PlanOptions extends SituationOptions {
  readonly host: Pick<Host, "platform" | "architecture" | "env" | "now">;
  /** Ids of jobs: only these run, with what they need. Default: all jobs. */
  readonly only?: readonly string[] | undefined;
  /** Environment variables that are secrets of some task. A job sees only those that it asks for. */
  readonly secretNames?: readonly string[] | undefined;
  /** Runs jobs for other systems and architectures here, too. */
  readonly allRunners?: boolean | undefined;
  /** A job does not run here when it asks for another version of a tool than this machine has. */
  readonly strictTools?: boolean | undefined;
  /** The option for an input that is true, such as `--outsiders`. Reasons name it. */
  readonly optionOf?: (input: string) => string;
}

export interface LocalRunOptions extends PlanOptions {
  /** The folder that has `.recompose/`, where runs are kept. Default: `root`. */
  readonly recordFolder?: string | undefined;
  /** How many jobs may run at once. */
  readonly jobs: number;
  readonly sink: EventSink;
  /** Aborted when the run is cancelled: running jobs are told to end, and jobs with `always()` still run. */
  readonly signal: AbortSignal;
  /** Runs each job in a clean checkout of its own. */
  readonly isolate?: boolean | undefined;
  /** Keeps the jobs that succeeded in the newest run of this workflow, and runs the rest. */
  readonly resume?: boolean | undefined;
  /** What was typed, for the run's record. */
  readonly command?: readonly string[] | undefined;
  /** What the run's summary says of a job, before what its steps wrote. Default: nothing. */
  readonly jobSummary?: ((job: JobRecord) => string) | undefined;
  /** Where the run stops for a person. Default: nowhere. */
  readonly stops?: StepStops | undefined;
  /** How long a cancelled step may take to end. Default: as on GitHub, 10 seconds in all. */
  readonly grace?: Grace | undefined;
}
