/** Equal steps one behind the other in several lists. */
import type { Plan } from "../../../typescript/plan.ts";

export interface Run {
  readonly steps: readonly Plan[];
  /** The indexes of the lists that have it. */
  readonly lists: readonly number[];
  /** Whether it stands in a list at an index. */
  readonly isAt: (list: readonly Plan[], index: number) => boolean;
}

/** Nobody looks for longer ones. */
const longest = 20;

/** Those that at least two lists have: first the one that leaves most steps out. */
export function repeatedRuns(
  lists: readonly (readonly Plan[])[],
  least: 1 | 2,
  isCandidate: (step: Plan) => boolean,
): readonly Run[] {
  const found = new Map<string, { readonly steps: readonly Plan[]; readonly lists: Set<number> }>();
  for (const [index, list] of lists.entries()) {
    for (const run of runsIn(list, least, isCandidate)) {
      const key = JSON.stringify(run);
      const own = found.get(key) ?? { steps: run, lists: new Set() };
      own.lists.add(index);
      found.set(key, own);
    }
  }
  return [...found]
    .filter(([, { lists: own }]) => own.size > 1)
    .toSorted(([, one], [, other]) => saved(other) - saved(one))
    .map(([key, { steps, lists: own }]) => ({
      steps,
      lists: [...own],
      isAt: (list, at) => JSON.stringify(list.slice(at, at + steps.length)) === key,
    }));
}

function saved({
  steps,
  lists,
}: {
  readonly steps: readonly Plan[];
  readonly lists: Set<number>;
}): number {
  return steps.length * (lists.size - 1);
}

function runsIn(
  list: readonly Plan[],
  least: 1 | 2,
  isCandidate: (step: Plan) => boolean,
): readonly (readonly Plan[])[] {
  return list.flatMap((_, start) => {
    const end = list.findIndex((step, index) => index >= start && !isCandidate(step));
    const run = list.slice(start, end === -1 ? undefined : end).slice(0, least === 1 ? 1 : longest);
    return Array.from({ length: Math.max(0, run.length - least + 1) }, (__, index) =>
      run.slice(0, least + index),
    );
  });
}
