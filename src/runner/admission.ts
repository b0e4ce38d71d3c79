/** Which jobs of a run start, as the scheduler asks: conditions first, then whether this is the machine for them. */
import type { JobResult } from "../events/event.ts";
import type { Contexts } from "../expression/evaluate.ts";
import { callsStatusFunction } from "../expression/job-condition.ts";
import type { Host } from "../host/host.ts";
import type { Workflow } from "../workflow/model.ts";
import type { NeedsContext } from "./contexts.ts";
import { continuesOnError } from "./continue-on-error.ts";
import { artifactUses, foreignLabel, missingArtifact, readsOutputsOf } from "./elsewhere.ts";
import { readsNeeds } from "./evaluated-values.ts";
import { admission } from "./job-condition.ts";
import { isLeftOut, leftOutReason } from "./left-out.ts";
import type { Leg, PlannedRunJob } from "./legs.ts";
import type { Admission, JobResults } from "./scheduler.ts";

export interface AdmissionOptions {
  readonly workflow: Workflow;
  /** `github`, `inputs` and `vars`. */
  readonly contexts: Contexts;
  readonly host: Pick<Host, "platform" | "architecture">;
  readonly allRunners: boolean;
  readonly isCancelled: () => boolean;
  /** What the needs of a job came to. */
  readonly needsOf: (job: PlannedRunJob, results: JobResults) => NeedsContext;
}

export class Admissions {
  readonly #options: AdmissionOptions;
  /** What each leg uploads, by its key: here, or on another machine. */
  readonly #uploads = new Map<string, { readonly names: readonly string[]; here: boolean }>();

  constructor(options: AdmissionOptions) {
    this.#options = options;
  }

  job(job: PlannedRunJob, results: JobResults): Admission {
    const absent = job.needs.filter((id) => results.get(id) === "elsewhere");
    const source = readsOutputsOf(job.job, absent);
    if (source === undefined) return this.#condition(job, job.job.if, results);
    // Its condition may read what nobody knows; what the other needs came to counts all the same.
    const isPlain = job.job.if === undefined || !callsStatusFunction(job.job.if);
    const general = isPlain ? this.#condition(job, undefined, results) : "run";
    if (general !== "run") return general;
    return { result: "elsewhere", reason: `elsewhere: needs outputs of ${source}` };
  }

  /** @param needs what its job's needs came to; undefined where nothing has run, and what they put out is not known. */
  leg(leg: Leg, needs?: NeedsContext): Admission {
    const { contexts, host, allRunners } = this.#options;
    const own = { ...contexts, ...leg.contexts, needs: needs ?? {} };
    const isKnown = (value: unknown): boolean => needs !== undefined || !readsNeeds(value);
    const { "runs-on": runsOn, "continue-on-error": tolerant } = leg.job;
    if (isKnown(tolerant)) continuesOnError(leg.job, own);
    const { uploads, downloads } = artifactUses(leg.job, {
      ...own,
      runner: {},
      env: {},
      steps: {},
      job: {},
      secrets: {},
    });
    const foreign = isKnown(runsOn) ? foreignLabel(leg.job, own, host) : undefined;
    const label = allRunners ? undefined : foreign;
    const missing = missingArtifact(downloads, this.#uploaded(false), this.#uploaded(true));
    const { steps } = leg.job;
    const reason =
      label !== undefined
        ? `elsewhere: ${label}`
        : missing !== undefined
          ? `elsewhere: needs the artifact ${missing}`
          : steps.length > 0 && steps.every(isLeftOut)
            ? leftOutReason(steps)
            : undefined;
    this.#uploads.set(leg.key, { names: uploads, here: reason === undefined });
    return reason === undefined ? "run" : { result: "elsewhere", reason };
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
      return this.#condition(job, job.job.if, results) === "run";
    } catch {
      return false;
    }
  }

  #condition(job: PlannedRunJob, condition: string | undefined, results: JobResults): Admission {
    const { workflow, contexts, isCancelled, needsOf } = this.#options;
    return admission(
      { needs: job.needs, ...(condition === undefined ? {} : { if: condition }) },
      {
        jobs: workflow.jobs,
        results,
        isCancelled: isCancelled(),
        contexts: { ...contexts, needs: needsOf(job, results) },
      },
    );
  }
}

/** What others see: a job elsewhere is taken to succeed there. */
export function resultInNeeds(result: JobResult | undefined): JobResult {
  if (result === "elsewhere") return "success";
  return result ?? "skipped";
}
