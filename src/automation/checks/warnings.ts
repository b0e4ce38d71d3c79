/** What is allowed, but hardly meant. */
import { foretell, truthOf } from "../../expression/analysis/foretell.ts";
import { parse } from "../../expression/language/parser.ts";
import { callsStatus, readsOf } from "../../expression/analysis/usage.ts";
import type { Inputs } from "../../inputs/input.ts";
import { quotedList } from "../../problems/wording.ts";
import { isCheckout } from "../../setup/own-checkout.ts";
import { conditionOf, type DeclaredJob } from "../declaration.ts";
import { inOrderOfNeeds } from "./graph.ts";
import type { Permissions } from "../../model/workflow.ts";
import type { Trigger } from "../triggers/trigger.ts";
import type { Warning } from "../warning.ts";

type Jobs = ReadonlyMap<string, DeclaredJob>;

/**
 * What GitHub does and nobody expects: a job behind a skipped one is skipped with it, even where the job between them
 * ran, because that one's condition lets it. Where the skipped job is needed itself, that is what a need is for, but
 * where an input leaves that one out, as in not(skip_tests), whoever gives it hardly means the jobs behind it, too.
 * https://github.com/actions/runner/issues/491, https://github.com/actions/runner/issues/2205
 *
 * @param shared the condition of the automation, which all of its jobs have.
 */
export function skippedBehind(jobs: Jobs, shared?: string): readonly Warning[] {
  const isConcerned = concerned(jobs, shared);
  return [...jobs.values()].flatMap((job): Warning[] => {
    if (!isConcerned(job)) return [];
    const own = conditionOf(job);
    if (own !== undefined && callsStatus(parse(own))) return [];
    const plain = reachable(job, jobs, (between) => !outlivesSkipped(between));
    const beyond = [...reachable(job, jobs, () => true)].filter((other) => !plain.has(other));
    const leftOut = [...plain].filter((other) => isLeftOutByInput(conditionOf(other)));
    const conditional = [...leftOut, ...beyond].filter((other) => {
      const condition = conditionOf(other);
      // Where both are skipped for the same reason, nothing is surprising.
      return condition !== own && mayBeSkipped(condition, shared);
    });
    if (conditional.length === 0) return [];
    const between = beyond.some((other) => conditional.includes(other))
      ? [...plain].filter(outlivesSkipped).map(({ id }) => id)
      : [];
    const text = skippedText(job, conditional, between, shared);
    return [{ kind: "skipped-behind", job: job.id, text }];
  });
}

/** Which jobs come after one that may be skipped, at all: of most it can be told without looking at all before them. */
function concerned(jobs: Jobs, shared: string | undefined): (job: DeclaredJob) => boolean {
  interface Before {
    readonly conditional: boolean;
    readonly leftOut: boolean;
    /** Behind one that outlives it. */
    readonly beyond: boolean;
  }
  const found = new Map<string, Before>();
  for (const job of inOrderOfNeeds(jobs)) {
    const before = { conditional: false, leftOut: false, beyond: false };
    for (const id of job.keys.needs) {
      const [needed, own] = [jobs.get(id), found.get(id)];
      if (needed === undefined || own === undefined) continue;
      const condition = conditionOf(needed);
      const isConditional = mayBeSkipped(condition, shared);
      before.conditional ||= own.conditional || isConditional;
      before.leftOut ||= own.leftOut || (isConditional && isLeftOutByInput(condition));
      before.beyond ||= own.beyond || (own.conditional && outlivesSkipped(needed));
    }
    found.set(job.id, before);
  }
  return ({ id }) => {
    const before = found.get(id);
    return before !== undefined && (before.leftOut || before.beyond);
  };
}

function mayBeSkipped(
  condition: string | undefined,
  shared: string | undefined,
): condition is string {
  return (
    condition !== undefined && condition !== shared && readsOf(parse(condition)).contexts.length > 0
  );
}

function skippedText(
  job: DeclaredJob,
  conditional: readonly DeclaredJob[],
  between: readonly string[],
  shared: string | undefined,
): string {
  const { id } = job;
  const condition = conditionOf(job);
  const names = quotedList(conditional.map((other) => other.id));
  const one = conditional.length === 1;
  const own = condition !== undefined && condition !== shared;
  return [
    `job ${JSON.stringify(id)} comes after ${names}, which ${one ? "has a condition" : "have conditions"}:`,
    `where ${one ? "it" : "one"} is skipped, ${JSON.stringify(id)} is skipped too${between.length === 0 ? "" : `, though ${quotedList(between)} between them may run`}.`,
    `If it should run all the same, give it the condition ${own ? "and(notFailed(), …)" : "notFailed()"}.`,
  ].join(" ");
}

/** The jobs before a job, those behind which `goesOn` is false not counted. */
function reachable(
  job: DeclaredJob,
  jobs: Jobs,
  goesOn: (job: DeclaredJob) => boolean,
): ReadonlySet<DeclaredJob> {
  const found = new Set<DeclaredJob>();
  const visit = ({ keys }: DeclaredJob): void => {
    for (const needed of keys.needs.flatMap((id) => jobs.get(id) ?? [])) {
      if (found.has(needed)) continue;
      found.add(needed);
      if (goesOn(needed)) visit(needed);
    }
  };
  visit(job);
  return found;
}

/** A condition that an input makes false, and nothing else: `inputs.skip_tests != true`. */
function isLeftOutByInput(condition: string | undefined): boolean {
  const tree = condition === undefined ? undefined : parse(condition);
  if (tree === undefined || readsOf(tree).contexts.join() !== "inputs") return false;
  return truthOf(foretell(tree, () => ({ value: true }))) === false;
}

/** Whether a job may run where one before it was skipped. */
function outlivesSkipped(job: DeclaredJob): boolean {
  const condition = conditionOf(job);
  const functions = condition === undefined ? [] : readsOf(parse(condition)).functions;
  return ["always", "cancelled", "failure"].some((name) => functions.includes(name));
}

/**
 * Permissions of a job replace all others, so that one scope more takes away what the workflow allowed: to read the
 * code. Where the workflow does not allow it either, where the job shall have none at all, and where its checkout has
 * a token of its own, that is meant.
 */
export function withoutContents(jobs: Jobs, allowed: Permissions | undefined): readonly Warning[] {
  if (typeof allowed === "object" && allowed["contents"] === undefined) return [];
  return [...jobs.values()].flatMap(({ id, keys: { permissions }, setup }): Warning[] => {
    if (typeof permissions !== "object" || Object.keys(permissions).length === 0) return [];
    const hasToken = (setup ?? []).some(
      (step) => isCheckout(step) && step.kind === "action" && step.with?.["token"] !== undefined,
    );
    if (permissions["contents"] !== undefined || hasToken) return [];
    const text = `job ${JSON.stringify(id)} has permissions without "contents", so it cannot check out a private repository. Add contents: "read".`;
    return [{ kind: "no-contents", job: id, text }];
  });
}

/** On other events than those with a form nobody gives inputs, and a required one has no default to apply. */
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

/** The events on which GitHub brings no inputs and applies no defaults. */
export function eventsWithoutInputs(triggers: readonly Trigger[]): readonly string[] {
  return triggers
    .map(({ event }) => event)
    .filter((event) => event !== "workflow_dispatch" && event !== "workflow_call");
}

/** What the automation allows, it allows every job that has no permissions of its own. */
export function writeForAllJobs(
  permissions: Permissions | undefined,
  jobs: readonly DeclaredJob[],
): readonly Warning[] {
  const all = jobs.filter(({ keys }) => keys.permissions === undefined).map(({ id }) => id);
  // Where it is one job's alone, the workflow says so.
  if (permissions === undefined || permissions === "read-all" || all.length < 2) return [];
  const scopes =
    permissions === "write-all"
      ? ["everything"]
      : Object.keys(permissions).filter((scope) => permissions[scope] === "write");
  if (scopes.length === 0) return [];
  const text = `the jobs ${quotedList(all)} may write ${scopes.join(", ")}, because the automation gives it to all of them. Give it to the job that needs it: job(task, { permissions: { … } }).`;
  return [{ kind: "write-for-all", text }];
}
