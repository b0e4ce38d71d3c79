/** What is allowed, but hardly meant. */
import { parse } from "../expression/parser.ts";
import { callsStatus, contextsOf } from "../expression/usage.ts";
import type { Inputs } from "../inputs/input.ts";
import { quotedList } from "../problems/wording.ts";
import type { JobDefinition } from "./declaration.ts";
import type { Permissions } from "./permissions.ts";
import type { Trigger } from "./trigger.ts";

type Jobs = ReadonlyMap<string, JobDefinition>;

/**
 * What GitHub does and nobody expects: a job behind a skipped one is skipped with it, even when a job between them ran.
 * https://github.com/actions/runner/issues/491, https://github.com/actions/runner/issues/2205
 *
 * @param shared the condition of the automation, which all of its jobs have.
 */
export function skippedWithAncestor(jobs: Jobs, shared?: string): readonly string[] {
  return [...jobs.values()].flatMap((job) => {
    if (job.condition !== undefined && asksForStatus(job.condition)) return [];
    const conditional = ancestors(job, jobs).filter(
      ({ condition }) =>
        condition !== undefined &&
        // Where both are skipped for the same reason, nothing is surprising.
        condition !== shared &&
        condition !== job.condition &&
        dependsOnMoreThanStatus(condition),
    );
    return conditional.length === 0 ? [] : [skippedWith(job, conditional, shared)];
  });
}

function skippedWith(
  { id, condition }: JobDefinition,
  conditional: readonly JobDefinition[],
  shared: string | undefined,
): string {
  const names = quotedList(conditional.map((job) => job.id));
  const one = conditional.length === 1;
  const own = condition !== undefined && condition !== shared;
  return [
    `job ${JSON.stringify(id)} comes after ${names}, which ${one ? "has a condition" : "have conditions"}:`,
    `where ${one ? "it" : "one"} is skipped, ${JSON.stringify(id)} is skipped too.`,
    `If it should run all the same, give it the condition ${own ? "and(notFailed(), …)" : "notFailed()"}.`,
  ].join(" ");
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
function dependsOnMoreThanStatus(condition: string): boolean {
  return contextsOf(parse(condition)).length > 0;
}

function asksForStatus(condition: string): boolean {
  return callsStatus(parse(condition));
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

/** On other events than those with a form nobody gives inputs, and a required one has no default to apply. */
export function requiredWithoutForm(inputs: Inputs, triggers: readonly Trigger[]): string[] {
  const events = triggers
    .map(({ event }) => event)
    .filter((event) => event !== "workflow_dispatch" && event !== "workflow_call");
  if (events.length === 0) return [];
  const required = Object.keys(inputs).filter((name) => inputs[name]?.required === true);
  return required.map(
    (name) =>
      `the input ${JSON.stringify(name)} is empty on ${events.join(" and ")}, where nobody can give it. Give it a default for that.`,
  );
}

/** What the automation allows, it allows every job that has no permissions of its own. */
export function writeForAllJobs(
  permissions: Permissions | undefined,
  jobs: readonly JobDefinition[],
): readonly string[] {
  const all = jobs.filter((job) => job.permissions === undefined).map(({ id }) => id);
  // Where it is one job's alone, the workflow says so.
  if (permissions === undefined || permissions === "read-all" || all.length < 2) return [];
  const scopes =
    permissions === "write-all"
      ? ["everything"]
      : Object.keys(permissions).filter((scope) => permissions[scope] === "write");
  if (scopes.length === 0) return [];
  return [
    `the jobs ${quotedList(all)} may write ${scopes.join(", ")}, because the automation gives it to all of them. Give it to the job that needs it: job(task, { permissions: { … } }).`,
  ];
}
