/** What the inputs of actions take, in the types of known actions. */
import type { TextValue } from "../input-table.ts";
import type { PrintedExpression, StepValue } from "../step.ts";

/** Any input: GitHub passes a text. The texts of a list stand on a line each. */
export type ActionValue = StepValue | readonly TextValue[];

/** A text with an expression in it, whose value nobody knows yet. */
type ExpressionText = `${string}\${{${string}`;

/**
 * An input that is true or false, as a text, too: those that `core.getBooleanInput()` reads.
 * https://github.com/actions/toolkit/blob/main/packages/core/src/core.ts
 */
export type ActionFlag =
  | boolean
  | "true"
  | "True"
  | "TRUE"
  | "false"
  | "False"
  | "FALSE"
  | ExpressionText
  | PrintedExpression;

/** An input that takes one of several texts. */
export type ActionChoice<Choice extends string> = Choice | ExpressionText | PrintedExpression;
