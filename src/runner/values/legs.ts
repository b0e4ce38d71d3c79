/** The jobs of a run, with their legs: the job itself, or each combination of its matrix. */
import type { CombinationContexts, RunContexts } from "./contexts.ts";
import type { Workflow, WorkflowJob } from "../../model/workflow.ts";
import { hasExpression } from "../../expression/language/template.ts";
import { JobContexts } from "./job-contexts.ts";
import { knownText } from "./known.ts";
import { type LegStrategy, legStrategy } from "./leg-strategy.ts";
import { type Combination, legName, matrixLegs } from "../../matrix/matrix-combinations.ts";
import { readsNeeds } from "./evaluated-values.ts";
import { withOtherCheckouts } from "./other-checkouts.ts";
import { plannedMatrix } from "./planned-matrix.ts";
import { mostCombinations } from "../../github/limits.ts";

/** A job that calls a workflow, for the names of the called jobs. */
export type Caller = Pick<Leg, "id" | "name" | "key">;

/** One job, or one combination of a matrix job. */
export interface Leg {
  /** In its own workflow. */
  readonly jobId: string;
  /** In the run: `checks/lint` for a job of a workflow that the job `checks` calls. */
  readonly id: string;
  readonly job: WorkflowJob;
  /** As GitHub shows it, unique in a run. */
  readonly name: string;
  /** `build`, or `test.0` for a combination, for names of files and folders. */
  readonly key: string;
  readonly matrix: Combination | null;
  readonly contexts: CombinationContexts;
}

export interface PlannedRunJob extends LegStrategy {
  readonly id: string;
  readonly job: WorkflowJob;
  readonly needs: readonly string[];
  /** Undefined for a job of the workflow that the run is of. */
  readonly caller: Caller | undefined;
  readonly legs: readonly Leg[];
  /** Its combinations depend on other jobs: until those have ended, one leg stands for all. */
  readonly lateMatrix: boolean;
  /** The number or the names of its legs depend on other jobs: the legs are made again when those have ended. */
  readonly late: boolean;
}

/** @param caller for the jobs of a called workflow. */
export function planJobs(
  workflow: Workflow,
  contexts: RunContexts,
  caller?: Caller,
): readonly PlannedRunJob[] {
  const takenNames = new Set<string>();
  return Object.entries(workflow.jobs).map(([id, job]) => {
    const plannedContexts = new JobContexts(contexts, undefined);
    return {
      id,
      job,
      needs: job.needs ?? [],
      caller,
      legs: legsOf({ id, job, caller }, plannedContexts, takenNames),
      lateMatrix: readsNeeds(job.strategy?.matrix),
      late: readsNeeds([job.strategy, job.name]),
      ...legStrategy(job, plannedContexts),
    };
  });
}

/**
 * The legs of a job whose matrix or name depends on other jobs, when these have ended.
 *
 * @param takenNames names of the other legs of the run.
 * @throws Error where GitHub would fail the job, as for a list that is empty.
 */
export function lateLegs(
  planned: PlannedRunJob,
  contexts: JobContexts,
  takenNames: Set<string>,
): readonly Leg[] {
  const legs = legsOf(planned, contexts, takenNames);
  if (legs.length <= mostCombinations) return legs;
  throw new Error(
    `the matrix has ${legs.length} combinations; GitHub runs ${mostCombinations} at most`,
  );
}

function legsOf(
  { id, job, caller }: Pick<PlannedRunJob, "id" | "job" | "caller">,
  contexts: JobContexts,
  takenNames: Set<string>,
): readonly Leg[] {
  const { strategy } = job;
  const isKnown = strategy !== undefined && contexts.sufficeFor(strategy.matrix);
  const combinations = isKnown
    ? matrixLegs(plannedMatrix(id, strategy.matrix, contexts.all))
    : [{ values: null, label: [] }];
  const { failFast, maxParallel } = legStrategy(job, contexts);
  return combinations.map(({ values, label }, index) => {
    const own = contexts.with({
      matrix: values,
      strategy: {
        "fail-fast": failFast,
        "job-index": index,
        "job-total": combinations.length,
        "max-parallel": maxParallel === Infinity ? combinations.length : maxParallel,
      },
    });
    const name = unique(nameOf(id, job, label, own), id, index, takenNames);
    const key = isKnown ? `${id}.${index}` : id;
    return {
      jobId: id,
      id: caller === undefined ? id : `${caller.id}/${id}`,
      job: { ...job, steps: withOtherCheckouts(job.steps, own.all) },
      // https://docs.github.com/en/actions/how-tos/reuse-automations/reuse-workflows#monitoring-which-workflows-are-being-used
      name: caller === undefined ? name : `${caller.name} / ${name}`,
      key: caller === undefined ? key : `${caller.key}.${key}`,
      matrix: values,
      contexts: own.early,
    };
  });
}

/**
 * A name with an expression is the whole name; to any other the values of the matrix are added (EvaluateStrategy and
 * `string-strategy-context` in https://github.com/actions/runner/tree/main/src/Sdk/WorkflowParser). Until the jobs that
 * it reads have ended, the id stands for it.
 */
function nameOf(
  id: string,
  job: WorkflowJob,
  label: readonly string[],
  contexts: JobContexts,
): string {
  const name = job.name ?? id;
  if (!hasExpression(name)) return legName(name, label);
  if (!contexts.sufficeFor(name)) return legName(id, label);
  return knownText(name, contexts.all) || id;
}

/** GitHub lets two jobs have one name; here it is part of what tells their output apart. */
function unique(name: string, id: string, index: number, takenNames: Set<string>): string {
  const candidates = [name, `${name} [${id}]`, `${name} [${id}.${index}]`];
  const uniqueName =
    candidates.find((candidate) => !takenNames.has(candidate)) ?? `${name} [${takenNames.size}]`;
  takenNames.add(uniqueName);
  return uniqueName;
}
