/** `timeout-minutes` and `continue-on-error` of a step. Both are read when the step begins or has failed. */
import type { Contexts } from "../../expression/values/evaluate.ts";
import { UnknownError } from "../../expression/values/unknown.ts";
import type { WorkflowStep } from "../../model/workflow.ts";
import { counted, messageOf, shown } from "../../problems/wording.ts";
import { typedValue } from "../values/evaluated-values.ts";

/** How long a step may take. */
export interface StepTimeout {
  /** Aborted when the job is to end or the time is over. */
  readonly endSignal: (job: AbortSignal) => AbortSignal;
  /** Why the step ended, where that was the time. */
  readonly reason: (job: AbortSignal) => string | undefined;
  readonly stop: () => void;
}

const noTimeout: StepTimeout = {
  endSignal: (job) => job,
  reason: () => undefined,
  stop: () => {},
};

/**
 * A step that takes too long fails, and its job goes on as after any failure. A limit of 0 is none, nor is one that
 * cannot be read, which is an error in the log and nothing else.
 * https://github.com/actions/runner/blob/main/src/Runner.Worker/StepsRunner.cs (RunStepAsync)
 *
 * @param complain Is told why the limit cannot be read.
 */
export function startTimeout(
  { "timeout-minutes": setting }: WorkflowStep,
  contexts: Contexts,
  complain: (problem: string) => void,
): StepTimeout {
  if (setting === undefined) return noTimeout;
  const minutes = minutesOf(setting, contexts, complain);
  if (minutes === undefined || minutes <= 0) return noTimeout;
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), Math.min(minutes * 60_000, 2 ** 31 - 1));
  const { signal } = controller;
  return {
    endSignal: (job) => AbortSignal.any([job, signal]),
    reason: (job) =>
      signal.aborted && !job.aborted ? `timed out after ${counted(minutes, "minute")}` : undefined,
    stop: () => clearTimeout(timer),
  };
}

function minutesOf(
  setting: number | string,
  contexts: Contexts,
  complain: (problem: string) => void,
): number | undefined {
  if (typeof setting === "number") return setting;
  try {
    const minutes = typedValue(setting, contexts);
    if (typeof minutes === "number") return minutes;
    complain(`timeout-minutes is not a number: ${setting} is ${shown(minutes)}`);
  } catch (error) {
    if (error instanceof UnknownError) throw error;
    complain(`timeout-minutes cannot be read: ${messageOf(error)}`);
  }
  return undefined;
}

/** @throws Error where it is not a boolean, as on GitHub (`boolean-steps-context` in workflow-v1.0.json). */
export function stepContinuesOnError(
  { "continue-on-error": setting = false }: WorkflowStep,
  contexts: Contexts,
): boolean {
  const value = typeof setting === "string" ? typedValue(setting, contexts) : setting;
  if (typeof value === "boolean") return value;
  throw new Error(`continue-on-error is not a boolean: ${setting} is ${shown(value)}`);
}
