/** Runs a workflow on this machine: its jobs by their needs, with a folder that keeps what happened. */
import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import type { Event, EventSink, JobRecord, JobResult, RunRecord } from "../events/event.ts";
import type { Host } from "../host/host.ts";
import { isoTime } from "../host/time.ts";
import type { Workflow } from "../workflow/model.ts";
import { ArtifactStore } from "./artifact-store.ts";
import { readCheckout } from "./git.ts";
import { type NeedsContext, runJob } from "./job.ts";
import { RunFolder } from "./run-folder.ts";
import type { RunSetting } from "./run-setting.ts";
import { schedule } from "./scheduler.ts";

export interface RunOptions {
  /** The folder of `recompose.ts`. */
  readonly root: string;
  /** How many jobs may run at once. */
  readonly jobs: number;
  readonly host: Pick<Host, "platform" | "architecture" | "env" | "now">;
  readonly sink: EventSink;
  readonly signal: AbortSignal;
}

export async function runWorkflow(workflow: Workflow, options: RunOptions): Promise<RunRecord> {
  const { host, root, sink, signal } = options;
  const startedAt = host.now();
  const id = runId(startedAt);
  const folder = new RunFolder(root, id);
  const path = [workflow.name];
  const emit = (event: Event, time = host.now()): void => sink({ ...event, time });
  const eventName = Object.keys(workflow.on)[0] ?? "workflow_dispatch";
  const setting: RunSetting = {
    id,
    workflow,
    host,
    checkout: await readCheckout(root),
    workspace: root,
    eventName,
    folder,
    artifacts: new ArtifactStore(),
    path,
    emit,
    signal,
  };
  const planned = Object.entries(workflow.jobs).map(([jobId, job]) => ({
    id: jobId,
    name: jobId,
    needs: job.needs ?? [],
    job,
  }));
  const records = new Map<string, JobRecord>();
  const record = (result: JobResult): RunRecord => ({
    id,
    automation: workflow.name,
    result,
    startedAt: isoTime(startedAt),
    durationMs: host.now() - startedAt,
    inputs: {},
    event: eventName,
    jobs: planned.flatMap((job) => records.get(job.id) ?? []),
  });
  const finish = (finished: JobRecord): void => {
    records.set(finished.id, finished);
    const { result, reason, outputs, durationMs, log } = finished;
    emit({
      type: "job-finished",
      path: [...path, finished.id],
      result,
      ...(reason === undefined ? {} : { reason }),
      outputs,
      durationMs,
      log: folder.absolute(log),
    });
    folder.writeRecord(record(overall(records)));
  };

  emit({
    type: "automation-started",
    path,
    jobs: planned.map(({ job: _job, ...plan }) => plan),
  });
  await schedule(planned, {
    limit: options.jobs,
    signal,
    async start({ job, ...plan }) {
      const jobStartedAt = host.now();
      emit({ type: "job-started", path: [...path, plan.id] });
      const outcome = await runJob(plan.id, job, needsContext(plan.needs, records), setting);
      finish({
        ...plan,
        ...outcome,
        startedAt: isoTime(jobStartedAt),
        durationMs: host.now() - jobStartedAt,
        log: folder.logName(plan.id),
      });
      return outcome.result;
    },
    skip({ job: _job, ...plan }, reason) {
      const result = signal.aborted ? "cancelled" : "skipped";
      const log = folder.logName(plan.id);
      // Every job has a log; that of one that never started says why.
      writeFileSync(folder.absolute(log), `${reason}\n`);
      finish({ ...plan, result, reason, outputs: {}, artifacts: {}, durationMs: 0, log });
    },
  });
  const final = record(overall(records));
  folder.writeRecord(final);
  emit({ type: "run-finished", path, folder: folder.path, ...final });
  return final;
}

/** A skipped job fails no run. */
function overall(records: ReadonlyMap<string, JobRecord>): JobResult {
  const results = [...records.values()].map((job) => job.result);
  if (results.includes("failure")) return "failure";
  return results.includes("cancelled") ? "cancelled" : "success";
}

function needsContext(
  needs: readonly string[],
  records: ReadonlyMap<string, JobRecord>,
): NeedsContext {
  return Object.fromEntries(
    needs.map((id) => {
      const record = records.get(id);
      return [id, { result: record?.result ?? "skipped", outputs: record?.outputs ?? {} }];
    }),
  );
}

/** Sorts by time, and two runs that start in the same second differ. */
function runId(startedAt: number): string {
  const time = isoTime(startedAt).replaceAll(/[-:]|\..*/g, "");
  return `${time}-${randomBytes(2).toString("hex")}`;
}
