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

/** What status functions find among the ancestors of jobs; one for all jobs of a run. */
export class Ancestors {
  readonly results: JobResults;
  readonly undecidedJobs: ReadonlySet<string>;
  readonly #obstacles: AncestorSearch;
  readonly #failures: AncestorSearch;
  readonly #undecidedAncestors: AncestorSearch;

  /** @param undecidedJobs Jobs of which nobody here knows what they came to. */
  constructor(jobs: Needs, results: JobResults, undecidedJobs: ReadonlySet<string> = new Set()) {
    this.results = results;
    this.undecidedJobs = undecidedJobs;
    this.#obstacles = new AncestorSearch(jobs, (id) => !isSuccess(results.get(id)));
    this.#failures = new AncestorSearch(jobs, (id) => results.get(id) === "failure");
    this.#undecidedAncestors = new AncestorSearch(jobs, (id) => undecidedJobs.has(id));
  }

  /** The nearest ancestor that did not succeed. */
  obstacle(needs: readonly string[]): string | undefined {
    return this.#obstacles.find(needs);
  }

  failure(needs: readonly string[]): string | undefined {
    return this.#failures.find(needs);
  }

  undecidedOf(needs: readonly string[]): string | undefined {
    return this.#undecidedAncestors.find(needs);
  }
}

export interface ConditionSituation {
  readonly ancestors: Ancestors;
  /** Whether the run was cancelled. */
  readonly isCancelled: boolean;
  readonly contexts: Contexts;
  /** How a person gives an input that is true: `--outsiders`; undefined where nobody is to be told. */
  readonly optionOf?: ((input: string) => string) | undefined;
}

/**
 * @throws ExpressionError where GitHub would fail the job.
 * @throws UnknownError where it rests on what only GitHub knows.
 */
export function admission(job: ConditionSubject, situation: ConditionSituation): Admission {
  const { ancestors, isCancelled } = situation;
  const functions = statusFunctions(job.needs, situation);
  if (conditionHolds(job.if, situation.contexts, functions)) return "run";
  if (isCancelled) return { result: "skipped", reason: cancelledReason };
  const isPlain = job.if === undefined || !callsStatusFunction(job.if);
  const obstacle = isPlain ? ancestors.obstacle(job.needs) : undefined;
  if (obstacle !== undefined) {
    const how = howItEnded[ancestors.results.get(obstacle) ?? "skipped"];
    return { result: "skipped", reason: `needs ${obstacle} ${how}` };
  }
  const option = optionThatRuns(job, situation, functions);
  const reason =
    option === undefined ? `if: ${shownCondition(job.if ?? "")} is false` : `${option} runs it`;
  return { result: "skipped", reason };
}

/** The option for an input that is false, and alone makes the condition false. */
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
 * Whether a condition that nobody can decide yet may hold in the end, whatever the jobs elsewhere come to.
 *
 * @param elsewhere ids of these, whose results and outputs nobody here will ever know.
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

const howItEnded: Readonly<Record<LocalResult, string>> = {
  success: "succeeded",
  failure: "failed",
  cancelled: "was cancelled",
  skipped: "was skipped",
  elsewhere: "runs elsewhere",
};

/**
 * They look at every ancestor, not at direct needs only: https://github.com/actions/runner/issues/2205
 * A skipped ancestor is not a success; a cancelled one is not a failure.
 */
function statusFunctions(
  needs: readonly string[],
  { ancestors, isCancelled }: ConditionSituation,
): Functions {
  const { results, undecidedJobs } = ancestors;
  // With arguments they look at these jobs, and at no other.
  const some = (
    ids: readonly Value[],
    holds: (id: string) => boolean,
    find: (needs: readonly string[]) => string | undefined,
  ): string | undefined => (ids.length === 0 ? find(needs) : ids.map(stringOf).find(holds));
  const open = (ids: readonly Value[]): Unknown | undefined => {
    const id = some(
      ids,
      (each) => undecidedJobs.has(each),
      (all) => ancestors.undecidedOf(all),
    );
    return id === undefined ? undefined : new Unknown(`the result of ${id}`);
  };
  return {
    success(...ids) {
      if (isCancelled) return false;
      const obstacle = some(
        ids,
        (id) => !isSuccess(results.get(id)),
        (all) => ancestors.obstacle(all),
      );
      return obstacle === undefined && (open(ids) ?? true);
    },
    failure(...ids) {
      if (isCancelled) return false;
      const failedJob = some(
        ids,
        (id) => results.get(id) === "failure",
        (all) => ancestors.failure(all),
      );
      return failedJob !== undefined || (open(ids) ?? false);
    },
    cancelled: () => isCancelled,
    always: () => true,
  };
}

/** A job elsewhere is taken to succeed there. */
function isSuccess(result: LocalResult | undefined): boolean {
  return result === "success" || result === "elsewhere";
}
