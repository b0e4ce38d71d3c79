import type { LocalResult } from "../events/event.ts";
import { UnknownError } from "../expression/values/unknown.ts";
import { runLeg } from "./job/leg-run.ts";
import { LegTools } from "./job/leg-tools.ts";
import type { OpenRun } from "./open-run.ts";
import type { LocalRunOptions } from "./run-options.ts";
import { Conditions } from "./schedule/conditions.ts";
import { continuesOnError } from "./schedule/continue-on-error.ts";
import { elsewhereFor } from "./schedule/elsewhere.ts";
import { EndedJobs } from "./schedule/ended-jobs.ts";
import type { Expansion } from "./schedule/job-entries.ts";
import { Placement } from "./schedule/placement.ts";
import type {
  Admission,
  JobResults,
  LegEnd,
  Refusal,
  ScheduleOptions,
} from "./schedule/scheduler.ts";
import type { NeedsContext } from "./values/contexts.ts";
import { JobContexts } from "./values/job-contexts.ts";
import { legStrategy } from "./values/leg-strategy.ts";
import { lateLegs, type Leg, type PlannedRunJob } from "./values/legs.ts";

/** Answers the scheduler for the jobs of a run: which of them start here, and what each of them comes to. */
export class RunJobs implements ScheduleOptions<PlannedRunJob, Leg> {
  readonly limit: number;
  readonly signal: AbortSignal;
  readonly #run: OpenRun;
  readonly #isStrict: boolean;
  readonly #endedJobs = new EndedJobs();
  readonly #conditions: Conditions;
  readonly #placement: Placement;
  readonly #tools: LegTools;
  /** The `needs` context of each job, from its admission on. */
  readonly #needs = new Map<string, NeedsContext>();
  /** Names of legs that no other leg may have. */
  readonly #takenNames: Set<string>;

  constructor(run: OpenRun, options: LocalRunOptions) {
    this.limit = options.jobs;
    this.signal = options.signal;
    this.#run = run;
    this.#isStrict = options.strictTools === true;
    this.#conditions = new Conditions(run.request, {
      optionOf: options.optionOf,
      isCancelled: () => options.signal.aborted,
      undecidedJobs: this.#endedJobs.undecidedJobs,
      needsOf: (job, results) => this.#endedJobs.needs(job, results),
    });
    this.#placement = new Placement(run.request, options);
    this.#tools = new LegTools(run.request, options, run.setting.env);
    this.#takenNames = new Set(
      run.request.jobs.flatMap(({ late, legs }) => (late ? [] : legs.map(({ name }) => name))),
    );
  }

  admitJob(job: PlannedRunJob, results: JobResults): Admission {
    this.#needs.set(job.id, this.#endedJobs.needs(job, results));
    return this.#conditions.admission(job, results);
  }

  expand(job: PlannedRunJob): Expansion<Leg> | undefined {
    if (!job.late) return undefined;
    const own = new JobContexts(this.#run.request.contexts, this.#needsOf(job.id));
    const legs = lateLegs(job, own, this.#takenNames);
    this.#run.recorder.expand(job, legs);
    return { legs, ...legStrategy(job.job, own) };
  }

  admitLeg(leg: Leg): Admission {
    return this.#placement.place(leg, this.#needsOf(leg.jobId));
  }

  refuse(error: unknown, job: PlannedRunJob): Refusal | undefined {
    if (!(error instanceof UnknownError)) return undefined;
    this.#endedJobs.leaveUndecided(job.id);
    this.#placement.placeElsewhere(job);
    return elsewhereFor(error);
  }

  outlivesCancellation(job: PlannedRunJob, results: JobResults): boolean {
    return this.#conditions.outlivesCancellation(job, results);
  }

  async start(leg: Leg, signal: AbortSignal): Promise<LegEnd> {
    const { recorder, setting, recordsByLeg, state } = this.#run;
    const record = recordsByLeg.get(leg.key);
    if (record !== undefined) {
      recorder.keep(leg, record);
      return { result: "success" };
    }
    const contexts = { ...leg.contexts, needs: this.#needsOf(leg.jobId) };
    const toolNotes = this.#tools.notes(leg.job, contexts);
    if (this.#isStrict && (await toolNotes).length > 0) {
      this.#placement.moveElsewhere(leg);
      return { result: "elsewhere", reason: `elsewhere: ${(await toolNotes).join("; ")}` };
    }
    recorder.start(leg);
    const outcome = await runLeg({ leg, contexts, setting, signal });
    recorder.note(leg, await toolNotes);
    for (const { shownAt, name } of outcome.uploads) state.uploads[shownAt] = name;
    if (outcome.uploads.length > 0) setting.folder.writeState(() => state);
    const isTolerated = continuesOnError(leg.job, contexts);
    recorder.outcome(leg, outcome, isTolerated);
    const { result, reason, isUndecided } = outcome;
    if (result === "elsewhere") this.#placement.moveElsewhere(leg);
    if (isUndecided) this.#endedJobs.leaveUndecided(leg.jobId);
    return { result, isTolerated, reason };
  }

  onFinished(leg: Leg, result: LocalResult, reason: string | undefined): void {
    const { recorder, setting } = this.#run;
    // Every job has a log. The log of a job that never started says why.
    const log = setting.folder.log(leg.key);
    for (const text of recorder.notes(leg)) log.line(text);
    if (reason !== undefined) log.line(reason);
    log.flush();
    const record = recorder.finish(leg, result, reason);
    this.#endedJobs.end(leg, record.result, record.outputs, recorder.unknownOutputs(leg));
  }

  #needsOf(id: string): NeedsContext {
    return this.#needs.get(id) ?? {};
  }
}
