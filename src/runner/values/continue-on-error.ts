import type { Contexts } from "../../expression/values/evaluate.ts";
import { shown } from "../../problems/wording.ts";
import { typedValue } from "./evaluated-values.ts";

/**
 * Whether a job, one combination of it, or a step may fail.
 *
 * @throws Error where it is not a boolean, which fails the job or the step on GitHub:
 * https://github.com/actions/runner/blob/main/src/Sdk/WorkflowParser/Conversion/WorkflowTemplateConverter.cs
 * (ConvertToJobContinueOnError, AssertBoolean; `boolean-strategy-context` and `boolean-steps-context` in workflow-v1.0.json)
 */
export function continuesOnError(
  { "continue-on-error": setting = false }: { readonly "continue-on-error"?: boolean | string },
  contexts: Contexts,
): boolean {
  const value = typeof setting === "string" ? typedValue(setting, contexts) : setting;
  if (typeof value === "boolean") return value;
  throw new Error(`continue-on-error is not a boolean: ${setting} is ${shown(value)}`);
}
