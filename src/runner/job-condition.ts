/** Whether a job runs: its `if` and GitHub's status functions over the results so far. */
import type { JobResult } from "../events/event.ts";
import type { Contexts, Functions } from "../expression/evaluate.ts";
import { callsStatusFunction, jobCondition } from "../expression/job-condition.ts";
import { shownCondition } from "../expression/shown-condition.ts";
import { stringOf } from "../expression/coercion.ts";
import { Unknown } from "../expression/unknown.ts";
import type { Value } from "../expression/value.ts";
import { knownTruth } from "./known.ts";
import { type Admission, cancelledReason, type JobResults } from "./scheduler.ts";

export interface ConditionSubject {
  readonly needs: readonly string[];
  readonly if?: string;
}

export interface ConditionSituation {
  readonly jobs: Readonly<Record<string, { readonly needs?: readonly string[] }>>;
  readonly results: JobResults;
  /** Jobs of which nobody here knows what they came to. */
  readonly undecided?: ReadonlySet<string>;
  /** Whether the run was cancelled. */
  readonly isCancelled: boolean;
  readonly contexts: Contexts;
}

/**
 * @throws ExpressionError where GitHub would fail the job.
 * @throws UnknownError where it rests on what only GitHub knows.
 */
export function admission(job: ConditionSubject, situation: ConditionSituation): Admission {
  const ancestors = ancestorsOf(job.needs, situation.jobs);
  const functions = statusFunctions(ancestors, situation);
  const holds = knownTruth(jobCondition(job.if), situation.contexts, functions);
  if (holds) return "run";
  if (situation.isCancelled) return { result: "skipped", reason: cancelledReason };
  const isPlain = job.if === undefined || !callsStatusFunction(job.if);
  const obstacle = ancestors.find((id) => !isSuccess(situation.results.get(id)));
  if (isPlain && obstacle !== undefined) {
    const how = howItEnded[situation.results.get(obstacle) ?? "skipped"];
    return { result: "skipped", reason: `needs ${obstacle} ${how}` };
  }
  return { result: "skipped", reason: `if: ${shownCondition(job.if ?? "")} is false` };
}

const howItEnded: Readonly<Record<JobResult, string>> = {
  success: "succeeded",
  failure: "failed",
  cancelled: "was cancelled",
  skipped: "was skipped",
  elsewhere: "runs elsewhere",
};

/**
 * They look at every ancestor, not at direct needs only: https://github.com/actions/runner/issues/2205
 * A skipped ancestor is no success; a cancelled one is no failure.
 */
function statusFunctions(
  ancestors: readonly string[],
  { results, isCancelled, undecided }: ConditionSituation,
): Functions {
  const named = (ids: readonly Value[]): readonly string[] =>
    ids.length === 0 ? ancestors : ids.map(stringOf);
  const open = (ids: readonly string[]): Unknown | undefined => {
    const id = ids.find((each) => undecided?.has(each));
    return id === undefined ? undefined : new Unknown(`the result of ${id}`);
  };
  return {
    success(...ids) {
      if (isCancelled || !named(ids).every((id) => isSuccess(results.get(id)))) return false;
      return open(named(ids)) ?? true;
    },
    failure(...ids) {
      if (isCancelled) return false;
      return named(ids).some((id) => results.get(id) === "failure") || (open(named(ids)) ?? false);
    },
    cancelled: () => isCancelled,
    always: () => true,
  };
}

/** What runs elsewhere is taken to succeed there. */
function isSuccess(result: JobResult | undefined): boolean {
  return result === "success" || result === "elsewhere";
}

/** Direct needs first, each id once. */
export function ancestorsOf(
  needs: readonly string[],
  jobs: ConditionSituation["jobs"],
): readonly string[] {
  const found = new Set(needs);
  // A set that grows while it is walked: the needs of what was added are walked too.
  for (const id of found) for (const needed of jobs[id]?.needs ?? []) found.add(needed);
  return [...found];
}
