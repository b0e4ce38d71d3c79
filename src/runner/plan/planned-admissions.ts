/** Decides before a run which jobs would run, as if every job that may run succeeded. */
import type { WorkflowJob } from "../../model/workflow.ts";
import { callOutputs } from "../call/call-request.ts";
import type { PlanOptions } from "../run-options.ts";
import type { RunRequest } from "../run-request.ts";
import { callsStatusFunction, conditionTree } from "../../expression/analysis/implied-success.ts";
import { shownCondition } from "../../expression/analysis/shown-condition.ts";
import { Unknown, UnknownError } from "../../expression/values/unknown.ts";
import { readsOf } from "../../expression/analysis/usage.ts";
import { Conditions } from "../schedule/conditions.ts";
import { Placement } from "../schedule/placement.ts";
import { conditionDependencies } from "./condition-dependencies.ts";
import type { NeedsContext } from "../values/contexts.ts";
import { ancestorsOf } from "../values/ancestor-search.ts";
import { elsewhereFor } from "../schedule/elsewhere.ts";
import type { Leg, PlannedRunJob } from "../values/legs.ts";
import { checkNeeds } from "./planned-needs.ts";
import type { Admission, JobResults, Refusal } from "../schedule/scheduler.ts";

/** An `if`, and what it comes to. */
export interface PlannedCondition {
  /** Without `${{ }}`. */
  readonly expression: string;
  /** `unknown` where it depends on what only a run brings. */
  readonly value: "true" | "false" | "unknown";
  /** What the value depends on: `the result of build`, `the output version of build`. */
  readonly dependsOn?: readonly string[];
}

export class PlannedAdmissions {
  readonly conditions = new Map<string, PlannedCondition>();
  readonly #request: RunRequest;
  /** Conditions if every job that runs succeeds. */
  readonly #ifAllSucceed: Conditions;
  /** Conditions if the results of jobs that run are unknown. */
  readonly #inDoubt: Conditions;
  readonly #placement: Placement;
  readonly #runningJobs = new Set<string>();
  /** Jobs elsewhere of which nobody here knows whether they run, or with what. */
  readonly #undecidedJobs = new Set<string>();
  /** Jobs that are elsewhere, or some combinations of which are. */
  readonly #partlyElsewhere = new Set<string>();
  /** For each job that may run: its `needs`, and the reasons of values in it that never become known here. */
  readonly #neededJobs = new Map<
    string,
    { readonly needs: NeedsContext; readonly absent: Set<string> }
  >();

  constructor(request: RunRequest, options: PlanOptions) {
    this.#request = request;
    const own = { optionOf: options.optionOf, isCancelled: () => false };
    this.#ifAllSucceed = new Conditions(request, {
      ...own,
      undecidedJobs: this.#undecidedJobs,
      needsOf: (job, results) => this.#needs(job, results, false),
    });
    this.#inDoubt = new Conditions(request, {
      ...own,
      undecidedJobs: this.#runningJobs,
      needsOf: (job, results) => this.#needs(job, results, true),
    });
    this.#placement = new Placement(request, options);
  }

  admitJob(job: PlannedRunJob, results: JobResults): Admission {
    const admission = this.#decide(job, results);
    if (admission !== "run") return admission;
    this.#runningJobs.add(job.id);
    const elsewhere = job.needs.filter((id) => results.get(id) === "elsewhere");
    const partly = this.#neededElsewhere(job);
    const absent = new Set([...elsewhere.map(outputsOf), ...partly.map(resultOf)]);
    this.#neededJobs.set(job.id, { needs: this.#needs(job, results, true), absent });
    return admission;
  }

  /** @throws UnknownError where the leg depends on what only GitHub knows. */
  admitLeg(leg: Leg, job: PlannedRunJob): Admission {
    const { needs = {}, absent = new Set<string>() } = this.#neededJobs.get(job.id) ?? {};
    // One leg stands for all while the matrix depends on outputs of other jobs.
    const late = job.lateMatrix ? lateContexts : undefined;
    if (absent.size > 0) checkNeeds(leg.job, { ...leg.contexts, ...late, needs }, absent);
    return job.lateMatrix ? "run" : this.#placement.place(leg);
  }

  /** The refusal for an error that `admitJob` or `admitLeg` threw. */
  refuse(error: unknown, job: PlannedRunJob): Refusal | undefined {
    return error instanceof UnknownError ? this.#elsewhere(job, error) : undefined;
  }

  moveElsewhere(leg: Leg): void {
    this.#placement.moveElsewhere(leg);
  }

  /** Notes a leg that does not run here. */
  leave({ jobId }: Leg): void {
    this.#partlyElsewhere.add(jobId);
  }

  #neededElsewhere({ needs }: PlannedRunJob): readonly string[] {
    return needs.filter((id) => this.#partlyElsewhere.has(id));
  }

  #decide(job: PlannedRunJob, results: JobResults): Admission {
    try {
      const admission = this.#ifAllSucceed.admission(job, results);
      const isOpen = admission !== "run" && this.#mayRun(job, results);
      this.#note(job, isOpen ? "unknown" : admission === "run" ? "true" : "false");
      return isOpen ? "run" : admission;
    } catch (error) {
      if (!(error instanceof UnknownError)) throw error;
      this.#note(job, "unknown");
      const absent = this.#neededElsewhere(job);
      const isOpen = this.#ifAllSucceed.mayHold(job, results, absent);
      return isOpen ? "run" : this.#elsewhere(job, absentValue(job, absent) ?? error);
    }
  }

  #elsewhere(job: PlannedRunJob, unknown: Pick<UnknownError, "reason">): Refusal {
    this.#undecidedJobs.add(job.id);
    this.#placement.placeElsewhere(job);
    return elsewhereFor(unknown);
  }

  /** Only a job with a status function can run if something before it does not succeed. */
  #mayRun(job: PlannedRunJob, results: JobResults): boolean {
    if (!callsStatusFunction(job.job.if ?? "")) return false;
    try {
      return this.#inDoubt.admission(job, results) === "run";
    } catch (error) {
      if (error instanceof UnknownError) return true;
      throw error;
    }
  }

  #note({ id, job, needs }: PlannedRunJob, value: PlannedCondition["value"]): void {
    if (job.if === undefined) return;
    const { jobs } = this.#request.workflow;
    const ancestors = (): readonly string[] =>
      ancestorsOf(needs, jobs).filter((each) => this.#runningJobs.has(each));
    const dependsOn = value === "unknown" ? conditionDependencies(job.if, needs, ancestors()) : [];
    const expression = shownCondition(job.if);
    this.conditions.set(id, { expression, value, ...(dependsOn.length > 0 && { dependsOn }) });
  }

  #needs({ needs }: PlannedRunJob, results: JobResults, inDoubt: boolean): NeedsContext {
    return Object.fromEntries(
      needs.map((id) => {
        const result = results.get(id) ?? "success";
        const isOpen = this.#partlyElsewhere.has(id) || (inDoubt && result === "success");
        const outputs = unknownOutputs(id, this.#request.workflow.jobs[id]);
        return [
          id,
          {
            result: isOpen ? new Unknown(resultOf(id)) : result,
            outputs: result === "skipped" ? {} : outputs,
          },
        ];
      }),
    );
  }
}

const lateContexts = { matrix: new Unknown("the matrix"), strategy: new Unknown("the matrix") };

function resultOf(id: string): string {
  return `the result of ${id}`;
}

function outputsOf(id: string): string {
  return `outputs of ${id}`;
}

/** An output that a job does not declare is empty in any case. What a workflow declares whose file it calls, nobody reads here. */
function unknownOutputs(
  id: string,
  job: WorkflowJob | undefined,
): Unknown | Readonly<Record<string, Unknown>> {
  const value = new Unknown(outputsOf(id));
  if (job?.uses !== undefined && job.called === undefined) return value;
  const declared = job?.called === undefined ? job?.outputs : callOutputs(job.called);
  return Object.fromEntries(Object.keys(declared ?? {}).map((name) => [name, value]));
}

/** The first value of a job elsewhere that the condition reads. Such a value never becomes known here. */
function absentValue(
  { job }: PlannedRunJob,
  absent: readonly string[],
): Pick<UnknownError, "reason"> | undefined {
  for (const [context, name, property] of readsOf(conditionTree(job.if)).paths) {
    const id = absent.find((each) => each.toLowerCase() === name?.toLowerCase());
    if (context !== "needs" || id === undefined) continue;
    return { reason: property?.toLowerCase() === "result" ? resultOf(id) : outputsOf(id) };
  }
  return undefined;
}
