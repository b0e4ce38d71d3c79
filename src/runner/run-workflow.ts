/** Runs a workflow on this machine by GitHub's rules, with a folder that keeps what happened. */
import { randomBytes } from "node:crypto";
import type { RunRecord } from "../events/event.ts";
import { isoTime } from "../host/time.ts";
import type { Workflow } from "../model/workflow.ts";
import { closeRun, openRun } from "./open-run.ts";
import { findEarlierRun } from "./run-folder/resume.ts";
import { runStateOf } from "./run-folder/run-state.ts";
import { RunJobs } from "./run-jobs.ts";
import type { LocalRunOptions } from "./run-options.ts";
import { RunResources } from "./run-resources.ts";
import { readRequest } from "./run-request.ts";
import { schedule } from "./schedule/scheduler.ts";
import { Breakpoints } from "./stop/breakpoints.ts";
import type { Leg, PlannedRunJob } from "./values/legs.ts";

/**
 * The record is also in `run.json`. A run that was cancelled ends with the record too.
 *
 * @throws UsageError for an event, a job or a step that the workflow does not have, and where `resume` or `isolate` are impossible.
 */
export async function runWorkflow(
  wholeWorkflow: Workflow,
  options: LocalRunOptions,
): Promise<RunRecord> {
  const request = await readRequest(wholeWorkflow, options, runId(options.host.now()));
  const { stops } = options;
  const breakpoints = stops && new Breakpoints(stops.breaks, request.jobs);
  // A refusal to resume comes before anything is written.
  const { root, recordFolder = root } = options;
  const earlier =
    options.resume === true
      ? findEarlierRun(recordFolder, runStateOf(request, {}), Object.keys(request.workflow.jobs))
      : undefined;
  const resources = new RunResources(request, options);
  try {
    const run = openRun(request, earlier, resources, options);
    await schedule<PlannedRunJob, Leg>(request.jobs, new RunJobs({ ...run, breakpoints }, options));
    if (breakpoints !== undefined) stops?.onUnreached(breakpoints.unreached);
    return closeRun(run);
  } finally {
    resources.release();
  }
}

/** Ids sort by time. Two runs that start in the same millisecond have different ones, too. */
function runId(startedAt: number): string {
  const time = isoTime(startedAt).replaceAll(/[-:.Z]/g, "");
  return `${time}-${randomBytes(2).toString("hex")}`;
}
