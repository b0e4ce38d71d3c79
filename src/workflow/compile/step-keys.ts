import type { StepSettings } from "../../steps/step.ts";
import type { WorkflowStep } from "../../model/workflow.ts";

type StepKeys = Pick<WorkflowStep, "name" | "id" | "if" | "continue-on-error" | "timeout-minutes">;

type OrUndefined<Keys> = { readonly [Key in keyof Keys]: Keys[Key] | undefined };

/** The keys of every step that come before what it does. */
export function firstKeys(step: StepSettings): OrUndefined<Pick<StepKeys, "name" | "id" | "if">> {
  const { name, id, if: condition } = step;
  return { name, id, if: condition === undefined ? undefined : `\${{ ${condition} }}` };
}

/** The keys of every step that come last. */
export function lastKeys({
  continueOnError,
  timeoutMinutes,
}: StepSettings): OrUndefined<Pick<StepKeys, "continue-on-error" | "timeout-minutes">> {
  return { "continue-on-error": continueOnError, "timeout-minutes": timeoutMinutes };
}
