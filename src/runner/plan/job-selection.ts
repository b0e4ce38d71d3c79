import { commandOf } from "../../model/workflow-names.ts";
import { UsageError } from "../../problems/usage-error.ts";
import { didYouMean, quotedList } from "../../problems/wording.ts";
import type { Workflow } from "../../model/workflow.ts";
import { ancestorsOf } from "../values/ancestor-search.ts";

/** The workflow with only these jobs and all that they need, in the same order. */
export function selectJobs(workflow: Workflow, only: readonly string[] | undefined): Workflow {
  if (only === undefined || only.length === 0) return workflow;
  const ids = Object.keys(workflow.jobs);
  const unknown = only.find((id) => !ids.includes(id));
  if (unknown !== undefined) {
    throw new UsageError(
      `--only: the automation ${JSON.stringify(commandOf(workflow))} has no job ${JSON.stringify(unknown)}. Its jobs are ${quotedList(ids)}.${didYouMean(unknown, ids)}`,
      [`--only ${ids[0] ?? "JOB"}`],
    );
  }
  const selection = new Set([...only, ...ancestorsOf(only, workflow.jobs)]);
  const jobs = Object.entries(workflow.jobs).filter(([id]) => selection.has(id));
  return { ...workflow, jobs: Object.fromEntries(jobs) };
}
