/** What the run needs to know to go on. */
import { truthOf } from "../../expression/values/coercion.ts";
import {
  type Contexts,
  evaluate,
  type Functions,
  interpolate,
} from "../../expression/values/evaluate.ts";
import { known } from "../../expression/values/unknown.ts";
import type { Value } from "../../expression/values/value.ts";

/** @throws UnknownError */
export function knownValue(text: string, contexts: Contexts): Value {
  return known(evaluate(text, contexts));
}

/** @throws UnknownError */
export function knownText(text: string, contexts: Contexts, functions: Functions = {}): string {
  return known(interpolate(text, contexts, functions));
}

/** @throws UnknownError */
export function knownTruth(condition: string, contexts: Contexts, functions: Functions): boolean {
  return known(truthOf(evaluate(condition, contexts, functions)));
}
