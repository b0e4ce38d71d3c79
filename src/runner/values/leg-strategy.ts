/** `fail-fast` and `max-parallel` of a job, evaluated. */
import { UsageError } from "../../problems/usage-error.ts";
import type { Contexts } from "../../expression/values/evaluate.ts";
import type { WorkflowJob } from "../../model/workflow.ts";
import { typedValue } from "./evaluated-values.ts";
import type { JobContexts } from "./job-contexts.ts";

export interface LegStrategy {
  readonly failFast: boolean;
  /** Infinity for no limit. */
  readonly maxParallel: number;
}

/**
 * Until other jobs have ended, what depends on them has GitHub's defaults.
 *
 * @throws UsageError for a value of another type, where GitHub fails the job.
 */
export function legStrategy(
  { strategy }: WorkflowJob,
  contexts: JobContexts<Contexts>,
): LegStrategy {
  if (strategy === undefined) return { failFast: true, maxParallel: 1 };
  const valueOf = (key: "fail-fast" | "max-parallel"): unknown => {
    const value = strategy[key];
    if (typeof value !== "string") return value;
    return contexts.sufficeFor(value) ? typedValue(value, contexts.all) : undefined;
  };
  const failFast = valueOf("fail-fast") ?? true;
  const most = valueOf("max-parallel") ?? 0;
  if (typeof failFast !== "boolean") {
    throw new UsageError(`fail-fast is neither true nor false: ${JSON.stringify(failFast)}`);
  }
  if (typeof most !== "number") {
    throw new UsageError(`max-parallel is not a number: ${JSON.stringify(most)}`);
  }
  // 0 is the value that a workflow without it has (Strategy.cs in actions/runner, src/Sdk/WorkflowParser).
  return { failFast, maxParallel: most > 0 ? most : Infinity };
}
