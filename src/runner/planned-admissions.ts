/** Which jobs would run, as far as it can be told before anything has: as if all that may run succeeded. */
import { callsStatusFunction } from "../expression/job-condition.ts";
import { shownCondition } from "../expression/shown-condition.ts";
import { Unknown, UnknownError } from "../expression/unknown.ts";
import { keysOf, readsIn } from "../expression/usage.ts";
import { Admissions, type AdmissionOptions } from "./admission.ts";
import { conditionDependencies } from "./condition-dependencies.ts";
import type { NeedsContext } from "./contexts.ts";
import { readsOutputsOf } from "./elsewhere.ts";
import { ancestorsOf } from "./ancestor-search.ts";
import { elsewhereFor } from "./known.ts";
import type { PlannedRunJob } from "./legs.ts";
import type { Admission, JobResults, Refusal } from "./scheduler.ts";

export interface PlannedCondition {
  /** Without `${{ }}`. */
  readonly expression: string;
  /** `unknown` where it depends on what only a run brings. */
  readonly value: "true" | "false" | "unknown";
  /** On what: `the result of build`, `the output version of build`. */
  readonly dependsOn?: readonly string[];
}

export class PlannedAdmissions {
  readonly conditions = new Map<string, PlannedCondition>();
  readonly #workflow: AdmissionOptions["workflow"];
  /** Where everything that runs succeeds. */
  readonly #hopeful: Admissions;
  /** Where nobody knows what it comes to. */
  readonly #doubtful: Admissions;
  readonly #running = new Set<string>();
  /** Jobs elsewhere of which nobody here knows whether they run, or with what. */
  readonly #undecided = new Set<string>();

  constructor(options: Omit<AdmissionOptions, "needsOf" | "undecided">) {
    this.#workflow = options.workflow;
    this.#hopeful = new Admissions({
      ...options,
      undecided: this.#undecided,
      needsOf: (job, results) => this.#needs(job, results, false),
    });
    this.#doubtful = new Admissions({
      ...options,
      undecided: this.#running,
      needsOf: (job, results) => this.#needs(job, results, true),
    });
  }

  job(job: PlannedRunJob, results: JobResults): Admission {
    const admission = this.#decide(job, results);
    if (admission === "run") this.#running.add(job.id);
    return admission;
  }

  /** What is made of an error that one of the two brought. */
  refuse(error: unknown, job: PlannedRunJob): Refusal | undefined {
    return error instanceof UnknownError ? this.#elsewhere(job, error) : undefined;
  }

  get legs(): Pick<Admissions, "leg" | "withdraw"> {
    return this.#hopeful;
  }

  #decide(job: PlannedRunJob, results: JobResults): Admission {
    const absent = job.needs.filter((id) => results.get(id) === "elsewhere");
    const { if: condition } = job.job;
    let admission: Admission;
    try {
      admission = this.#hopeful.job(job, results);
      const isOpen = admission !== "run" && this.#mayRun(job, results);
      this.#note(job, isOpen ? "unknown" : admission === "run" ? "true" : "false");
      if (isOpen) admission = "run";
    } catch (error) {
      if (!(error instanceof UnknownError)) throw error;
      this.#note(job, "unknown");
      const rests = keysOf(readsIn(condition), "needs").some((id) => absent.includes(id));
      const ancestors = ancestorsOf(job.needs, this.#workflow.jobs);
      if (rests || ancestors.some((id) => this.#undecided.has(id))) {
        return this.#elsewhere(job, error);
      }
      admission = "run";
    }
    if (admission !== "run") return admission;
    const source = readsOutputsOf(job.job, absent);
    if (source !== undefined) return this.#elsewhere(job, { reason: `outputs of ${source}` });
    const asked = keysOf(readsIn(job.job), "needs").find((id) => absent.includes(id));
    if (asked !== undefined) return this.#elsewhere(job, { reason: `the result of ${asked}` });
    return "run";
  }

  #elsewhere(job: PlannedRunJob, why: Pick<UnknownError, "reason">): Refusal {
    this.#undecided.add(job.id);
    this.#hopeful.refuse(job);
    return elsewhereFor(why);
  }

  /** Without a status function a job runs where all before it succeeded, and nowhere else. */
  #mayRun(job: PlannedRunJob, results: JobResults): boolean {
    if (!callsStatusFunction(job.job.if ?? "")) return false;
    try {
      return this.#doubtful.job(job, results) === "run";
    } catch (error) {
      if (error instanceof UnknownError) return true;
      throw error;
    }
  }

  #note({ id, job, needs }: PlannedRunJob, value: PlannedCondition["value"]): void {
    if (job.if === undefined) return;
    const before = (): readonly string[] =>
      ancestorsOf(needs, this.#workflow.jobs).filter((each) => this.#running.has(each));
    const dependsOn = value === "unknown" ? conditionDependencies(job.if, needs, before()) : [];
    this.conditions.set(id, {
      expression: shownCondition(job.if),
      value,
      ...(dependsOn.length === 0 ? {} : { dependsOn }),
    });
  }

  #needs({ needs }: PlannedRunJob, results: JobResults, inDoubt: boolean): NeedsContext {
    return Object.fromEntries(
      needs.map((id) => {
        const result = results.get(id) ?? "success";
        const isOpen = result === "elsewhere" || (inDoubt && result === "success");
        return [
          id,
          {
            result: isOpen ? new Unknown(`the result of ${id}`) : result,
            outputs: result === "skipped" ? {} : new Unknown(`outputs of ${id}`),
          },
        ];
      }),
    );
  }
}
