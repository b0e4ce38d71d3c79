/** Checks of the jobs as a whole, once all of them are declared. */
import { didYouMean, quotedList } from "../problems/wording.ts";
import type { JobDefinition } from "./declaration.ts";
import { DeclarationError } from "./place.ts";

type Jobs = ReadonlyMap<string, JobDefinition>;

/** Every need is a job, and none needs itself, by whatever way. */
export function checkGraph(automation: string, jobs: Jobs): void {
  const known = [...jobs.keys()];
  for (const { id, needs } of jobs.values()) {
    const missing = needs.find((needed) => !jobs.has(needed));
    if (missing === undefined) continue;
    throw new DeclarationError(
      { automation, job: id },
      `it needs ${JSON.stringify(missing)}, which this automation does not have. Its jobs are ${quotedList(known)}.${didYouMean(missing, known)}`,
    );
  }
  const circle = findCircle(jobs);
  if (circle === undefined) return;
  throw new DeclarationError(
    { automation, job: circle[0] ?? "" },
    `the jobs need each other in a circle: ${circle.join(" → ")}.`,
  );
}

/** The first circle in the order of declaration: `["a", "b", "a"]`. */
function findCircle(jobs: Jobs): readonly string[] | undefined {
  const done = new Set<string>();
  const visit = (id: string, trail: readonly string[]): readonly string[] | undefined => {
    const start = trail.indexOf(id);
    if (start !== -1) return [...trail.slice(start), id];
    if (done.has(id)) return undefined;
    for (const needed of jobs.get(id)?.needs ?? []) {
      const circle = visit(needed, [...trail, id]);
      if (circle !== undefined) return circle;
    }
    done.add(id);
    return undefined;
  };
  for (const id of jobs.keys()) {
    const circle = visit(id, []);
    if (circle !== undefined) return circle;
  }
  return undefined;
}
