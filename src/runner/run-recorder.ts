/** Writes to `run.json` and `summary.md` what has become of each job so far. */
import { commandOf } from "../model/workflow-names.ts";
import type { JobRecord, LocalResult, PlannedJob, RunRecord } from "../events/event.ts";
import { defined } from "../problems/defined.ts";
import { isoTime } from "../host/time.ts";
import type { LegOutcome } from "./job/leg-outcome.ts";
import type { RunSetting } from "./job/run-setting.ts";
import type { RunRequest } from "./run-request.ts";
import type { Leg, PlannedRunJob } from "./values/legs.ts";
import { combinedResult } from "./schedule/scheduler.ts";

interface RecordedLeg {
  readonly leg: Leg;
  readonly plan: PlannedJob;
  startedAt?: number;
  outcome?: LegOutcome;
  /** `continue-on-error`. */
  isTolerated?: boolean;
  notes?: readonly string[];
  /** Of an earlier run, where the leg does not run again. */
  earlierRecord?: JobRecord;
  record?: JobRecord;
}

export class RunRecorder {
  readonly #request: RunRequest;
  readonly #setting: RunSetting;
  readonly #startedAt: number;
  #legs: ReadonlyMap<string, RecordedLeg>;

  constructor(request: RunRequest, setting: RunSetting) {
    this.#request = request;
    this.#setting = setting;
    this.#startedAt = setting.host.now();
    this.#legs = new Map(request.jobs.flatMap(entriesOf));
    this.#write();
  }

  /** Replaces the legs of a job when its matrix or its name is known. */
  expand(job: PlannedRunJob, legs: readonly Leg[]): void {
    const newEntries = entriesOf({ ...job, legs });
    const id = legs[0]?.id ?? job.id;
    this.#legs = new Map(
      [...this.#legs].flatMap((entry) => (entry[1].leg.id === id ? newEntries : [entry])),
    );
    const { emit, path } = this.#setting;
    emit({ type: "job-expanded", path, id, jobs: newEntries.map(([, { plan }]) => plan) });
    this.#write();
  }

  /** Adds the jobs of the workflow that a leg calls, behind it. */
  call(leg: Leg, jobs: readonly PlannedRunJob[]): void {
    const newEntries = jobs.flatMap(entriesOf);
    this.#legs = new Map(
      [...this.#legs].flatMap((entry) => (entry[0] === leg.key ? [entry, ...newEntries] : [entry])),
    );
    const { emit, path } = this.#setting;
    const all = [this.#entry(leg), ...newEntries.map(([, entry]) => entry)];
    emit({
      type: "job-expanded",
      path,
      id: leg.id,
      name: leg.name,
      jobs: all.map(({ plan }) => plan),
    });
    this.#write();
  }

  start(leg: Leg): void {
    const { host, emit, path } = this.#setting;
    this.#entry(leg).startedAt = host.now();
    emit({ type: "job-started", path: [...path, leg.name] });
    this.#write();
  }

  /** Notes the outcome of a leg, before its result is final. */
  outcome(leg: Leg, outcome: LegOutcome, isTolerated: boolean): void {
    Object.assign(this.#entry(leg), { outcome, isTolerated });
  }

  /** Notes how a leg differs from GitHub. */
  note(leg: Leg, notes: readonly string[]): void {
    if (notes.length > 0) this.#entry(leg).notes = notes;
  }

  notes(leg: Leg): readonly string[] {
    return this.#entry(leg).notes ?? [];
  }

  /** Names of outputs that rest on what only GitHub knows; undefined where the leg did not come to its outputs. */
  unknownOutputs(leg: Leg): readonly string[] | undefined {
    return this.#entry(leg).outcome?.unknownOutputs;
  }

  keep(leg: Leg, record: JobRecord): void {
    this.#entry(leg).earlierRecord = record;
  }

  finish(leg: Leg, result: LocalResult, reason?: string): JobRecord {
    const { folder, emit, path } = this.#setting;
    const entry = this.#entry(leg);
    const record =
      entry.earlierRecord ?? this.#jobRecord(entry, result, reason ?? entry.outcome?.reason);
    entry.record = record;
    emit({
      type: "job-finished",
      path: [...path, leg.name],
      result: record.result,
      reason: record.reason,
      outputs: record.outputs,
      durationMs: record.durationMs,
      log: folder.absolute(record.log),
      notes: record.notes,
    });
    this.#write();
    return record;
  }

  #jobRecord(entry: RecordedLeg, result: LocalResult, reason: string | undefined): JobRecord {
    const { leg, plan, outcome, startedAt, notes } = entry;
    const { folder, host } = this.#setting;
    return {
      id: plan.id,
      name: plan.name,
      matrix: leg.job.strategy === undefined ? undefined : (leg.matrix ?? {}),
      needs: plan.needs,
      steps: outcome?.steps ?? [],
      result,
      reason,
      notes,
      ignored:
        outcome?.ignored === undefined || outcome.ignored.length === 0
          ? undefined
          : outcome.ignored,
      outputs: outcome?.outputs ?? {},
      artifacts: Object.fromEntries(
        (outcome?.uploads ?? []).map(({ artifact, shownAt }) => [artifact, shownAt]),
      ),
      exitCode: outcome?.exitCode,
      startedAt: startedAt === undefined ? undefined : isoTime(startedAt),
      durationMs: startedAt === undefined ? 0 : host.now() - startedAt,
      log: folder.logName(leg.key),
    };
  }

  /** Writes the final record. */
  end(): RunRecord {
    const record = this.#record(this.#result());
    this.#setting.folder.writeRecord(() => record);
    return record;
  }

  /** Until the end, a run or a job is recorded as cancelled, since its process may be killed. */
  #write(): void {
    const { folder } = this.#setting;
    folder.writeRecord(() => this.#record("cancelled"));
    folder.writeSummary(() => this.#summary());
  }

  #summary(): string {
    const { jobSummary, mask } = this.#setting;
    // Masked first: in a summary, a secret may be cut, or have backslashes.
    const { jobs } = mask.record(this.#record("cancelled"));
    const summaries = [...this.#legs.values()].flatMap(({ record, outcome }, index) => {
      const job = record && jobs[index];
      return [job === undefined ? "" : jobSummary(job), outcome?.summary ?? ""];
    });
    return summaries.filter((summary) => summary !== "").join("\n");
  }

  #record(result: LocalResult): RunRecord {
    const { id, workflow, situation } = this.#request;
    const { checkout, ref, sha } = situation;
    const known = (text: string): string | undefined => (text === "" ? undefined : text);
    return defined({
      id,
      automation: commandOf(workflow),
      result,
      startedAt: isoTime(this.#startedAt),
      durationMs: this.#setting.host.now() - this.#startedAt,
      inputs: situation.inputs,
      event: situation.trigger,
      repository: known(checkout.repository),
      ref: known(ref),
      sha: known(sha),
      actor: known(checkout.actor),
      command: this.#setting.command,
      jobs: [...this.#legs.values()].map(
        (entry) => entry.record ?? this.#jobRecord(entry, "cancelled", "the run has not ended"),
      ),
    });
  }

  /** A failure that is tolerated fails no run, and neither does a job that is skipped. */
  #result(): LocalResult {
    return combinedResult(
      [...this.#legs.values()].map(({ record, outcome, isTolerated }) => {
        const result = record?.result ?? "skipped";
        // A job that was stopped has another result than its steps had.
        const isOwn = outcome?.result === result && outcome.reason === record?.reason;
        const hasFailed = result === "failure" || result === "cancelled";
        return hasFailed && isOwn && isTolerated === true ? "success" : result;
      }),
    );
  }

  #entry(leg: Leg): RecordedLeg {
    const entry = this.#legs.get(leg.key);
    if (entry === undefined) throw new Error(`${leg.key} is not part of this run`);
    return entry;
  }
}

function entriesOf({ legs, needs, caller }: PlannedRunJob): [string, RecordedLeg][] {
  const ids = caller === undefined ? needs : needs.map((need) => `${caller.id}/${need}`);
  return legs.map((leg) => [leg.key, { leg, plan: { id: leg.id, name: leg.name, needs: ids } }]);
}
