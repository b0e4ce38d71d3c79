/** Whether a job can reach its first command here, as far as that is known before it starts. */
import type { Contexts } from "../../expression/values/evaluate.ts";
import { UnknownError } from "../../expression/values/unknown.ts";
import type { Environment, WorkflowJob, WorkflowStep } from "../../model/workflow.ts";
import { conditionHolds, inSuccess, knownText } from "../values/known.ts";
import { MissingFiles } from "../values/missing-files.ts";
import { isLeftOut, leftOutResult, skippedResult } from "../values/left-out.ts";

/**
 * A value that reads a context which is not known yet is left to the running job.
 *
 * @throws UnknownError where its first command depends on what only GitHub knows.
 */
export function checkFirstStep(job: WorkflowJob, env: Environment, contexts: Contexts): void {
  checkTexts(Object.values({ ...env, ...job.env }), contexts);
  const steps: Record<string, unknown> = {};
  const missing = new MissingFiles();
  for (const step of job.steps) {
    const own = { ...contexts, steps };
    const runsHere = !isLeftOut(step);
    const holds = runsHere ? conditionOf(step, own) : leftOutConditionOf(step, own);
    if (runsHere && holds === true) {
      checkTexts(textsOf(step), own);
      if (step.local !== "skip") missing.check("");
    } else if (holds === true) missing.add(step);
    if (holds === undefined || (runsHere && holds)) return;
    if (step.id !== undefined) steps[step.id] = holds ? leftOutResult(step) : skippedResult;
  }
}

/** An unknown condition counts as true: a step that is left out does nothing here in any case. */
function leftOutConditionOf(step: WorkflowStep, contexts: Contexts): boolean | undefined {
  try {
    return conditionOf(step, contexts);
  } catch {
    return true;
  }
}

/** Undefined where it is not known yet. */
function conditionOf(step: WorkflowStep, contexts: Contexts): boolean | undefined {
  return unlessEarly(() => conditionHolds(step.if, contexts, inSuccess));
}

function textsOf(step: WorkflowStep): readonly unknown[] {
  const env = Object.values(step.env ?? {});
  return "run" in step
    ? [step.run, step["working-directory"] ?? "", ...env]
    : // What stands in for an action does not get its inputs.
      [...env, ...(step.local === undefined ? Object.values(step.with ?? {}) : [])];
}

function checkTexts(texts: readonly unknown[], contexts: Contexts): void {
  for (const text of texts) unlessEarly(() => knownText(String(text), contexts));
}

function unlessEarly<Value>(compute: () => Value): Value | undefined {
  try {
    return compute();
  } catch (error) {
    if (error instanceof UnknownError) throw error;
    return undefined;
  }
}
