/** What can be said of the value of an expression before the workflow runs. */
import { compare, isTruthy } from "../values/coercion.ts";
import { evaluateTree } from "../values/evaluate.ts";
import { known } from "../values/unknown.ts";
import { ExpressionError } from "../language/expression-error.ts";
import { call, type Tree } from "../language/syntax-tree.ts";
import { pathOf } from "./usage.ts";
import type { Value } from "../values/value.ts";

export type Kind = "null" | "boolean" | "number" | "string" | "object";

/** A value that is known, or the kinds that it may be of, and whether it counts as true, where that is known. */
export type Foretold =
  | { readonly value: Value }
  | { readonly kinds: readonly Kind[]; readonly isTrue?: boolean };

export const anything: Foretold = { kinds: ["null", "boolean", "number", "string", "object"] };
const boolean: Foretold = { kinds: ["boolean"] };

/** @param known what is known of a path such as `["matrix", "os"]`; undefined for nothing. */
export function foretell(
  tree: Tree,
  known: (path: readonly string[]) => Foretold | undefined,
): Foretold {
  const path = pathOf(tree);
  if (path !== undefined) return known(path) ?? anything;
  const of = (part: Tree): Foretold => foretell(part, known);
  switch (tree.kind) {
    case "literal":
      return { value: tree.value };
    case "not": {
      const isTrue = truthOf(of(tree.of));
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
      return called(tree.name, tree.arguments.map(of));
    case "context":
    case "index":
    case "filter":
      return anything;
    default:
      return tree satisfies never;
  }
}

export function kindsOf(foretold: Foretold): readonly Kind[] {
  if ("kinds" in foretold) return foretold.kinds;
  const { value } = foretold;
  if (value === null) return ["null"];
  return [typeof value as Exclude<Kind, "null">];
}

/** Whether it counts as true; undefined where only the run will know. */
export function truthOf(foretold: Foretold): boolean | undefined {
  if ("value" in foretold) return isTruthy(foretold.value);
  return foretold.kinds.every((kind) => kind === "null") ? false : foretold.isTrue;
}

/** The first operand that decides, `decisive` or not, else the last. */
function either(decisive: boolean, operands: readonly Foretold[]): Foretold {
  const possible: Foretold[] = [];
  for (const [index, operand] of operands.entries()) {
    const isTrue = truthOf(operand);
    const isLast = index === operands.length - 1;
    if (isLast || isTrue === decisive) {
      possible.push(operand);
      break;
    }
    if (isTrue === undefined) possible.push(narrowed(operand, decisive));
  }
  const [first, ...others] = possible;
  if (first !== undefined && others.length === 0) return first;
  const truths = new Set(possible.map(truthOf));
  const [isTrue] = truths;
  return {
    kinds: [...new Set(possible.flatMap(kindsOf))],
    ...(truths.size === 1 && isTrue !== undefined ? { isTrue } : {}),
  };
}

/** Nothing that is null counts as true, and no object as false. */
function narrowed(foretold: Foretold, isTrue: boolean): Foretold {
  const never: Kind = isTrue ? "null" : "object";
  return { kinds: kindsOf(foretold).filter((kind) => kind !== never), isTrue };
}

const results: Readonly<Record<string, Foretold>> = {
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

function called(name: string, parameters: readonly Foretold[]): Foretold {
  const result = results[name.toLowerCase()] ?? anything;
  const values = parameters.flatMap((it) => ("value" in it ? [it.value] : []));
  if (values.length === 0 || values.length < parameters.length) return result;
  try {
    const contexts = Object.fromEntries(values.map((value, index) => [`value${index}`, value]));
    const named = Object.keys(contexts).map((context): Tree => ({
      kind: "context",
      name: context,
    }));
    return { value: known(evaluateTree(call(name, ...named), contexts)) };
  } catch (error) {
    // A function that only a run has, or a mistake that only a run makes.
    if (error instanceof ExpressionError) return result;
    throw error;
  }
}
