import type { Condition } from "./algebra.ts";
import { BuiltExpression, combine, everywhere, requireCondition } from "./built-expression.ts";
import { call, logical, negation } from "../language/syntax-tree.ts";

/** All of the conditions. */
export function and(...conditions: readonly [Condition, ...Condition[]]): Condition {
  return combine("&&", "and", conditions);
}

/** One of the conditions, or more. */
export function or(...conditions: readonly [Condition, ...Condition[]]): Condition {
  return combine("||", "or", conditions);
}

export function not(condition: Condition): Condition {
  return requireCondition(condition, "not").not();
}

/** Every job before this one succeeded. GitHub adds this to a condition without a status function. */
export function success(): Condition {
  return status("success");
}

/** Some job before this one failed. */
export function failure(): Condition {
  return status("failure");
}

/** True, even when the run was cancelled. */
export function always(): Condition {
  return status("always");
}

/** The run was cancelled. */
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
