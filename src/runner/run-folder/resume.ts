/** `--resume`: which jobs of an earlier run do not have to run again. */
import { copyFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import type { JobRecord, RunRecord } from "../../events/event.ts";
import { UsageError } from "../../problems/usage-error.ts";
import { stars } from "../../process/masker.ts";
import { quotedList } from "../../problems/wording.ts";
import { commandOf } from "../../model/workflow-names.ts";
import type { Workflow } from "../../model/workflow.ts";
import type { ArtifactStore } from "../artifacts/artifact-store.ts";
import { ancestorsOf } from "../values/ancestor-search.ts";
import type { Leg, PlannedRunJob } from "../values/legs.ts";
import { readRunFile, runIds } from "./earlier-runs.ts";
import type { RunFolder } from "./run-folder.ts";
import { type StateFile, stateFile, type RunState } from "./run-state.ts";
import { ownValue } from "../../problems/own-value.ts";

export interface EarlierRun {
  readonly record: RunRecord;
  readonly folder: string;
  readonly uploads: Readonly<Record<string, string>>;
}

/**
 * @param ids of the jobs that are to run.
 * @throws UsageError where there is nothing to resume, or where the workflow has changed.
 */
export function findEarlierRun(root: string, state: RunState, ids: readonly string[]): EarlierRun {
  const name = commandOf(state.workflow);
  const id = runIds(root).findLast(
    (candidate) =>
      (readRunFile(root, candidate, "run.json") as RunRecord | undefined)?.automation === name,
  );
  const record = id === undefined ? undefined : (readRunFile(root, id, "run.json") as RunRecord);
  const earlier = id === undefined ? undefined : (readRunFile(root, id, "state.json") as StateFile);
  if (id === undefined || record === undefined || earlier === undefined) {
    throw refusal(`there is no earlier run of ${JSON.stringify(name)} to resume.`);
  }
  const change = changeSince(earlier, stateFile(state), ids);
  if (change !== undefined) throw refusal(`the run ${id} cannot be resumed: ${change}.`);
  if (ids.every((each) => isDone(each, record))) {
    const isWhole = ids.length === Object.keys(state.workflow.jobs).length;
    const whole =
      record.result === "success" ? `the run ${id} succeeded` : `no job of the run ${id} failed`;
    const what = isWhole ? whole : `${quotedList(ids)} did not fail in the run ${id}`;
    throw refusal(`${what}: nothing is left to resume.`);
  }
  return { record, folder: join(root, ".recompose/runs", id), uploads: earlier.uploads };
}

/** Whether an earlier run did all of a job, or skipped it. An allowed failure counts as a success. */
function isDone(id: string, { jobs, result }: RunRecord): boolean {
  const own = jobs.filter((job) => job.id === id);
  if (own.length === 0 || own.some(isIgnored)) return false;
  if (result === "success") return true;
  return own.every((job) => job.result !== "failure" && job.result !== "cancelled");
}

/** Whether it succeeded only because a person took a failure for a success. */
function isIgnored({ ignored = [] }: JobRecord): boolean {
  return ignored.length > 0;
}

function refusal(message: string): UsageError {
  return new UsageError(message, ["leave out --resume to run all jobs"]);
}

function changeSince(
  earlier: StateFile,
  now: StateFile,
  ids: readonly string[],
): string | undefined {
  const isWhole = ids.length === Object.keys(now.jobs).length;
  const jobs = new Set([...(isWhole ? Object.keys(earlier.jobs) : []), ...ids]);
  const changedIds = [...jobs].filter(
    (id) => ownValue(earlier.jobs, id) !== ownValue(now.jobs, id),
  );
  if (changedIds.length > 0) {
    return `since then ${changedIds.length === 1 ? "the job" : "the jobs"} ${quotedList(changedIds)} changed`;
  }
  if (earlier.workflow !== now.workflow) return "the workflow changed since then";
  if (earlier.inputs !== now.inputs) return "it had other inputs";
  if (earlier.eventName !== now.eventName) return `it was for the event ${earlier.eventName}`;
  if (earlier.ref !== now.ref) return `it was for ${earlier.ref}`;
  return earlier.vars === now.vars ? undefined : "it had other variables";
}

/** Whether no output was masked. The real value of a masked one is lost, so its job runs again. */
function isReadable({ outputs, artifacts }: JobRecord, { uploads }: EarlierRun): boolean {
  const names = Object.values(artifacts).map((target) => ownValue(uploads, target) ?? "");
  return [...Object.values(outputs), ...names].every((text) => !text.includes(stars));
}

/**
 * The records of legs that do not run again, by key: they succeeded and depend on nothing that runs again, as when failed
 * jobs are re-run on GitHub. Their logs and artifacts are copied into the new run's folder.
 * https://docs.github.com/en/actions/how-tos/manage-workflow-runs/re-run-workflows-and-jobs
 */
export function reusableRecords(
  earlier: EarlierRun,
  workflow: Workflow,
  jobs: readonly PlannedRunJob[],
  folder: RunFolder,
  artifacts: ArtifactStore,
): ReadonlyMap<string, JobRecord> {
  const recordOf = (leg: Leg): JobRecord | undefined =>
    // The log identifies a leg: its name may not be known before its needs have ended.
    earlier.record.jobs.find(({ log }) => log === folder.logName(leg.key));
  // What a called workflow did is in several records.
  const counts = (record: JobRecord | undefined): record is JobRecord =>
    record?.result === "success" && !isIgnored(record) && isReadable(record, earlier);
  const hasSucceeded = (leg: Leg): boolean => leg.job.uses === undefined && counts(recordOf(leg));
  const complete = new Set(jobs.filter((job) => job.legs.every(hasSucceeded)).map((job) => job.id));
  const records = new Map<string, JobRecord>();
  for (const job of jobs) {
    if (!ancestorsOf(job.needs, workflow.jobs).every((id) => complete.has(id))) continue;
    for (const leg of job.legs) {
      const record = recordOf(leg);
      if (!counts(record) || !hasSucceeded(leg)) continue;
      records.set(leg.key, { ...record, reason: `kept from the run ${earlier.record.id}` });
      const log = join(earlier.folder, record.log);
      if (existsSync(log)) copyFileSync(log, folder.absolute(record.log));
      for (const target of Object.values(record.artifacts)) {
        const name = ownValue(earlier.uploads, target) ?? "";
        artifacts.keep(name, join(earlier.folder, target), folder.absolute(target));
      }
    }
  }
  return records;
}
