/**
 * A variable in the environment of all that a job starts, by which it is found wherever it went: as GitHub's runner
 * finds what a job leaves behind (`src/Runner.Worker/JobExtension.cs` in actions/runner).
 */
import { randomUUID } from "node:crypto";
import { processIdentity } from "../../host/processes/process-identity.ts";

export const trackingVariable = "RUNNER_TRACKING_ID";

/** What the ids of all jobs begin with that the process `identity` runs. */
export function trackingPrefix(identity: string): string {
  return `recompose_${identity}_`;
}

/** Another one for each job. */
export function newTrackingId(): string {
  return `${trackingPrefix(processIdentity())}${randomUUID()}`;
}
