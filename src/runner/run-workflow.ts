/** Runs a workflow on this machine by GitHub's rules, with a folder that keeps what happened. */
import { randomBytes } from "node:crypto";
import type { Event, RunRecord } from "../events/event.ts";
import { UnknownError } from "../expression/values/unknown.ts";
import { processIdentity } from "../host/processes/process-identity.ts";
import { isoTime } from "../host/time.ts";
import { startWatchdog } from "../host/processes/watchdog.ts";
import { Masker } from "../process/masker.ts";
import { rememberProcess } from "../host/processes/running-processes.ts";
import type { Workflow } from "../model/workflow.ts";
import { Admissions } from "./schedule/admission.ts";
import { ArtifactStore } from "./run-folder/artifact-store.ts";
import { continuesOnError } from "./schedule/continue-on-error.ts";
import { type NeedsContext, runContexts, secretsContext } from "./values/contexts.ts";
import { EndedJobs } from "./schedule/ended-jobs.ts";
import { machineEnvironment } from "./values/environment.ts";
import { selectJobs } from "./plan/job-selection.ts";
import { elsewhereFor } from "./schedule/elsewhere.ts";
import { runLeg } from "./job/leg-run.ts";
import { JobContexts } from "./values/job-contexts.ts";
import { legStrategy } from "./values/leg-strategy.ts";
import { LegTools } from "./job/leg-tools.ts";
import { lateLegs, type Leg, planJobs, type PlannedRunJob } from "./values/legs.ts";
import { workspaceOf } from "./run-folder/repository-folder.ts";
import { findEarlierRun, keptRecords } from "./run-folder/resume.ts";
import { RunFolder } from "./run-folder/run-folder.ts";
import type { RunOptions } from "./run-options.ts";
import { RunMask } from "./run-folder/run-mask.ts";
import type { RunState } from "./run-folder/run-state.ts";
import { RunRecorder } from "./run-recorder.ts";
import type { RunSetting } from "./job/run-setting.ts";
import { schedule } from "./schedule/scheduler.ts";
import { readSituation } from "./event/situation.ts";
import { gitHubGrace } from "./step/step-process.ts";
import { ToolVersions } from "./tools/tool-versions.ts";
import { trackingPrefix, trackingVariable } from "./job/tracking.ts";
import { checkIsolation, Workspaces } from "./job/workspaces.ts";

export type { RunOptions };

/**
 * The record is also in `run.json`. A run that was cancelled ends with the record too.
 *
 * @throws UsageError for an event or job that the workflow does not have, and where `resume` or `isolate` are impossible.
 */
export async function runWorkflow(wanted: Workflow, options: RunOptions): Promise<RunRecord> {
  const { host, root, sink, signal } = options;
  const workflow = selectJobs(wanted, options.only);
  const situation = await readSituation(workflow, options);
  const id = runId(host.now());
  const contexts = runContexts(workflow, situation, id);
  const jobs = planJobs(workflow, contexts);
  const { inputs, trigger, ref, vars } = situation;
  const state: RunState = { workflow: wanted, inputs, eventName: trigger, ref, vars, uploads: {} };
  // Refusals come before anything is written.
  const earlier =
    options.resume === true ? findEarlierRun(root, state, Object.keys(workflow.jobs)) : undefined;
  const isolate = options.isolate === true;
  if (isolate) checkIsolation(situation.checkout);
  const workspaces = new Workspaces({
    workspace: workspaceOf(root, workflow),
    checkout: situation.checkout.folder,
    isolate,
    now: host.now(),
  });
  const mark = `${trackingVariable}=${trackingPrefix(processIdentity())}`;
  const watchdog = startWatchdog(workspaces.temp, mark);
  let flush = (): void => {};
  let close = (): string | undefined => undefined;
  const forget = rememberProcess(() => {
    flush();
    workspaces.removeAll();
  });
  try {
    const secrets = secretsContext(workflow, host.env);
    const masker = new Masker();
    for (const secret of Object.values(secrets)) masker.add(secret);
    const mask = new RunMask(masker);
    const folder = new RunFolder(root, id, mask);
    flush = () => folder.flush();
    close = () => folder.close();
    const path = [workflow.name];
    const emit = (event: Event, time = host.now()): void => {
      const shown = mask.event(event);
      if (shown !== undefined) sink({ ...shown, time });
    };
    const artifacts = new ArtifactStore(workspaces.temp, folder.own);
    const payload = `${JSON.stringify(situation.payload, undefined, 2)}\n`;
    const eventPath = workspaces.write("event.json", payload);
    const setting: RunSetting = {
      workflow,
      host,
      env: machineEnvironment(host.env, options.secretNames),
      contexts: { ...contexts, secrets },
      secrets,
      folder,
      artifacts,
      workspaces,
      eventPath,
      masker,
      watchdog,
      grace: options.grace ?? gitHubGrace,
      path,
      emit,
    };
    const kept =
      earlier === undefined
        ? new Map<string, never>()
        : keptRecords(earlier, workflow, jobs, folder, artifacts);
    state.uploads = { ...earlier?.uploads };
    folder.writeState(() => state);
    emit({
      type: "automation-started",
      path,
      jobs: jobs.flatMap((job) =>
        job.legs.map(({ name }) => ({ id: job.id, name, needs: job.needs })),
      ),
    });
    const recorder = new RunRecorder({
      id,
      automation: workflow.name,
      situation,
      jobs,
      folder,
      now: host.now,
      emit,
    });
    const endedJobs = new EndedJobs();
    const admissions = new Admissions({
      workflow,
      contexts,
      host,
      allRunners: options.allRunners === true,
      optionOf: options.optionOf,
      isCancelled: () => signal.aborted,
      undecided: endedJobs.undecided,
      needsOf: (job, ended) => endedJobs.needs(job, ended),
    });
    const tools = new LegTools({
      workflow,
      contexts,
      host,
      versions: new ToolVersions({ env: setting.env, cwd: root }),
      folder: workspaceOf(root, workflow),
    });
    const needs = new Map<string, NeedsContext>();
    const names = new Set(
      jobs.flatMap((job) => (job.late ? [] : job.legs.map(({ name }) => name))),
    );
    await schedule<PlannedRunJob, Leg>(jobs, {
      limit: options.jobs,
      signal,
      admitJob(job, ended) {
        needs.set(job.id, endedJobs.needs(job, ended));
        return admissions.job(job, ended);
      },
      expand(job) {
        if (!job.late) return undefined;
        const own = new JobContexts(contexts, needs.get(job.id) ?? {});
        const legs = lateLegs(job, own, names);
        recorder.expand(job, legs);
        return { legs, ...legStrategy(job.job, own) };
      },
      admitLeg: (leg) => admissions.leg(leg, needs.get(leg.jobId)),
      refuse(error, job) {
        if (!(error instanceof UnknownError)) return undefined;
        endedJobs.leaveUndecided(job.id);
        admissions.refuse(job);
        return elsewhereFor(error);
      },
      outlivesCancellation: (job, ended) => admissions.outlivesCancellation(job, ended),
      async start(leg, legSignal) {
        const record = kept.get(leg.key);
        if (record !== undefined) {
          recorder.keep(leg, record);
          return { result: "success" };
        }
        const own = needs.get(leg.jobId) ?? {};
        const asking = tools.notes(leg, own);
        if (options.strictTools === true) {
          const notes = await asking;
          if (notes.length > 0) {
            admissions.withdraw(leg);
            return { result: "elsewhere", reason: `elsewhere: ${notes.join("; ")}` };
          }
        }
        recorder.start(leg);
        const outcome = await runLeg({ leg, needs: own, setting, signal: legSignal });
        recorder.note(leg, await asking);
        const uploads = Object.entries(outcome.uploads);
        for (const [artifact, name] of uploads) {
          state.uploads[folder.artifactName(leg.key, artifact)] = name;
        }
        if (uploads.length > 0) folder.writeState(() => state);
        const tolerated = continuesOnError(leg.job, { ...contexts, ...leg.contexts, needs: own });
        recorder.outcome(leg, outcome, tolerated);
        const { result, reason } = outcome;
        if (result === "elsewhere") admissions.withdraw(leg);
        if (outcome.undecided === true) endedJobs.leaveUndecided(leg.jobId);
        return { result, tolerated, ...(reason === undefined ? {} : { reason }) };
      },
      onFinished(leg, result, reason) {
        // Every job has a log; that of one that never started says why.
        const said = [...recorder.notes(leg), ...(reason === undefined ? [] : [reason])];
        for (const text of said) folder.log(leg.key).line(text);
        folder.log(leg.key).flush();
        const record = recorder.finish(leg, result, reason);
        endedJobs.end(leg, record.result, record.outputs, recorder.unknownOutputs(leg));
      },
    });
    const record = mask.record(recorder.end());
    const problem = artifacts.restore() ?? folder.close();
    if (problem !== undefined) {
      const text = `warning: not all that the run leaves could be written: ${problem}`;
      emit({ type: "line", path, stream: "stderr", text });
    }
    emit({ type: "run-finished", path, folder: folder.path, ...record });
    return record;
  } finally {
    workspaces.removeAll();
    watchdog.dismiss();
    close();
    forget();
  }
}

/** Sorts by time, to the millisecond; two runs that start at once differ all the same. */
function runId(startedAt: number): string {
  const time = isoTime(startedAt).replaceAll(/[-:.Z]/g, "");
  return `${time}-${randomBytes(2).toString("hex")}`;
}
