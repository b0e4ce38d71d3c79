/** What is to run: the jobs of a workflow for one event. */
import type { Workflow } from "../model/workflow.ts";
import { readSituation, type Situation } from "./event/situation.ts";
import { selectJobs } from "./plan/job-selection.ts";
import type { PlanOptions } from "./run-options.ts";
import { type RunContexts, runContexts } from "./values/contexts.ts";
import { planJobs, type PlannedRunJob } from "./values/legs.ts";

export interface RunRequest {
  readonly id: string;
  /** With the jobs that `--only` leaves out. */
  readonly whole: Workflow;
  /** With only the jobs that are to run. */
  readonly workflow: Workflow;
  readonly situation: Situation;
  readonly contexts: RunContexts;
  readonly jobs: readonly PlannedRunJob[];
}

/** @throws UsageError for an event or job that the workflow does not have. */
export async function readRequest(
  whole: Workflow,
  options: PlanOptions,
  id: string,
): Promise<RunRequest> {
  const workflow = selectJobs(whole, options.only);
  const situation = await readSituation(workflow, options);
  const contexts = runContexts(workflow, situation, id);
  return { id, whole, workflow, situation, contexts, jobs: planJobs(workflow, contexts) };
}
