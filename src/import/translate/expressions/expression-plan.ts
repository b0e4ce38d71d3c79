/** Expressions and texts with `${{ }}`, as references of the API. */
import { parse } from "../../../expression/language/parser.ts";
import {
  hasExpression,
  segmentsOf,
  wholeExpression,
} from "../../../expression/language/template.ts";
import type { YamlValue } from "../../../model/workflow.ts";
import type { Plan } from "../../../typescript/plan.ts";
import { textOf } from "../../read-workflow.ts";
import { algebraPlan } from "./algebra-plan.ts";
import type { Scope } from "./scope.ts";
import { generic, isText, type TypedPlan } from "./typed-plan.ts";

/** An expression without `${{ }}`. */
export function typedExpression(expression: string, scope: Scope): TypedPlan {
  const typed = algebraPlan(parse(expression), scope);
  return typed === undefined || typed.differs?.asValue === true ? written(expression) : typed;
}

/** As `typedExpression`, within a condition. */
export function typedCondition(expression: string, scope: Scope): TypedPlan {
  return algebraPlan(parse(expression), scope) ?? written(expression);
}

/** expr`…`. */
export function written(expression: string): TypedPlan {
  return generic({ kind: "expression", text: expression.trim() });
}

/** A text where any reference belongs: as it is, as one reference, or as a template string. */
function valuePlan(text: string, scope: Scope): Plan {
  if (!hasExpression(text)) return text;
  const whole = wholeExpression(text);
  return whole === undefined ? templatePlan(text, scope) : typedExpression(whole, scope).plan;
}

/** A text, where no other reference than that to a text belongs. */
export function textPlan(value: YamlValue, scope: Scope): Plan {
  const text = textOf(value);
  if (!hasExpression(text)) return text;
  const whole = wholeExpression(text);
  const typed = whole === undefined ? undefined : typedExpression(whole, scope);
  return typed !== undefined && isText(typed) ? typed.plan : templatePlan(text, scope);
}

/** A text in which references stand, where none belongs alone. */
export function templatePlan(text: string, scope: Scope): Plan {
  if (!hasExpression(text)) return text;
  const parts = segmentsOf(text).map((segment) =>
    "text" in segment ? segment.text : typedExpression(segment.expression, scope).plan,
  );
  return { kind: "template", parts };
}

/** A text, a number, true or false; nothing is an empty text (`NullToken` in actions/runner). */
export function scalarPlan(value: YamlValue, scope: Scope): Plan {
  if (value === null) return "";
  if (typeof value === "string") return valuePlan(value, scope);
  return typeof value === "object" ? JSON.stringify(value) : value;
}
