import { jobKeys } from "../automation/keys/job-keys.ts";
import type { WorkflowJob } from "../model/workflow.ts";

/** The keys of a job that a local run does not apply: approvals, queues, containers. */
export function notAppliedHere(job: WorkflowJob): readonly string[] {
  return Object.values(jobKeys).flatMap((row) =>
    "here" in row && job[row.key] !== undefined ? [row.key] : [],
  );
}
