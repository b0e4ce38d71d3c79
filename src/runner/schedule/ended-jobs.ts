/** What jobs that have ended are to those that need them: results and outputs, as far as they are known here. */
import type { LocalResult } from "../../events/event.ts";
import { Unknown } from "../../expression/values/unknown.ts";
import type { NeedsContext } from "../values/contexts.ts";
import type { Leg, PlannedRunJob } from "../values/legs.ts";
import type { JobResults } from "./scheduler.ts";

export class EndedJobs {
  /** Of all combinations in one: of those that are known, the last to end wins. */
  readonly #outputs = new Map<string, Readonly<Record<string, string | Unknown>>>();
  readonly #undecidedJobs = new Set<string>();
  /** Jobs of which something ran on no machine of ours: the whole, or some combinations. */
  readonly #partly = new Set<string>();

  /** Jobs that are elsewhere because nobody here knows whether they run, or with what. */
  get undecidedJobs(): ReadonlySet<string> {
    return this.#undecidedJobs;
  }

  leaveUndecided(id: string): void {
    this.#undecidedJobs.add(id);
  }

  /**
   * @param outputs those that are known.
   * @param unknown names of those that are not; for a leg that did not run here, all that are declared.
   */
  end(
    { jobId, job }: Leg,
    result: LocalResult,
    outputs: Readonly<Record<string, string>>,
    unknown: readonly string[] = result === "elsewhere" ? Object.keys(job.outputs ?? {}) : [],
  ): void {
    if (result === "elsewhere") this.#partly.add(jobId);
    const value = new Unknown(`outputs of ${jobId}`);
    this.#outputs.set(jobId, {
      ...Object.fromEntries(unknown.map((name) => [name, value])),
      ...this.#outputs.get(jobId),
      ...outputs,
    });
  }

  needs({ needs }: Pick<PlannedRunJob, "needs">, results: JobResults): NeedsContext {
    return Object.fromEntries(
      needs.map((id) => [
        id,
        { result: this.#result(id, results.get(id)), outputs: this.#outputs.get(id) ?? {} },
      ]),
    );
  }

  /** A failure is one whatever the combinations that are not known come to. */
  #result(id: string, result: LocalResult = "skipped"): LocalResult | Unknown {
    const mayHaveFailed = this.#partly.has(id) && result !== "failure";
    const isOpen = mayHaveFailed || (result === "success" && this.#undecidedJobs.has(id));
    return isOpen ? new Unknown(`the result of ${id}`) : result;
  }
}
