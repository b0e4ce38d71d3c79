/** Which jobs of a run start, as the scheduler asks: conditions first, then whether this is the machine for them. */
import type { Contexts } from "../../expression/values/evaluate.ts";
import type { Host } from "../../host/host.ts";
import type { Workflow } from "../../model/workflow.ts";
import type { NeedsContext } from "../values/contexts.ts";
import { continuesOnError } from "./continue-on-error.ts";
import { artifactUses, foreignLabel, missingArtifact } from "./elsewhere.ts";
import { JobContexts } from "../values/job-contexts.ts";
import {
  admission,
  Ancestors,
  type ConditionSituation,
  type ConditionSubject,
  mayHold,
} from "./job-condition.ts";
import { isLeftOut, leftOutReason } from "../values/left-out.ts";
import type { Leg, PlannedRunJob } from "../values/legs.ts";
import { checkFirstStep } from "./preflight.ts";
import type { Admission, JobResults } from "./scheduler.ts";

export interface AdmissionOptions {
  readonly workflow: Workflow;
  /** `github`, `inputs` and `vars`. */
  readonly contexts: Contexts;
  readonly host: Pick<Host, "platform" | "architecture">;
  readonly allRunners: boolean;
  readonly isCancelled: () => boolean;
  readonly optionOf?: ConditionSituation["optionOf"];
  /** Jobs of which nobody here knows what they came to. */
  readonly undecided?: ReadonlySet<string>;
  /** What the needs of a job came to. */
  readonly needsOf: (job: PlannedRunJob, results: JobResults) => NeedsContext;
}

/** Contexts that only a running job has, and what is not known of others. */
const notYet = { runner: {}, env: {}, steps: {}, job: {}, secrets: {}, needs: {} };

export class Admissions {
  readonly #options: AdmissionOptions;
  /** What each leg uploads, by its key: here, or on another machine. */
  readonly #uploads = new Map<string, { readonly names: readonly string[]; here: boolean }>();
  #ancestors: Ancestors | undefined;

  constructor(options: AdmissionOptions) {
    this.#options = options;
  }

  /** @throws UnknownError where its condition rests on what only GitHub knows. */
  job(job: PlannedRunJob, results: JobResults): Admission {
    return admission(subjectOf(job), this.#situation(job, results));
  }

  /** Whether a job whose condition rests on what nobody knows yet may run, whatever those elsewhere come to. */
  mayRun(job: PlannedRunJob, results: JobResults, elsewhere: readonly string[]): boolean {
    return mayHold(subjectOf(job), this.#situation(job, results), elsewhere);
  }

  #situation(job: PlannedRunJob, results: JobResults): ConditionSituation {
    const { workflow, contexts, isCancelled, optionOf, needsOf, undecided } = this.#options;
    if (this.#ancestors?.results !== results) {
      this.#ancestors = new Ancestors(workflow.jobs, results, undecided);
    }
    return {
      ancestors: this.#ancestors,
      isCancelled: isCancelled(),
      contexts: { ...contexts, needs: needsOf(job, results) },
      optionOf,
    };
  }

  /**
   * @param needs what its job's needs came to; undefined where nothing has run, and what they put out is not known.
   * @throws UnknownError where what it is made of rests on what only GitHub knows.
   */
  leg(leg: Leg, needs?: NeedsContext): Admission {
    const { workflow, contexts, host, allRunners } = this.#options;
    const own = new JobContexts({ ...contexts, ...leg.contexts }, needs);
    const { uploads, downloads } = artifactUses(leg.job, { ...notYet, ...own.all });
    const entry = { names: uploads, here: false };
    this.#uploads.set(leg.key, entry);
    const { "runs-on": runsOn, "continue-on-error": tolerant } = leg.job;
    if (own.sufficeFor(tolerant)) continuesOnError(leg.job, own.all);
    const foreign = own.sufficeFor(runsOn) ? foreignLabel(leg.job, own.all, host) : undefined;
    const label = allRunners ? undefined : foreign;
    const missing = missingArtifact(
      downloads,
      () => this.#uploaded(false),
      () => this.#uploaded(true),
    );
    const { steps } = leg.job;
    const reason =
      label !== undefined
        ? `elsewhere: ${label}`
        : missing !== undefined
          ? `elsewhere: needs the artifact ${missing}`
          : steps.length > 0 && steps.every(isLeftOut)
            ? leftOutReason(steps)
            : undefined;
    if (reason === undefined) checkFirstStep(leg.job, workflow.env ?? {}, own.all);
    entry.here = reason === undefined;
    return reason === undefined ? "run" : { result: "elsewhere", reason };
  }

  /** A job that is elsewhere as a whole. What it uploads is there, as far as the names are known. */
  refuse(job: PlannedRunJob): void {
    for (const leg of job.legs) {
      if (this.#uploads.has(leg.key)) continue;
      try {
        const own = { ...notYet, ...this.#options.contexts, ...leg.contexts };
        this.#uploads.set(leg.key, { names: artifactUses(leg.job, own).uploads, here: false });
      } catch {
        // Its combinations are not known.
      }
    }
  }

  /** A leg that was let in, and turns out to be for another machine. */
  withdraw(leg: Leg): void {
    const own = this.#uploads.get(leg.key);
    if (own !== undefined) own.here = false;
  }

  #uploaded(here: boolean): readonly string[] {
    return [...this.#uploads.values()].flatMap((own) => (own.here === here ? own.names : []));
  }

  outlivesCancellation(job: PlannedRunJob, results: JobResults): boolean {
    try {
      return this.job(job, results) === "run";
    } catch {
      return false;
    }
  }
}

function subjectOf({ job, needs }: PlannedRunJob): ConditionSubject {
  return { needs, ...(job.if === undefined ? {} : { if: job.if }) };
}
