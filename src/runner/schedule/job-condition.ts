/** Whether a job runs: its `if` and GitHub's status functions over the results so far. */
import type { LocalResult } from "../../events/event.ts";
import {
  type Contexts,
  evaluate,
  evaluateTree,
  type Functions,
} from "../../expression/values/evaluate.ts";
import {
  callsStatusFunction,
  conditionTree,
  jobCondition,
} from "../../expression/analysis/implied-success.ts";
import { shownCondition } from "../../expression/analysis/shown-condition.ts";
import { stringOf, truthOf } from "../../expression/values/coercion.ts";
import { outcomes } from "../../expression/analysis/outcomes.ts";
import { Unknown } from "../../expression/values/unknown.ts";
import { anyName, callsStatus, readsOf } from "../../expression/analysis/usage.ts";
import type { Value } from "../../expression/values/value.ts";
import { AncestorSearch, type Needs } from "../values/ancestor-search.ts";
import { conditionHolds } from "../values/known.ts";
import { type Admission, cancelledReason, type JobResults } from "./scheduler.ts";

export interface ConditionSubject {
  readonly needs: readonly string[];
  readonly if?: string | undefined;
}

/** Finds the nearest ancestor of a job with these needs; with the arguments of a status function, one of those jobs. */
type JobSearch = (needs: readonly string[], ids?: readonly Value[]) => string | undefined;

/** What status functions find among the ancestors of jobs; one for all jobs of a run. */
export class Ancestors {
  readonly results: JobResults;
  /** A job that did not succeed. */
  readonly obstacle: JobSearch;
  readonly failure: JobSearch;
  readonly undecidedJob: JobSearch;

  /** @param undecidedJobs jobs whose result nobody here knows. */
  constructor(jobs: Needs, results: JobResults, undecidedJobs: ReadonlySet<string> = new Set()) {
    const searchFor = (holds: (id: string) => boolean): JobSearch => {
      const search = new AncestorSearch(jobs, holds);
      return (needs, ids = []) =>
        ids.length === 0 ? search.find(needs) : ids.map(stringOf).find(holds);
    };
    this.results = results;
    this.obstacle = searchFor((id) => !isSuccess(results.get(id)));
    this.failure = searchFor((id) => results.get(id) === "failure");
    this.undecidedJob = searchFor((id) => undecidedJobs.has(id));
  }
}

export interface ConditionSituation {
  readonly ancestors: Ancestors;
  /** Whether the run was cancelled. */
  readonly isCancelled: boolean;
  readonly contexts: Contexts;
  /** How a person sets an input to true: `--outsiders`. Undefined where reasons do not name options. */
  readonly optionOf?: ((input: string) => string) | undefined;
}

/**
 * @throws ExpressionError where GitHub would fail the job.
 * @throws UnknownError where the condition depends on what only GitHub knows.
 */
export function admission(job: ConditionSubject, situation: ConditionSituation): Admission {
  const { ancestors, isCancelled } = situation;
  const functions = statusFunctions(job.needs, situation);
  if (conditionHolds(job.if, situation.contexts, functions)) return "run";
  if (isCancelled) return { result: "skipped", reason: cancelledReason };
  const isPlain = job.if === undefined || !callsStatusFunction(job.if);
  const obstacle = isPlain ? ancestors.obstacle(job.needs) : undefined;
  if (obstacle !== undefined) {
    const ending = endings[ancestors.results.get(obstacle) ?? "skipped"];
    return { result: "skipped", reason: `needs ${obstacle} ${ending}` };
  }
  const option = optionThatRuns(job, situation, functions);
  const reason =
    option === undefined ? `if: ${shownCondition(job.if ?? "")} is false` : `${option} runs it`;
  return { result: "skipped", reason };
}

/** The option for an input that would make the condition true if it were true. */
function optionThatRuns(
  job: ConditionSubject,
  { contexts, optionOf }: ConditionSituation,
  functions: Functions,
): string | undefined {
  const inputs = contexts["inputs"] as Readonly<Record<string, unknown>> | undefined;
  if (optionOf === undefined || inputs === undefined) return undefined;
  const switches = Object.keys(inputs).filter((name) => inputs[name] === false);
  const switchName = switches.find((name) => {
    const otherContexts = { ...contexts, inputs: { ...inputs, [name]: true } };
    return truthOf(evaluate(jobCondition(job.if), otherContexts, functions)) === true;
  });
  return switchName === undefined ? undefined : optionOf(switchName);
}

/**
 * Whether a condition that cannot be decided yet may hold in the end, whatever results the jobs elsewhere have.
 *
 * @param elsewhere ids of the jobs elsewhere. Their results and outputs never become known here.
 */
export function mayHold(
  job: ConditionSubject,
  situation: ConditionSituation,
  elsewhere: readonly string[],
): boolean {
  const functions = statusFunctions(job.needs, situation);
  const possibleOutcomes = outcomes(conditionTree(job.if), (part) => {
    const truth = truthOf(evaluateTree(part, situation.contexts, functions));
    if (!(truth instanceof Unknown)) return [truth];
    const ids = readsOf(part).paths.flatMap(([context, id]) => (context === "needs" ? [id] : []));
    if (callsStatus(part) || ids.some((id) => elsewhere.some((it) => isSameName(it, id)))) {
      return ["closed"];
    }
    return ids.some((id) => id === undefined || id === anyName)
      ? [true, false, "closed"]
      : [true, false];
  });
  return possibleOutcomes.has(true);
}

function isSameName(id: string, other: string | undefined): boolean {
  return id.toLowerCase() === other?.toLowerCase();
}

const endings: Readonly<Record<LocalResult, string>> = {
  success: "succeeded",
  failure: "failed",
  cancelled: "was cancelled",
  skipped: "was skipped",
  elsewhere: "runs elsewhere",
};

/**
 * Status functions look at every ancestor, not only at direct needs: https://github.com/actions/runner/issues/2205
 * A skipped ancestor is not a success; a cancelled one is not a failure.
 */
function statusFunctions(
  needs: readonly string[],
  { ancestors, isCancelled }: ConditionSituation,
): Functions {
  const unknownResult = (ids: readonly Value[]): Unknown | undefined => {
    const id = ancestors.undecidedJob(needs, ids);
    return id === undefined ? undefined : new Unknown(`the result of ${id}`);
  };
  return {
    success(...ids) {
      if (isCancelled) return false;
      return ancestors.obstacle(needs, ids) === undefined && (unknownResult(ids) ?? true);
    },
    failure(...ids) {
      if (isCancelled) return false;
      return ancestors.failure(needs, ids) !== undefined || (unknownResult(ids) ?? false);
    },
    cancelled: () => isCancelled,
    always: () => true,
  };
}

/** A job elsewhere is taken to succeed there. */
function isSuccess(result: LocalResult | undefined): boolean {
  return result === "success" || result === "elsewhere";
}
