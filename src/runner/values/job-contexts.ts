import type { Contexts } from "../../expression/values/evaluate.ts";
import type { NeedsContext, RunContexts } from "./contexts.ts";
import { readsNeeds } from "./evaluated-values.ts";

/** What the values of a job, or of one combination, are computed from: before or after what the job needs has ended. */
export class JobContexts<Early extends Contexts = RunContexts> {
  /** Known before that, too. */
  readonly early: Early;
  readonly #needs: NeedsContext | undefined;

  /** @param needs what its needs came to; undefined until they have ended. */
  constructor(early: Early, needs: NeedsContext | undefined) {
    this.early = early;
    this.#needs = needs;
  }

  get all(): Contexts {
    return this.#needs === undefined ? this.early : { ...this.early, needs: this.#needs };
  }

  /** Whether a value reads nothing of what comes later. */
  sufficeFor(value: unknown): boolean {
    return this.#needs !== undefined || !readsNeeds(value);
  }

  with<More extends Contexts>(more: More): JobContexts<Early & More> {
    return new JobContexts({ ...this.early, ...more }, this.#needs);
  }
}
