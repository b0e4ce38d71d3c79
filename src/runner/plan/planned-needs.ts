/** Which jobs of a plan depend on jobs elsewhere. Each value is computed in the order and by the rules of a run. */
import type { Contexts } from "../../expression/values/evaluate.ts";
import { Unknown, UnknownError } from "../../expression/values/unknown.ts";
import type { WorkflowJob } from "../../model/workflow.ts";
import { conditionHolds, inSuccess, knownText } from "../values/known.ts";
import { isLeftOut } from "../values/left-out.ts";

const later = new Unknown("what only a run brings");
/** Contexts that only a running job has. */
export const laterContexts: Contexts = {
  runner: later,
  env: later,
  steps: later,
  job: later,
  secrets: later,
};
export const laterFunctions: { readonly hashFiles: () => Unknown } = { hashFiles: () => later };

/**
 * @param contexts with `needs`, in which values that only a run brings are unknown.
 * @param absent reasons of the values in `needs` that never become known here.
 * @throws UnknownError where a value of the job depends on one of these.
 */
export function checkNeeds(
  job: WorkflowJob,
  contexts: Contexts,
  absent: ReadonlySet<string>,
): void {
  const own = { ...laterContexts, ...contexts };
  const compute = <Value>(value: () => Value): Value | undefined => {
    try {
      return value();
    } catch (error) {
      if (error instanceof UnknownError && absent.has(error.reason)) throw error;
      // Any other value is known when the job runs, or fails it then.
      return undefined;
    }
  };
  const check = (value: unknown): void => {
    for (const text of textsIn(value)) compute(() => knownText(text, own, laterFunctions));
  };
  const { name, env, strategy, defaults, outputs, steps } = job;
  check([strategy, name, job["runs-on"], job["continue-on-error"], job["timeout-minutes"], env]);
  for (const step of steps.filter((each) => !isLeftOut(each))) {
    const holds = compute(() => conditionHolds(step.if, own, { ...laterFunctions, ...inSuccess }));
    if (holds === false) continue;
    check(step.env);
    check("run" in step ? [step.run, step["working-directory"], defaults] : step.with);
  }
  check(outputs);
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}
