import type { Condition } from "./algebra.ts";
import { BuiltExpression, combine, everywhere, requireCondition } from "./built-expression.ts";
import { call, logical, negation } from "../language/syntax-tree.ts";

/**
 * All of the conditions. https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#operators
 *
 * @throws UsageError for what is no condition.
 * @example and(github.refName.eq("main"), failure())
 */
export function and(...conditions: readonly [Condition, ...Condition[]]): Condition {
  return combine("&&", "and", conditions);
}

/**
 * One of the conditions, or more.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#operators
 *
 * @throws UsageError for what is no condition.
 * @example or(github.eventName.eq("push"), github.eventName.eq("schedule"))
 */
export function or(...conditions: readonly [Condition, ...Condition[]]): Condition {
  return combine("||", "or", conditions);
}

/**
 * The opposite of a condition. https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#operators
 *
 * @throws UsageError for what is no condition.
 * @example not(github.event("pull_request.draft"))
 */
export function not(condition: Condition): Condition {
  return requireCondition(condition, "not").not();
}

/**
 * Every job before this one succeeded; in a step, every step before it. GitHub adds this to a condition without a status
 * function. https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#success
 *
 * @example job(deploy, { condition: and(success(), github.refName.eq("main")) })
 */
export function success(): Condition {
  return status("success");
}

/**
 * Some job before this one failed; in a step, some step before it.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#failure
 *
 * @example shell("./report.sh", { if: failure() })
 */
export function failure(): Condition {
  return status("failure");
}

/**
 * True, even when the run was cancelled.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#always
 *
 * @example upload("log", "build.log", { if: always() })
 */
export function always(): Condition {
  return status("always");
}

/**
 * The run was cancelled. https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#cancelled
 *
 * @example upload("report", "report/", { if: not(cancelled()) })
 */
export function cancelled(): Condition {
  return status("cancelled");
}

/**
 * No job before this one failed, though some may have been skipped: `!cancelled() && !failure()`.
 * GitHub skips a job behind a skipped one unless its condition calls a status function.
 *
 * @example job(deploy, { needs: [tested], condition: notFailed() })
 */
export function notFailed(): Condition {
  const tree = logical("&&", [negation(call("cancelled")), negation(call("failure"))]);
  return new BuiltExpression(tree, "condition", everywhere);
}

function status(name: string): Condition {
  return new BuiltExpression(call(name), "condition", everywhere);
}
