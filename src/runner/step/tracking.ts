/**
 * A variable in the environment of all processes of a job. It finds those that the job leaves behind, as GitHub's runner
 * does (`src/Runner.Worker/JobExtension.cs` in actions/runner).
 */
import { randomUUID } from "node:crypto";
import { processIdentity } from "../../host/processes/process-identity.ts";

export const trackingVariable = "RUNNER_TRACKING_ID";

/** The beginning of the ids of all jobs that the process `identity` runs. */
export function trackingPrefix(identity: string): string {
  return `recompose_${identity}_`;
}

/** Makes a new id for each job. */
export function newTrackingId(): string {
  return `${trackingPrefix(processIdentity())}${randomUUID()}`;
}
