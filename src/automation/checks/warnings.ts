/** Warns of what is allowed but probably a mistake. */
import { foretell, forecastTruth } from "../../expression/analysis/foretell.ts";
import { parse } from "../../expression/language/parser.ts";
import { callsStatus, readsOf } from "../../expression/analysis/usage.ts";
import type { Inputs } from "../../inputs/input.ts";
import { quotedList } from "../../problems/wording.ts";
import { isCheckout } from "../../steps/own-checkout.ts";
import { isCheckoutAction } from "../../steps/step.ts";
import { allSteps, conditionOf, type DeclaredJob, isTaskStep } from "../declaration.ts";
import { inOrderOfNeeds, jobsBefore } from "./graph.ts";
import type { Permissions } from "../../model/workflow.ts";
import { eventsWithoutInputs, type Trigger } from "../triggers/trigger.ts";
import type { Warning } from "../warning.ts";

type Jobs = ReadonlyMap<string, DeclaredJob>;

/**
 * GitHub skips all jobs behind a skipped one, even where a job between them has a condition that lets it run. That
 * warns. A job that needs the skipped one directly is skipped as one would expect, unless an input skips it, as in
 * not(skip_tests): nobody means to skip the jobs behind it with that, so this warns too.
 * https://github.com/actions/runner/issues/491, https://github.com/actions/runner/issues/2205
 *
 * @param sharedCondition the condition of the automation, which all of its jobs have.
 */
export function skippedBehind(jobs: Jobs, sharedCondition?: string): readonly Warning[] {
  const isConcerned = concernsJob(jobs, sharedCondition);
  return [...jobs.values()].flatMap((job): Warning[] => {
    if (!isConcerned(job)) return [];
    const own = conditionOf(job);
    if (own !== undefined && callsStatus(parse(own))) return [];
    const plain = jobsBefore(job, jobs, (other) => !runsAfterSkipped(other));
    const beyond = [...jobsBefore(job, jobs)].filter((other) => !plain.has(other));
    const leftOut = [...plain].filter((other) => isLeftOutByInput(conditionOf(other)));
    const conditional = [...leftOut, ...beyond].filter((other) => {
      const condition = conditionOf(other);
      // With the same condition the job would be skipped anyway.
      return condition !== own && mayBeSkipped(condition, sharedCondition);
    });
    if (conditional.length === 0) return [];
    const between = beyond.some((other) => conditional.includes(other))
      ? [...plain].filter(runsAfterSkipped).map(({ id }) => id)
      : [];
    const text = skippedText(job, conditional, between, sharedCondition);
    return [{ kind: "skipped-behind", job: job.id, text }];
  });
}

/** Whether `skippedBehind` can concern a job, in one pass over all jobs: most jobs need no closer look. */
function concernsJob(
  jobs: Jobs,
  sharedCondition: string | undefined,
): (job: DeclaredJob) => boolean {
  interface Before {
    readonly conditional: boolean;
    readonly leftOut: boolean;
    /** Whether a conditional job comes before one that runs in spite of skipped jobs. */
    readonly beyond: boolean;
  }
  const byId = new Map<string, Before>();
  for (const job of inOrderOfNeeds(jobs)) {
    const before = { conditional: false, leftOut: false, beyond: false };
    for (const id of job.keys.needs) {
      const [need, own] = [jobs.get(id), byId.get(id)];
      if (need === undefined || own === undefined) continue;
      const condition = conditionOf(need);
      const isConditional = mayBeSkipped(condition, sharedCondition);
      before.conditional ||= own.conditional || isConditional;
      before.leftOut ||= own.leftOut || (isConditional && isLeftOutByInput(condition));
      before.beyond ||= own.beyond || (own.conditional && runsAfterSkipped(need));
    }
    byId.set(job.id, before);
  }
  return ({ id }) => {
    const before = byId.get(id);
    return before !== undefined && (before.leftOut || before.beyond);
  };
}

function mayBeSkipped(
  condition: string | undefined,
  sharedCondition: string | undefined,
): condition is string {
  return (
    condition !== undefined &&
    condition !== sharedCondition &&
    readsOf(parse(condition)).contexts.length > 0
  );
}

function skippedText(
  job: DeclaredJob,
  conditional: readonly DeclaredJob[],
  between: readonly string[],
  sharedCondition: string | undefined,
): string {
  const { id } = job;
  const condition = conditionOf(job);
  const names = quotedList(conditional.map((other) => other.id));
  const one = conditional.length === 1;
  const own = condition !== undefined && condition !== sharedCondition;
  return [
    `job ${JSON.stringify(id)} comes after ${names}, which ${one ? "has a condition" : "have conditions"}:`,
    `where ${one ? "it" : "one"} is skipped, ${JSON.stringify(id)} is skipped too${between.length === 0 ? "" : `, though ${quotedList(between)} between them may run`}.`,
    `If it should run all the same, give it the condition ${own ? "and(notFailed(), …)" : "notFailed()"}.`,
  ].join(" ");
}

/** Whether a condition reads only inputs, and is false where they are true: `inputs.skip_tests != true`. */
function isLeftOutByInput(condition: string | undefined): boolean {
  const tree = condition === undefined ? undefined : parse(condition);
  if (tree === undefined || readsOf(tree).contexts.join() !== "inputs") return false;
  return forecastTruth(foretell(tree, () => ({ value: true }))) === false;
}

/** Whether the condition of a job lets it run after a skipped one. */
function runsAfterSkipped(job: DeclaredJob): boolean {
  const condition = conditionOf(job);
  const functions = condition === undefined ? [] : readsOf(parse(condition)).functions;
  return ["always", "cancelled", "failure"].some((name) => functions.includes(name));
}

/**
 * The permissions of a job replace those of the workflow, so a job that names another scope can no longer read the
 * code. That is meant where the workflow cannot read it either, where the job has no permissions at all or no checkout,
 * and where its checkout has a token.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions
 */
export function withoutContents(
  jobs: Jobs,
  workflowPermissions: Permissions | undefined,
): readonly Warning[] {
  if (typeof workflowPermissions === "object" && workflowPermissions["contents"] === undefined)
    return [];
  return [...jobs.values()].flatMap((job): Warning[] => {
    const { id, keys } = job;
    const { permissions, uses } = keys;
    if (typeof permissions !== "object" || Object.keys(permissions).length === 0) return [];
    const steps = allSteps(job);
    const hasCheckout = steps.some(
      (step) => isTaskStep(step) || (step.kind === "action" && isCheckoutAction(step.action)),
    );
    // What a called workflow checks out, it says itself.
    if (!hasCheckout && uses === undefined) return [];
    const hasToken = steps.some(
      (step) =>
        !isTaskStep(step) &&
        isCheckout(step) &&
        step.kind === "action" &&
        step.with?.["token"] !== undefined,
    );
    if (permissions["contents"] !== undefined || hasToken) return [];
    const text = `job ${JSON.stringify(id)} has permissions without "contents", so it cannot check out a private repository. Add contents: "read".`;
    return [{ kind: "no-contents", job: id, text }];
  });
}

/** Events without a form bring no inputs, and a required input has no default. */
export function requiredWithoutForm(
  inputs: Inputs,
  triggers: readonly Trigger[],
): readonly Warning[] {
  const events = eventsWithoutInputs(triggers);
  if (events.length === 0) return [];
  const names = Object.keys(inputs).filter((name) => inputs[name]?.required === true);
  return names.map((name) => ({
    kind: "no-default",
    text: `the input ${JSON.stringify(name)} is empty on ${events.join(" and ")}, where nobody can give it. Give it a default for that.`,
  }));
}

/** The permissions of the automation hold for every job that has none of its own. */
export function writeForAllJobs(
  permissions: Permissions | undefined,
  jobs: readonly DeclaredJob[],
): readonly Warning[] {
  const all = jobs.filter(({ keys }) => keys.permissions === undefined).map(({ id }) => id);
  if (permissions === undefined || permissions === "read-all" || all.length < 2) return [];
  const scopes =
    permissions === "write-all"
      ? ["everything"]
      : Object.keys(permissions).filter((scope) => permissions[scope] === "write");
  if (scopes.length === 0) return [];
  const text = `the jobs ${quotedList(all)} may write ${scopes.join(", ")}, because the automation gives it to all of them. Give it to the job that needs it: job(task, { permissions: { … } }).`;
  return [{ kind: "write-for-all", text }];
}
