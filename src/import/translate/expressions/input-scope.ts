/** The inputs of an automation, as references to them in its jobs. */
import {
  type Plan,
  type PlanCall,
  type PlanObject,
  uncommented,
} from "../../../typescript/plan.ts";
import type { ValueType } from "./typed-plan.ts";

export interface InputScope {
  readonly values: ValueType;
  /**
   * Whether the reference is the plain input only within conditions, or whether it is everywhere but where it is negated.
   * Undefined where it always is.
   */
  readonly differs?: { readonly asValue: boolean };
}

/**
 * The inputs whose references say the same as `inputs.name`. On an event without inputs a reference has the default of its
 * input, which the file does not say (`inputReference` in src/expression/build).
 *
 * @param mayBeAbsent Whether there is such an event.
 */
export function inputScopes(
  inputs: PlanObject | undefined,
  mayBeAbsent: boolean,
): ReadonlyMap<string, InputScope> {
  const entries = Object.entries(inputs?.entries ?? {}).flatMap(([input, plan]) => {
    const scope = inputScope(uncommented(plan) as PlanCall, mayBeAbsent);
    return scope === undefined ? [] : [[input, scope] as const];
  });
  return new Map(entries);
}

function inputScope({ call, args }: PlanCall, mayBeAbsent: boolean): InputScope | undefined {
  const fallback = uncommented(optionsIn(args)["default"] ?? "");
  const isPlain = !mayBeAbsent || fallback === "";
  switch (call) {
    case "boolInput":
      // It is absent without its default, which is false.
      if (mayBeAbsent && fallback === true) return undefined;
      return { values: "boolean", differs: { asValue: mayBeAbsent } };
    case "numberInput":
      return isPlain ? { values: "number" } : undefined;
    case "choiceInput":
      return isPlain ? { values: uncommented(args[0] ?? []) as readonly string[] } : undefined;
    default:
      return isPlain ? { values: "string" } : undefined;
  }
}

function optionsIn(args: readonly Plan[]): Readonly<Record<string, Plan>> {
  const last = args.at(-1);
  return last === undefined || Array.isArray(last) ? {} : (last as PlanObject).entries;
}
