/** What is allowed, but hardly meant. */
import { quotedList } from "../problems/wording.ts";
import type { JobDefinition } from "./declaration.ts";
import { readsOf } from "./expression-text.ts";

type Jobs = ReadonlyMap<string, JobDefinition>;

const statusFunctions = ["always", "cancelled", "failure", "success"];

/**
 * What GitHub does and nobody expects: a job behind a skipped one is skipped with it, even when a job between them ran.
 * https://github.com/actions/runner/issues/491, https://github.com/actions/runner/issues/2205
 */
export function skippedWithAncestor(jobs: Jobs): readonly string[] {
  return [...jobs.values()].flatMap((job) => {
    if (job.condition !== undefined && statusOf(job.condition).length > 0) return [];
    const conditional = ancestors(job, jobs).filter(mayBeSkipped);
    if (conditional.length === 0) return [];
    const names = quotedList(conditional.map(({ id }) => id));
    const have = conditional.length === 1 ? "has a condition" : "have conditions";
    const instead = job.condition === undefined ? "notFailed()" : "and(notFailed(), …)";
    return [
      `job ${JSON.stringify(job.id)} comes after ${names}, which ${have}: where ${conditional.length === 1 ? "it is" : "one is"} skipped, ${JSON.stringify(job.id)} is skipped too. If it should run all the same, give it the condition ${instead}.`,
    ];
  });
}

function ancestors(job: JobDefinition, jobs: Jobs): readonly JobDefinition[] {
  const found = new Map<string, JobDefinition>();
  const visit = (id: string): void => {
    const needed = jobs.get(id);
    if (needed === undefined || found.has(id)) return;
    found.set(id, needed);
    for (const further of needed.needs) visit(further);
  };
  for (const id of job.needs) visit(id);
  return [...found.values()];
}

/** A condition of status functions alone skips a job only where those after it do not run either. */
function mayBeSkipped({ condition }: JobDefinition): boolean {
  return condition !== undefined && readsOf(condition).contexts.length > 0;
}

function statusOf(condition: string): readonly string[] {
  const { functions } = readsOf(condition);
  return statusFunctions.filter((name) => functions.includes(name));
}

/** Permissions of a job replace all others, so that what is not named is not allowed: not even to read the code. */
export function withoutCheckoutPermission(jobs: Jobs): readonly string[] {
  return [...jobs.values()].flatMap(({ id, permissions }) =>
    typeof permissions !== "object" || permissions["contents"] !== undefined
      ? []
      : [
          `job ${JSON.stringify(id)} has permissions without "contents", so it cannot check out a private repository. Add contents: "read".`,
        ],
  );
}
