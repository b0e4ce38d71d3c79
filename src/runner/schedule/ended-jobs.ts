/** Results and outputs of jobs that have ended, for the jobs that need them, as far as they are known here. */
import type { LocalResult } from "../../events/event.ts";
import { Unknown } from "../../expression/values/unknown.ts";
import type { NeedsContext } from "../values/contexts.ts";
import type { Leg, PlannedRunJob } from "../values/legs.ts";
import type { JobResults } from "./scheduler.ts";

export class EndedJobs {
  /** Those of all combinations in one record: of the known values, that of the last combination to end wins. */
  readonly #outputs = new Map<string, Readonly<Record<string, string | Unknown>>>();
  readonly #undecidedJobs = new Set<string>();
  /** Jobs that call a workflow of which nobody here knows the outputs. */
  readonly #unknownCalls = new Set<string>();
  /** Jobs that are elsewhere, or some combinations of which are. */
  readonly #partlyElsewhere = new Set<string>();

  /** Jobs that are elsewhere because nobody here knows whether they run, or with what. */
  get undecidedJobs(): ReadonlySet<string> {
    return this.#undecidedJobs;
  }

  /** Whether one of them, or a combination of one, is elsewhere. */
  get hasElsewhere(): boolean {
    return this.#partlyElsewhere.size > 0;
  }

  leaveUndecided(id: string): void {
    this.#undecidedJobs.add(id);
  }

  /**
   * @param outputs the known ones.
   * @param unknown names of the others; for a leg that did not run here, all that the job declares.
   */
  end(
    { jobId, job }: Leg,
    result: LocalResult,
    outputs: Readonly<Record<string, string>>,
    unknown?: readonly string[],
  ): void {
    const isElsewhere = result === "elsewhere";
    if (isElsewhere) this.#partlyElsewhere.add(jobId);
    if (isElsewhere && job.uses !== undefined && unknown === undefined) {
      this.#unknownCalls.add(jobId);
    }
    const names = unknown ?? (isElsewhere ? Object.keys(job.outputs ?? {}) : []);
    const value = new Unknown(`outputs of ${jobId}`);
    this.#outputs.set(jobId, {
      ...Object.fromEntries(names.map((name) => [name, value])),
      ...this.#outputs.get(jobId),
      ...outputs,
    });
  }

  needs({ needs }: Pick<PlannedRunJob, "needs">, results: JobResults): NeedsContext {
    const entries = needs.map((id) => {
      const result = this.#result(id, results.get(id));
      const outputs = this.#unknownCalls.has(id)
        ? new Unknown(`outputs of ${id}`)
        : (this.#outputs.get(id) ?? {});
      return [id, { result, outputs }] as const;
    });
    return Object.fromEntries(entries);
  }

  /** The result of a job is a failure as soon as one combination failed. */
  #result(id: string, result: LocalResult = "skipped"): LocalResult | Unknown {
    const mayHaveFailed = this.#partlyElsewhere.has(id) && result !== "failure";
    const isOpen = mayHaveFailed || (result === "success" && this.#undecidedJobs.has(id));
    return isOpen ? new Unknown(`the result of ${id}`) : result;
  }
}
