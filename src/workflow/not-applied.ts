import { jobKeys } from "../automation/keys/job-keys.ts";
import type { WorkflowJob } from "../model/workflow.ts";

/** Keys of what a job asks of GitHub that a local run does not give it: approvals, queues, containers. */
export function notAppliedHere(job: WorkflowJob): readonly string[] {
  return Object.values(jobKeys).flatMap((row) =>
    "here" in row && job[row.key] !== undefined ? [row.key] : [],
  );
}
