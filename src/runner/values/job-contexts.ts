import type { Contexts } from "../../expression/values/evaluate.ts";
import type { NeedsContext } from "./contexts.ts";
import { readsNeeds } from "./evaluated-values.ts";

/** What the values of a job, or of one combination, are computed from: before or after what the job needs has ended. */
export class JobContexts {
  readonly #others: Contexts;
  readonly #needs: NeedsContext | undefined;

  /** @param needs what its needs came to; undefined until they have ended. */
  constructor(others: Contexts, needs: NeedsContext | undefined) {
    this.#others = others;
    this.#needs = needs;
  }

  /** Among them `needs`, once it is known. */
  get all(): Contexts {
    return this.#needs === undefined ? this.#others : { ...this.#others, needs: this.#needs };
  }

  /** Whether a value reads nothing of what comes later. */
  sufficeFor(value: unknown): boolean {
    return this.#needs !== undefined || !readsNeeds(value);
  }

  with(more: Contexts): JobContexts {
    return new JobContexts({ ...this.#others, ...more }, this.#needs);
  }
}
