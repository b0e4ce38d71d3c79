/** Values of a workflow that are written as text, with expressions in them. */
import { type Contexts, evaluate, interpolate } from "../expression/evaluate.ts";
import { ExpressionError } from "../expression/expression-error.ts";
import { parse } from "../expression/parser.ts";
import { segmentsOf } from "../expression/template.ts";
import { pathsOf } from "../expression/usage.ts";
import { type Plain, plain } from "../expression/value.ts";

/** An expression alone keeps the type of its value; with text around it, it becomes text. */
export function typedValue(text: string, contexts: Contexts): Plain {
  const [first, ...others] = segmentsOf(text);
  return first !== undefined && "expression" in first && others.length === 0
    ? plain(evaluate(first.expression, contexts))
    : interpolate(text, contexts);
}

/** Whether something in a value is known only when other jobs have ended. */
export function readsNeeds(value: unknown): boolean {
  return pathsIn(value).some(([context]) => context === "needs");
}

/**
 * What the expressions in a value read by name, however deep they stand: `["needs", "build", "result"]`. One that
 * cannot be read fails where it is evaluated.
 */
export function pathsIn(value: unknown): readonly (readonly string[])[] {
  return textsOf(value).flatMap((text) => {
    try {
      return segmentsOf(text).flatMap((segment) =>
        "expression" in segment ? pathsOf(parse(segment.expression)) : [],
      );
    } catch (error) {
      if (error instanceof ExpressionError) return [];
      throw error;
    }
  });
}

function textsOf(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsOf) : [];
}
