import type { Contexts } from "../../expression/values/evaluate.ts";
import type { WorkflowJob } from "../../model/workflow.ts";
import { shown } from "../../problems/wording.ts";
import { typedValue } from "../values/evaluated-values.ts";

/**
 * Whether a job, or one combination of it, may fail.
 *
 * @throws Error where it is not a boolean, which fails the job on GitHub:
 * https://github.com/actions/runner/blob/main/src/Sdk/WorkflowParser/Conversion/WorkflowTemplateConverter.cs
 * (ConvertToJobContinueOnError, AssertBoolean; `boolean-strategy-context` in workflow-v1.0.json)
 */
export function continuesOnError(
  { "continue-on-error": setting = false }: WorkflowJob,
  contexts: Contexts,
): boolean {
  const value = typeof setting === "string" ? typedValue(setting, contexts) : setting;
  if (typeof value === "boolean") return value;
  throw new Error(`continue-on-error is not a boolean: ${setting} is ${shown(value)}`);
}
