/** Looking for a job among all that a job needs, directly or not. */

/** The jobs of a workflow, as far as they matter here. */
export type Needs = Readonly<Record<string, { readonly needs?: readonly string[] }>>;

/** Direct needs first, each id once. */
export function ancestorsOf(needs: readonly string[], jobs: Needs): readonly string[] {
  return [...ancestors(needs, jobs, new Set())];
}

/**
 * Finds the nearest ancestor of which something holds. What holds of a job is asked when it has ended, and then stays as
 * it is: jobs that were looked at in vain, with all that they need, are not looked at again for others that need them.
 */
export class AncestorSearch {
  readonly #jobs: Needs;
  readonly #holds: (id: string) => boolean;
  readonly #inVain = new Set<string>();

  constructor(jobs: Needs, holds: (id: string) => boolean) {
    this.#jobs = jobs;
    this.#holds = holds;
  }

  /** Of a job with these needs. */
  find(needs: readonly string[]): string | undefined {
    const visitedIds: string[] = [];
    for (const id of ancestors(needs, this.#jobs, this.#inVain)) {
      if (this.#holds(id)) return id;
      visitedIds.push(id);
    }
    for (const id of visitedIds) this.#inVain.add(id);
    return undefined;
  }
}

function* ancestors(
  needs: readonly string[],
  jobs: Needs,
  without: ReadonlySet<string>,
): Generator<string, void> {
  const allIds = new Set(needs.filter((id) => !without.has(id)));
  // A set that grows while it is walked: the needs of what was added are walked too.
  for (const id of allIds) {
    yield id;
    for (const need of jobs[id]?.needs ?? []) if (!without.has(need)) allIds.add(need);
  }
}
