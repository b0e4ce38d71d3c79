/** Which legs run on this machine, and so which artifacts are made here and which elsewhere. */
import { type ArtifactUse, artifactUses, missingArtifact } from "../artifacts/artifact-uses.ts";
import type { PlanOptions } from "../run-options.ts";
import type { RunRequest } from "../run-request.ts";
import { continuesOnError } from "../values/continue-on-error.ts";
import type { CombinationContexts, NeedsContext } from "../values/contexts.ts";
import { JobContexts } from "../values/job-contexts.ts";
import { isLeftOut, leftOutReason } from "../values/left-out.ts";
import type { Leg, PlannedRunJob } from "../values/legs.ts";
import { foreignLabel } from "./elsewhere.ts";
import { checkFirstStep } from "./preflight.ts";
import type { Admission } from "./scheduler.ts";

type LegUploads = Map<string, { readonly names: readonly string[]; here: boolean }>;

export class Placement {
  readonly #request: RunRequest;
  readonly #options: PlanOptions;
  /** What each leg uploads, by its key: here, or on another machine. */
  readonly #uploads: LegUploads;

  /** @param uploads those of the whole run, for the jobs of a called workflow. */
  constructor(request: RunRequest, options: PlanOptions, uploads: LegUploads = new Map()) {
    this.#request = request;
    this.#options = options;
    this.#uploads = uploads;
  }

  /** For the jobs of a workflow that a job calls. */
  ofCalled(request: RunRequest): Placement {
    return new Placement(request, this.#options, this.#uploads);
  }

  /**
   * Decides where a leg runs, and so where its uploads are.
   *
   * @param needs undefined in a plan, where nothing has run.
   * @throws UnknownError where the decision depends on what only GitHub knows.
   */
  place(leg: Leg, needs?: NeedsContext): Admission {
    const contexts = new JobContexts(leg.contexts, needs);
    const { uploads, downloads } = artifactUses(leg.job, contexts.all);
    // It may download what it has uploaded itself.
    const entry = { names: uploads, here: true };
    this.#uploads.set(leg.key, entry);
    const reason = this.#reasonElsewhere(leg, contexts, downloads);
    entry.here = false;
    if (reason !== undefined) return { result: "elsewhere", reason };
    checkFirstStep(leg.job, this.#request.workflow.env ?? {}, contexts.all);
    entry.here = true;
    return "run";
  }

  /** Notes that all of a job is elsewhere, with its uploads as far as their names are known. */
  placeElsewhere(job: PlannedRunJob): void {
    for (const leg of job.legs) {
      if (this.#uploads.has(leg.key)) continue;
      try {
        const { uploads } = artifactUses(leg.job, leg.contexts);
        this.#uploads.set(leg.key, { names: uploads, here: false });
      } catch {
        // The names depend on combinations that are not known.
      }
    }
  }

  /** Moves a leg that was placed here to another machine. */
  moveElsewhere(leg: Leg): void {
    const own = this.#uploads.get(leg.key);
    if (own !== undefined) own.here = false;
  }

  #reasonElsewhere(
    { job }: Leg,
    contexts: JobContexts<CombinationContexts>,
    downloads: readonly ArtifactUse[],
  ): string | undefined {
    const { host, allRunners } = this.#options;
    const { "runs-on": runsOn, "continue-on-error": tolerant, steps, uses, called } = job;
    // Both are evaluated in any case: a mistake in one fails the job.
    if (contexts.sufficeFor(tolerant)) continuesOnError(job, contexts.all);
    const foreign = contexts.sufficeFor(runsOn) ? foreignLabel(job, contexts.all, host) : undefined;
    if (foreign !== undefined && allRunners !== true) return `elsewhere: ${foreign}`;
    const artifact = missingArtifact(
      downloads,
      () => this.#uploadNames(false),
      () => this.#uploadNames(true),
    );
    if (artifact !== undefined) return `elsewhere: needs the artifact ${artifact}`;
    if (uses !== undefined && called === undefined) return `elsewhere: it calls ${uses}`;
    return steps.length > 0 && steps.every(isLeftOut) ? leftOutReason(steps) : undefined;
  }

  #uploadNames(here: boolean): readonly string[] {
    return [...this.#uploads.values()].flatMap((own) => (own.here === here ? own.names : []));
  }
}
