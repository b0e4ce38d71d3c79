/** Whether the jobs of a run start, by their conditions and the results of the jobs before them. */
import type { RunRequest } from "../run-request.ts";
import type { NeedsContext } from "../values/contexts.ts";
import type { PlannedRunJob } from "../values/legs.ts";
import {
  admission,
  Ancestors,
  type ConditionSituation,
  type ConditionSubject,
  mayHold,
} from "./job-condition.ts";
import type { Admission, JobResults } from "./scheduler.ts";

interface ConditionsOptions {
  readonly isCancelled: () => boolean;
  readonly optionOf?: ConditionSituation["optionOf"];
  /** Jobs whose result is not known here. */
  readonly undecidedJobs: ReadonlySet<string>;
  readonly needsOf: (job: PlannedRunJob, results: JobResults) => NeedsContext;
}

export class Conditions {
  readonly #request: RunRequest;
  readonly #options: ConditionsOptions;
  #ancestors: Ancestors | undefined;

  constructor(request: RunRequest, options: ConditionsOptions) {
    this.#request = request;
    this.#options = options;
  }

  /** @throws UnknownError where its condition depends on what only GitHub knows. */
  admission(job: PlannedRunJob, results: JobResults): Admission {
    return admission(subjectOf(job), this.#situation(job, results));
  }

  /** See `mayHold` in job-condition.ts. */
  mayHold(job: PlannedRunJob, results: JobResults, elsewhere: readonly string[]): boolean {
    return mayHold(subjectOf(job), this.#situation(job, results), elsewhere);
  }

  outlivesCancellation(job: PlannedRunJob, results: JobResults): boolean {
    try {
      return this.admission(job, results) === "run";
    } catch {
      return false;
    }
  }

  #situation(job: PlannedRunJob, results: JobResults): ConditionSituation {
    const { isCancelled, optionOf, needsOf, undecidedJobs } = this.#options;
    const { workflow, contexts } = this.#request;
    if (this.#ancestors?.results !== results) {
      this.#ancestors = new Ancestors(workflow.jobs, results, undecidedJobs);
    }
    return {
      ancestors: this.#ancestors,
      isCancelled: isCancelled(),
      contexts: { ...contexts, needs: needsOf(job, results) },
      optionOf,
    };
  }
}

function subjectOf({ job, needs }: PlannedRunJob): ConditionSubject {
  return { needs, if: job.if };
}
