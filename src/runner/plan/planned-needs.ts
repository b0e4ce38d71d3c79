/** Which jobs of a plan rest on jobs elsewhere: each value is computed in the order, and by the rules, of a run. */
import type { Contexts } from "../../expression/values/evaluate.ts";
import { Unknown, UnknownError } from "../../expression/values/unknown.ts";
import type { WorkflowJob } from "../../model/workflow.ts";
import { conditionHolds, inSuccess, knownText } from "../values/known.ts";
import { isLeftOut } from "../values/left-out.ts";

const later = new Unknown("what only a run brings");

/** Contexts that only a running job has. */
const ofRunner = { runner: later, env: later, steps: later, job: later, secrets: later };

const functions = { hashFiles: () => later };

/**
 * @param contexts with `needs`, in which all is unknown that nobody knows before the run.
 * @param absent reasons of those values of `needs` that nobody here will ever know.
 * @throws UnknownError where a value of the job comes to one of these.
 */
export function checkNeeds(
  job: WorkflowJob,
  contexts: Contexts,
  absent: ReadonlySet<string>,
): void {
  const own = { ...ofRunner, ...contexts };
  const ask = <Value>(compute: () => Value): Value | undefined => {
    try {
      return compute();
    } catch (error) {
      if (error instanceof UnknownError && absent.has(error.reason)) throw error;
      // All else is known when the job runs, or fails it then.
      return undefined;
    }
  };
  const askAll = (value: unknown): void => {
    for (const text of textsIn(value)) ask(() => knownText(text, own, functions));
  };
  const { name, env, strategy, defaults, outputs, steps } = job;
  askAll([strategy, name, job["runs-on"], job["continue-on-error"], job["timeout-minutes"], env]);
  for (const step of steps.filter((each) => !isLeftOut(each))) {
    const isWanted = ask(() => conditionHolds(step.if, own, { ...functions, ...inSuccess }));
    if (isWanted === false) continue;
    const folder = "run" in step ? [step.run, step["working-directory"]] : [step.with];
    askAll([step.env, ...folder, ...("run" in step ? [defaults] : [])]);
  }
  askAll(outputs);
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}
