import type { JobRecord, LocalResult } from "../events/event.ts";
import { UnknownError } from "../expression/values/unknown.ts";
import type { Workflow } from "../model/workflow.ts";
import { callOutputs, callRequest, callSetting } from "./call/call-request.ts";
import { jobOutputs } from "./job/job-outputs.ts";
import type { LegOutcome } from "./job/leg-outcome.ts";
import { failedOutcome, runLeg } from "./job/leg-run.ts";
import { LegTools } from "./job/leg-tools.ts";
import { Masker } from "../process/masker.ts";
import type { OpenRun } from "./open-run.ts";
import type { LocalRunOptions } from "./run-options.ts";
import { Conditions } from "./schedule/conditions.ts";
import { continuesOnError } from "./values/continue-on-error.ts";
import { elsewhereFor } from "./schedule/elsewhere.ts";
import { EndedJobs } from "./schedule/ended-jobs.ts";
import type { Expansion } from "./schedule/job-entries.ts";
import { Placement } from "./schedule/placement.ts";
import {
  type Admission,
  combinedResult,
  type JobResults,
  type LegEnd,
  type Refusal,
  schedule,
  type ScheduleOptions,
} from "./schedule/scheduler.ts";
import { Slots } from "./schedule/slots.ts";
import type { RunStops } from "./stop/run-stops.ts";
import type { NeedsContext, StartContexts } from "./values/contexts.ts";
import { JobContexts } from "./values/job-contexts.ts";
import { secretNotes } from "./values/missing-secrets.ts";
import { legStrategy } from "./values/leg-strategy.ts";
import { lateLegs, type Leg, type PlannedRunJob } from "./values/legs.ts";

/** Answers the scheduler for the jobs of a run: which of them start here, and what each of them comes to. */
export class RunJobs implements ScheduleOptions<PlannedRunJob, Leg> {
  readonly limit: Slots;
  readonly signal: AbortSignal;
  readonly takesSlot: ScheduleOptions<PlannedRunJob, Leg>["takesSlot"];
  readonly #options: LocalRunOptions;
  readonly #run: OpenRun;
  readonly #isStrict: boolean;
  readonly #stops: RunStops | undefined;
  readonly #endedJobs = new EndedJobs();
  readonly #conditions: Conditions;
  readonly #placement: Placement;
  readonly #tools: LegTools;
  /** In the order in which they ended. */
  readonly #ends: Pick<JobRecord, "id" | "result" | "reason">[] = [];
  /** The `needs` context of each job, from its admission on. */
  readonly #needs = new Map<string, NeedsContext>();
  /** Names of legs that no other leg may have. */
  readonly #takenNames: Set<string>;

  /** @param caller answers for the job that calls these. */
  constructor(run: OpenRun, options: LocalRunOptions, caller?: RunJobs) {
    this.limit = caller?.limit ?? new Slots(options.jobs);
    // A job that calls a workflow only waits for its jobs.
    const callsWorkflows = run.request.jobs.some(({ job }) => job.called !== undefined);
    this.takesSlot = callsWorkflows ? (leg) => leg.job.called === undefined : undefined;
    this.#options = options;
    this.signal = options.signal;
    this.#run = run;
    const { stops } = options;
    const { breakpoints } = run;
    const own = stops &&
      breakpoints && { ...stops, breakpoints, signal: options.signal, slots: this.limit };
    this.#stops = caller === undefined ? own : caller.#stops;
    this.#isStrict = options.strictTools === true;
    this.#conditions = new Conditions(run.request, {
      // Inputs of a called workflow are no options of the command.
      optionOf: caller === undefined ? options.optionOf : undefined,
      isCancelled: () => options.signal.aborted,
      undecidedJobs: this.#endedJobs.undecidedJobs,
      needsOf: (job, results) => this.#endedJobs.needs(job, results),
    });
    this.#placement =
      caller === undefined
        ? new Placement(run.request, options)
        : caller.#placement.ofCalled(run.request);
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
    const { called } = leg.job;
    const outcome =
      called === undefined
        ? await this.#runSteps(leg, contexts, signal)
        : await this.#call(leg, called, contexts, signal);
    const secrets = called === undefined ? [] : secretNotes(leg.job.secrets, setting.secrets);
    recorder.note(leg, [...(await toolNotes), ...secrets, ...(outcome.notes ?? [])]);
    for (const { shownAt, name } of outcome.uploads) state.uploads[shownAt] = name;
    if (outcome.uploads.length > 0) setting.folder.writeState(() => state);
    const isTolerated = continuesOnError(leg.job, contexts);
    recorder.outcome(leg, outcome, isTolerated);
    const { result, reason, isUndecided } = outcome;
    if (result === "elsewhere") this.#placement.moveElsewhere(leg);
    if (isUndecided) this.#endedJobs.leaveUndecided(leg.jobId);
    return { result, isTolerated, reason };
  }

  #runSteps(leg: Leg, contexts: StartContexts, signal: AbortSignal): Promise<LegOutcome> {
    const { recorder, setting } = this.#run;
    recorder.start(leg);
    return runLeg({ leg, contexts, setting, signal, stops: this.#stops });
  }

  /** Runs the jobs of the workflow that a job calls. */
  async #call(
    leg: Leg,
    called: Workflow,
    contexts: StartContexts,
    signal: AbortSignal,
  ): Promise<LegOutcome> {
    const { recorder } = this.#run;
    try {
      const request = callRequest(this.#run.request, leg, called, contexts);
      const setting = callSetting(this.#run.setting, leg.job, called, contexts);
      recorder.call(leg, request.jobs);
      recorder.start(leg);
      const run = { ...this.#run, request, setting, recordsByLeg: new Map<string, never>() };
      const jobs = new RunJobs(run, { ...this.#options, signal }, this);
      const results = await schedule<PlannedRunJob, Leg>(request.jobs, jobs);
      return jobs.#outcomeForCaller(called, results);
    } catch (error) {
      recorder.start(leg);
      return failedOutcome(error);
    }
  }

  /** What the called jobs are to those that need the job that calls them. */
  #outcomeForCaller(called: Workflow, results: JobResults): LegOutcome {
    const { request, setting } = this.#run;
    const jobs = this.#endedJobs.needs({ needs: [...results.keys()] }, results);
    const contexts = { ...request.contexts, jobs };
    // What one of the called jobs masks hides nothing that another puts out.
    const masker = new Masker(Object.values(setting.secrets));
    const outputs = jobOutputs(callOutputs(called), contexts, masker);
    const combined = combinedResult([...results.values()]);
    const isElsewhere = combined === "success" && this.#endedJobs.hasElsewhere;
    // As at the end of any job, an output that cannot be evaluated is a failure.
    const isFaulty = combined === "success" && outputs.problem !== undefined;
    const result = isFaulty ? "failure" : isElsewhere ? "elsewhere" : combined;
    return {
      result,
      reason: isFaulty ? outputs.problem : this.#reasonForCaller(result),
      isUndecided: false,
      outputs: outputs.values,
      unknownOutputs: outputs.unknown,
      uploads: [],
      exitCode: undefined,
      summary: "",
      steps: [],
      notes: outputs.warnings,
    };
  }

  /** The called jobs that made the result of the caller, with their reasons. */
  #reasonForCaller(result: LocalResult): string | undefined {
    if (result === "success" || result === "skipped") return undefined;
    const reasons = this.#ends
      .filter((end) => end.result === result)
      .map(({ id, reason = result }) => `${id}: ${reason.replace(/^elsewhere: /, "")}`);
    return `${result === "elsewhere" ? "elsewhere: " : ""}${reasons.join("; ")}`;
  }

  onFinished(leg: Leg, result: LocalResult, reason: string | undefined): void {
    const { recorder, setting } = this.#run;
    // Every job has a log. The log of a job that never started says why.
    const log = setting.folder.log(leg.key);
    for (const text of recorder.notes(leg)) log.line(text);
    if (reason !== undefined) log.line(reason);
    log.flush();
    const record = recorder.finish(leg, result, reason);
    this.#ends.push({ id: leg.jobId, result: record.result, reason: record.reason });
    this.#endedJobs.end(leg, record.result, record.outputs, recorder.unknownOutputs(leg));
  }

  #needsOf(id: string): NeedsContext {
    return this.#needs.get(id) ?? {};
  }
}
