/** What the steps of one job have done so far. */
import type { StepRecord } from "../../events/event.ts";
import type { UnknownError } from "../../expression/values/unknown.ts";
import type { UploadedArtifact } from "../artifacts/artifact-result.ts";

export class LegProgress {
  readonly uploads: UploadedArtifact[] = [];
  readonly records: StepRecord[] = [];
  /** End what steps have left running. */
  readonly leftovers: (() => void)[] = [];
  /** Of each step that a person took for a success, what it was instead. */
  readonly ignored: string[] = [];
  /** Of a step that can be neither run nor skipped here. It ends the job. */
  unknownError: UnknownError | undefined;
  /** Whether a step did something here. */
  hasWorked = false;
  /** Whether a step was skipped by its condition, or moved artifacts: then setting up tools alone is success. */
  hasPassed = false;
  summary = "";
  exitCode: number | undefined;

  /** Returns what takes back what a step has done since, so that it can run again. */
  checkpoint(): () => void {
    const { summary, exitCode, leftovers } = this;
    const count = leftovers.length;
    return () => {
      Object.assign(this, { summary, exitCode });
      // A server in the background would keep its port.
      for (const kill of leftovers.splice(count)) kill();
    };
  }
}
