/** What the run needs to know to go on, and what becomes of a job for which that is unknown here. */
import { truthOf } from "../expression/coercion.ts";
import { type Contexts, evaluate, type Functions, interpolate } from "../expression/evaluate.ts";
import { known, type UnknownError } from "../expression/unknown.ts";
import type { Value } from "../expression/value.ts";
import type { Refusal } from "./scheduler.ts";

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

/** Reasons are what is needed: `outputs of mac`, `the result of build`. */
export function elsewhereFor({ reason }: Pick<UnknownError, "reason">): Refusal {
  return { result: "elsewhere", reason: `elsewhere: needs ${reason}` };
}
