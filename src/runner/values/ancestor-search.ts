/** Finds a job among all that a job needs, directly or not. */

/** The jobs of a workflow, as far as they matter here. */
export type Needs = Readonly<Record<string, { readonly needs?: readonly string[] }>>;

/** Direct needs first, each id once. */
export function ancestorsOf(needs: readonly string[], jobs: Needs): readonly string[] {
  return [...ancestors(needs, jobs, new Set())];
}

/**
 * Finds the nearest ancestor of which something holds. Only jobs that have ended are looked at, so an answer about a job
 * stays true: a job without it, with all that it needs, is skipped when another job needs it, too.
 */
export class AncestorSearch {
  readonly #jobs: Needs;
  readonly #holds: (id: string) => boolean;
  readonly #searchedIds = new Set<string>();

  constructor(jobs: Needs, holds: (id: string) => boolean) {
    this.#jobs = jobs;
    this.#holds = holds;
  }

  find(needs: readonly string[]): string | undefined {
    const visitedIds: string[] = [];
    for (const id of ancestors(needs, this.#jobs, this.#searchedIds)) {
      if (this.#holds(id)) return id;
      visitedIds.push(id);
    }
    for (const id of visitedIds) this.#searchedIds.add(id);
    return undefined;
  }
}

function* ancestors(
  needs: readonly string[],
  jobs: Needs,
  skippedIds: ReadonlySet<string>,
): Generator<string, void> {
  const allIds = new Set(needs.filter((id) => !skippedIds.has(id)));
  // A set may grow while it is iterated, so this reaches the needs of needs.
  for (const id of allIds) {
    yield id;
    for (const need of jobs[id]?.needs ?? []) if (!skippedIds.has(need)) allIds.add(need);
  }
}
