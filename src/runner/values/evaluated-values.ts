/** Values of a workflow that are written as text, with expressions in them. */
import { type Contexts, evaluate } from "../../expression/values/evaluate.ts";
import { wholeExpression } from "../../expression/language/template.ts";
import { known } from "../../expression/values/unknown.ts";
import { readsIn } from "../../expression/analysis/usage.ts";
import { type Plain, plain } from "../../expression/values/value.ts";
import { knownText } from "./known.ts";

/**
 * An expression alone keeps the type of its value; with text around it, it becomes text.
 *
 * @throws UnknownError where it rests on what only GitHub knows.
 */
export function typedValue(text: string, contexts: Contexts): Plain {
  const expression = wholeExpression(text);
  return expression === undefined
    ? knownText(text, contexts)
    : known(plain(known(evaluate(expression, contexts))));
}

/** Whether something in a value is known only when other jobs have ended. */
export function readsNeeds(value: unknown): boolean {
  return readsIn(value).contexts.includes("needs");
}
