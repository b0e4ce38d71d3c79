import type { LocalResult, StepRecord } from "../../events/event.ts";
import type { StartContexts } from "../values/contexts.ts";
import type { Leg } from "../values/legs.ts";
import type { UploadedArtifact } from "../artifacts/artifact-result.ts";
import type { RunStops } from "../stop/run-stops.ts";
import type { RunSetting } from "./run-setting.ts";

export interface LegOutcome {
  readonly result: LocalResult;
  /** What failed. */
  readonly reason: string | undefined;
  readonly outputs: Readonly<Record<string, string>>;
  /** Names of outputs that rest on what only GitHub knows; undefined where the job did not come to its outputs. */
  readonly unknownOutputs: readonly string[] | undefined;
  /** The job stopped where it needed what only GitHub knows, so its result is not known here. */
  readonly isUndecided: boolean;
  readonly uploads: readonly UploadedArtifact[];
  readonly exitCode: number | undefined;
  readonly summary: string;
  readonly steps: readonly StepRecord[];
  /** How the job differs from what GitHub would do. */
  readonly notes?: readonly string[];
  /** Of each step that a person took for a success, what it was instead. */
  readonly ignored?: readonly string[];
}

export interface LegRunOptions {
  readonly leg: Leg;
  readonly contexts: StartContexts;
  readonly setting: RunSetting;
  /** Aborted when the leg is to end. */
  readonly signal: AbortSignal;
  /** Where the job stops for a person. */
  readonly stops?: RunStops | undefined;
}
