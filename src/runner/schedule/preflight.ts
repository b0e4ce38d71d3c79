/** Whether a job comes to its first command here, as far as that can be told before it starts. */
import type { Contexts } from "../../expression/values/evaluate.ts";
import { UnknownError } from "../../expression/values/unknown.ts";
import type { Environment, WorkflowJob, WorkflowStep } from "../../model/workflow.ts";
import { conditionHolds, inSuccess, knownText } from "../values/known.ts";
import { isLeftOut, leftOutResult, skippedResult } from "../values/left-out.ts";

/**
 * A value that reads a context which is not known yet is left to the running job.
 *
 * @throws UnknownError where its first command rests on what only GitHub knows.
 */
export function checkFirstStep(job: WorkflowJob, env: Environment, contexts: Contexts): void {
  checkTexts(Object.values({ ...env, ...job.env }), contexts);
  const steps: Record<string, unknown> = {};
  for (const step of job.steps) {
    const own = { ...contexts, steps };
    const isKept = !isLeftOut(step);
    const isWanted = isKept ? conditionOf(step, own) : unknownAsTrue(() => conditionOf(step, own));
    if (isKept && isWanted === true) checkTexts(textsOf(step), own);
    if (isWanted === undefined || (isKept && isWanted)) return;
    if (step.id === undefined) continue;
    steps[step.id] = isWanted ? leftOutResult(step) : skippedResult;
  }
}

/** A step that is left out does nothing here, whether or not it is wanted. */
function unknownAsTrue(decide: () => boolean | undefined): boolean | undefined {
  try {
    return decide();
  } catch {
    return true;
  }
}

/** Undefined where it cannot be told yet. */
function conditionOf(step: WorkflowStep, contexts: Contexts): boolean | undefined {
  return unlessEarly(() => conditionHolds(step.if, contexts, inSuccess));
}

function textsOf(step: WorkflowStep): readonly unknown[] {
  const own = "run" in step ? [step.run, step["working-directory"] ?? ""] : [];
  return [
    ...own,
    ...Object.values(step.env ?? {}),
    ...("with" in step ? Object.values(step.with ?? {}) : []),
  ];
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
