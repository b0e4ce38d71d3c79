/** Forecasts the value of an expression before the workflow runs. */
import { compare, isTruthy } from "../values/coercion.ts";
import { evaluateTree } from "../values/evaluate.ts";
import { known } from "../values/unknown.ts";
import { ExpressionError } from "../language/expression-error.ts";
import { call, type Tree } from "../language/syntax-tree.ts";
import { pathOf } from "./usage.ts";
import type { Value } from "../values/value.ts";

export type Kind = "null" | "boolean" | "number" | "string" | "object";

/** A value, or the kinds that it may be of. `isTrue` says whether it counts as true, where that is certain. */
export type Forecast =
  | { readonly value: Value }
  | { readonly kinds: readonly Kind[]; readonly isTrue?: boolean | undefined };

export const anything: Forecast = { kinds: ["null", "boolean", "number", "string", "object"] };
const boolean: Forecast = { kinds: ["boolean"] };

/** @param lookUp What is known of a path such as `["matrix", "os"]`; undefined for nothing. */
export function foretell(
  tree: Tree,
  lookUp: (path: readonly string[]) => Forecast | undefined,
): Forecast {
  const path = pathOf(tree);
  if (path !== undefined) return lookUp(path) ?? anything;
  const of = (part: Tree): Forecast => foretell(part, lookUp);
  switch (tree.kind) {
    case "literal":
      return { value: tree.value };
    case "not": {
      const isTrue = forecastTruth(of(tree.of));
      return isTrue === undefined ? boolean : { value: !isTrue };
    }
    case "comparison": {
      const [left, right] = [of(tree.left), of(tree.right)];
      return "value" in left && "value" in right
        ? { value: compare(left.value, tree.operator, right.value) }
        : boolean;
    }
    case "logical":
      return either(tree.operator === "||", tree.operands.map(of));
    case "call":
      return callForecast(tree.name, tree.arguments.map(of));
    default:
      return anything;
  }
}

export function kindsOf(forecast: Forecast): readonly Kind[] {
  if ("kinds" in forecast) return forecast.kinds;
  const { value } = forecast;
  if (value === null) return ["null"];
  return [typeof value as Exclude<Kind, "null">];
}

/** Whether the value counts as true; undefined where only the run knows. */
export function forecastTruth(forecast: Forecast): boolean | undefined {
  if ("value" in forecast) return isTruthy(forecast.value);
  return forecast.kinds.every((kind) => kind === "null") ? false : forecast.isTrue;
}

/** The first operand whose truth is `decisive`, else the last one. */
function either(decisive: boolean, operands: readonly Forecast[]): Forecast {
  const possible: Forecast[] = [];
  for (const [index, operand] of operands.entries()) {
    const isTrue = forecastTruth(operand);
    const isLast = index === operands.length - 1;
    if (isLast || isTrue === decisive) {
      possible.push(operand);
      break;
    }
    if (isTrue === undefined) possible.push(narrow(operand, decisive));
  }
  const [first, ...others] = possible;
  if (first !== undefined && others.length === 0) return first;
  const truths = new Set(possible.map(forecastTruth));
  const [isTrue] = truths;
  return {
    kinds: [...new Set(possible.flatMap(kindsOf))],
    isTrue: truths.size === 1 ? isTrue : undefined,
  };
}

/** Null never counts as true, and an object never as false. */
function narrow(forecast: Forecast, isTrue: boolean): Forecast {
  const never: Kind = isTrue ? "null" : "object";
  return { kinds: kindsOf(forecast).filter((kind) => kind !== never), isTrue };
}

const results: Readonly<Record<string, Forecast>> = {
  contains: boolean,
  startswith: boolean,
  endswith: boolean,
  success: boolean,
  failure: boolean,
  cancelled: boolean,
  always: { value: true },
  format: { kinds: ["string"] },
  join: { kinds: ["string"] },
  tojson: { kinds: ["string"] },
  hashfiles: { kinds: ["string"] },
};

function callForecast(functionName: string, parameters: readonly Forecast[]): Forecast {
  const result = results[functionName.toLowerCase()] ?? anything;
  const values = parameters.flatMap((it) => ("value" in it ? [it.value] : []));
  if (values.length === 0 || values.length < parameters.length) return result;
  try {
    const contexts = Object.fromEntries(values.map((value, index) => [`value${index}`, value]));
    const operands = Object.keys(contexts).map((name): Tree => ({ kind: "context", name }));
    return { value: known(evaluateTree(call(functionName, ...operands), contexts)) };
  } catch (error) {
    // A function that only a run has, or an evaluation that fails.
    if (error instanceof ExpressionError) return result;
    throw error;
  }
}
