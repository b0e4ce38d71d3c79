/** Checks of the jobs as a whole, once all of them are declared. */
import { didYouMean, quotedList } from "../../problems/wording.ts";
import type { DeclaredJob } from "../declaration.ts";
import type { Concurrency } from "../../model/workflow.ts";
import { DeclarationError, type Place } from "../place.ts";

type Jobs = ReadonlyMap<string, DeclaredJob>;

/** Checks that every need is a job, and that no job needs itself, directly or through others. */
export function checkGraph(automation: string, jobs: Jobs): void {
  const ids = [...jobs.keys()];
  for (const { id, keys } of jobs.values()) {
    const unknownId = keys.needs.find((need) => !jobs.has(need));
    if (unknownId === undefined) continue;
    throw new DeclarationError(
      { automation, job: id },
      `it needs ${JSON.stringify(unknownId)}, which this automation does not have. Its jobs are ${quotedList(ids)}.${didYouMean(unknownId, ids)}`,
    );
  }
  const withoutCircles = new Set(inOrderOfNeeds(jobs));
  if (withoutCircles.size === jobs.size) return;
  const circle = findCircle([...jobs.values()].filter((job) => !withoutCircles.has(job)));
  throw new DeclarationError(
    { automation, job: circle[0] ?? "" },
    `the jobs need each other in a circle: ${circle.join(" → ")}.`,
  );
}

/** Each job after those that it needs, without the jobs in a circle and those that come after one. */
export function inOrderOfNeeds(jobs: Jobs): readonly DeclaredJob[] {
  const openNeeds = new Map<string, number>();
  const dependents = new Map<string, DeclaredJob[]>();
  for (const job of jobs.values()) {
    openNeeds.set(job.id, job.keys.needs.length);
    for (const need of job.keys.needs) {
      const others = dependents.get(need);
      if (others === undefined) dependents.set(need, [job]);
      else others.push(job);
    }
  }
  const order = [...jobs.values()].filter(({ keys }) => keys.needs.length === 0);
  // The array grows while the loop walks it.
  for (const { id } of order) {
    for (const job of dependents.get(id) ?? []) {
      const count = (openNeeds.get(job.id) ?? 0) - 1;
      openNeeds.set(job.id, count);
      if (count === 0) order.push(job);
    }
  }
  return order;
}

/** All jobs that have ended when a job starts. The search stops at a job for which `goesOn` is false. */
export function jobsBefore(
  job: DeclaredJob,
  jobs: Jobs,
  goesOn: (job: DeclaredJob) => boolean = () => true,
): ReadonlySet<DeclaredJob> {
  const before = new Set<DeclaredJob>();
  const visit = ({ keys }: DeclaredJob): void => {
    for (const need of keys.needs.flatMap((id) => jobs.get(id) ?? [])) {
      if (before.has(need)) continue;
      before.add(need);
      if (goesOn(need)) visit(need);
    }
  };
  visit(job);
  return before;
}

/** The first circle in the order of declaration: `["a", "b", "a"]`. Each of `jobs` needs another one of them. */
function findCircle(jobs: readonly DeclaredJob[]): readonly string[] {
  const byId = new Map(jobs.map((job) => [job.id, job]));
  const trail = new Set<string>();
  let [job] = jobs;
  while (job !== undefined && !trail.has(job.id)) {
    trail.add(job.id);
    job = job.keys.needs.map((id) => byId.get(id)).find((other) => other !== undefined);
  }
  const ids = [...trail];
  return job === undefined ? ids : [...ids.slice(ids.indexOf(job.id)), job.id];
}

/** The run keeps its group until its jobs end, so a job with the same group would never start. */
export function checkGroups(
  jobs: readonly DeclaredJob[],
  concurrency: Concurrency | undefined,
  place: Place,
): void {
  const group = concurrency?.group.toLowerCase();
  if (group === undefined) return;
  const same = jobs.find(({ keys }) => keys.concurrency?.group.toLowerCase() === group);
  if (same === undefined) return;
  throw new DeclarationError(
    { ...place, job: same.id, option: "concurrency" },
    `the workflow has the group ${JSON.stringify(concurrency?.group)}, too: the job would wait for its own run, and GitHub cancels both.`,
  );
}
