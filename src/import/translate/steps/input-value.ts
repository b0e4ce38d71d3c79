/** Inputs of an action as options of the function for it. */
import { ExpressionError } from "../../../expression/language/expression-error.ts";
import {
  hasExpression,
  segmentsOf,
  wholeExpression,
} from "../../../expression/language/template.ts";
import type { YamlValue } from "../../../model/workflow.ts";
import { UsageError } from "../../../problems/usage-error.ts";
import { filledLines, flag, lines, type ReadInput } from "../../../steps/input-table.ts";
import type { Plan } from "../../../typescript/plan.ts";
import { textOf } from "../../read-workflow.ts";
import { scalarPlan, typedExpression, written } from "../expressions/expression-plan.ts";
import type { Scope } from "../expressions/scope.ts";
import { isNumeric, isText, type TypedPlan } from "../expressions/typed-plan.ts";

/**
 * Undefined for a value that the option does not take. The actions read texts without the white space around them (`getInput`
 * in https://github.com/actions/toolkit/blob/main/packages/core/src/core.ts).
 */
export function inputValue(read: ReadInput, given: YamlValue, scope: Scope): Plan | undefined {
  const value = typeof given === "string" ? given.trim() : given;
  const list = read === lines || read === filledLines ? listIn(value) : undefined;
  if (list !== undefined) return list.map((line) => scalarPlan(line, scope));
  return typeof value === "string" && hasExpression(value)
    ? computed(read, value, scope)
    : literalFor(read, value);
}

/** The same value in the type that the option has. */
function literalFor(read: ReadInput, value: YamlValue): string | number | boolean | undefined {
  if (typeof value === "object") return undefined;
  const text = textOf(value);
  const typed = [
    ...(typeof value === "boolean" || typeof value === "number" ? [value] : []),
    ...(/^(?:true|false)$/.test(text) ? [text === "true"] : []),
    ...(/^(?:0|[1-9]\d*)$/.test(text) ? [Number(text)] : []),
    text,
  ];
  return typed.find((each) => isTaken(read, each));
}

function isTaken(read: ReadInput, value: unknown): boolean {
  try {
    read(value, "");
    return true;
  } catch (error) {
    if (error instanceof UsageError) return false;
    throw error;
  }
}

/** Texts on lines of their own. */
function listIn(value: YamlValue): readonly string[] | undefined {
  const list = typeof value === "string" ? value.split("\n") : [];
  const isPlain = list.every((line) => line.trim() === line && line !== "" && isComplete(line));
  return list.length > 1 && isPlain ? list : undefined;
}

/** Whether the expressions in a line end there. */
function isComplete(line: string): boolean {
  try {
    segmentsOf(line);
    return true;
  } catch (error) {
    if (error instanceof ExpressionError) return false;
    throw error;
  }
}

function computed(read: ReadInput, text: string, scope: Scope): Plan | undefined {
  // What takes this text takes any text, and any reference.
  if (isTaken(read, "some other text")) return scalarPlan(text, scope);
  const expression = wholeExpression(text.trim());
  if (expression === undefined) return undefined;
  const typed = typedExpression(expression, scope);
  return fits(read, typed) ? typed.plan : written(expression).plan;
}

function fits(read: ReadInput, typed: TypedPlan): boolean {
  if (read === flag) return typed.isCondition;
  return isTaken(read, 1) ? isNumeric(typed) : isText(typed);
}
