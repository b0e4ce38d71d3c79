/** Values that must be known for the run to go on. */
import { jobCondition } from "../../expression/analysis/implied-success.ts";
import { truthOf } from "../../expression/values/coercion.ts";
import {
  type Contexts,
  evaluate,
  type Functions,
  interpolate,
} from "../../expression/values/evaluate.ts";
import { known } from "../../expression/values/unknown.ts";

/** @throws UnknownError */
export function knownText(text: string, contexts: Contexts, functions: Functions = {}): string {
  return known(interpolate(text, contexts, functions));
}

/**
 * Whether the text of an `if` holds.
 *
 * @throws UnknownError
 */
export function conditionHolds(
  condition: string | undefined,
  contexts: Contexts,
  functions: Functions,
): boolean {
  return known(truthOf(evaluate(jobCondition(condition), contexts, functions)));
}

/** https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#status-check-functions */
export function statusFunctions(status: "success" | "failure" | "cancelled"): Functions {
  return {
    success: () => status === "success",
    failure: () => status === "failure",
    cancelled: () => status === "cancelled",
    always: () => true,
  };
}

/** The status functions, where all that came before succeeded. */
export const inSuccess: Functions = statusFunctions("success");
