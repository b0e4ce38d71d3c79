/** Checks of the jobs as a whole, once all of them are declared. */
import { didYouMean, quotedList } from "../../problems/wording.ts";
import type { DeclaredJob } from "../declaration.ts";
import type { Concurrency } from "../../model/workflow.ts";
import { DeclarationError, type Place } from "../place.ts";

type Jobs = ReadonlyMap<string, DeclaredJob>;

/** Every need is a job, and none needs itself, by whatever way. */
export function checkGraph(automation: string, jobs: Jobs): void {
  const known = [...jobs.keys()];
  for (const { id, keys } of jobs.values()) {
    const missing = keys.needs.find((needed) => !jobs.has(needed));
    if (missing === undefined) continue;
    throw new DeclarationError(
      { automation, job: id },
      `it needs ${JSON.stringify(missing)}, which this automation does not have. Its jobs are ${quotedList(known)}.${didYouMean(missing, known)}`,
    );
  }
  const ordered = new Set(inOrderOfNeeds(jobs));
  if (ordered.size === jobs.size) return;
  const circle = findCircle([...jobs.values()].filter((job) => !ordered.has(job)));
  throw new DeclarationError(
    { automation, job: circle[0] ?? "" },
    `the jobs need each other in a circle: ${circle.join(" → ")}.`,
  );
}

/** Each job after those that it needs; without those that are in a circle, or behind one. */
export function inOrderOfNeeds(jobs: Jobs): readonly DeclaredJob[] {
  const unmet = new Map<string, number>();
  const dependents = new Map<string, DeclaredJob[]>();
  for (const job of jobs.values()) {
    unmet.set(job.id, job.keys.needs.length);
    for (const needed of job.keys.needs) {
      const others = dependents.get(needed);
      if (others === undefined) dependents.set(needed, [job]);
      else others.push(job);
    }
  }
  const ordered = [...jobs.values()].filter(({ keys }) => keys.needs.length === 0);
  // An array that grows while it is walked.
  for (const { id } of ordered) {
    for (const job of dependents.get(id) ?? []) {
      const left = (unmet.get(job.id) ?? 0) - 1;
      unmet.set(job.id, left);
      if (left === 0) ordered.push(job);
    }
  }
  return ordered;
}

/** The first circle in the order of declaration: `["a", "b", "a"]`. Each of these jobs needs another one of them. */
function findCircle(jobs: readonly DeclaredJob[]): readonly string[] {
  const byId = new Map(jobs.map((job) => [job.id, job]));
  const trail = new Set<string>();
  let [job] = jobs;
  while (job !== undefined && !trail.has(job.id)) {
    trail.add(job.id);
    job = job.keys.needs.map((id) => byId.get(id)).find((needed) => needed !== undefined);
  }
  const ids = [...trail];
  return job === undefined ? ids : [...ids.slice(ids.indexOf(job.id)), job.id];
}

/** The run holds its group until its jobs have ended, so a job of it that asks for the same never starts. */
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
