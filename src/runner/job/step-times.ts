/** `timeout-minutes` and `continue-on-error` of a step. Both are read when the step begins or has failed. */
import type { Contexts } from "../../expression/values/evaluate.ts";
import type { WorkflowStep } from "../../model/workflow.ts";
import { shown } from "../../problems/wording.ts";
import { typedValue } from "../values/evaluated-values.ts";

/** How long a step may take. */
export interface StepTimeout {
  /** Aborted when the time is over; undefined where there is no limit. */
  readonly signal: AbortSignal | undefined;
  readonly minutes: number;
  readonly stop: () => void;
}

/**
 * A step that takes too long fails, and its job goes on as after any failure.
 * https://github.com/actions/runner/blob/main/src/Runner.Worker/StepsRunner.cs
 *
 * @throws Error for anything but a number above 0.
 */
export function startTimeout(
  { "timeout-minutes": setting }: WorkflowStep,
  contexts: Contexts,
): StepTimeout {
  if (setting === undefined) return { signal: undefined, minutes: 0, stop: () => {} };
  const minutes = typeof setting === "string" ? typedValue(setting, contexts) : setting;
  if (typeof minutes !== "number" || !(minutes > 0)) {
    throw new Error(`timeout-minutes is not a number above 0: ${setting} is ${shown(minutes)}`);
  }
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), Math.min(minutes * 60_000, 2 ** 31 - 1));
  return { signal: controller.signal, minutes, stop: () => clearTimeout(timer) };
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
