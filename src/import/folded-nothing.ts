/** Expressions with `null` in them, without what is known then: `null == 'true'` is false, and `null || a` is `a`. */
import { literal, type Tree } from "../expression/language/syntax-tree.ts";
import { compare, isTruthy } from "../expression/values/coercion.ts";

/** @param isCondition Whether it only matters whether it is true. */
export function withoutNull(tree: Tree, isCondition: boolean): Tree {
  switch (tree.kind) {
    case "not": {
      const of = withoutNull(tree.of, true);
      return isNull(of) ? literal(true) : { ...tree, of };
    }
    case "comparison":
      return comparedWithNull(tree);
    case "logical": {
      const last = tree.operands.length - 1;
      const operands = tree.operands.map((operand, index) =>
        withoutNull(operand, isCondition || (tree.operator === "||" && index < last)),
      );
      return tree.operator === "||" ? anyOf(tree, operands, isCondition) : allOf(tree, operands);
    }
    default:
      return tree;
  }
}

type Logical = Extract<Tree, { readonly kind: "logical" }>;

/** The first one that is true, else the last one: that may be left out only where its value does not matter. */
function anyOf(tree: Logical, operands: readonly Tree[], isCondition: boolean): Tree {
  const last = operands.length - 1;
  const kept = operands.filter(
    (operand, index) => !isFalsy(operand) || (index === last && !isCondition),
  );
  const [only] = kept;
  if (only === undefined) return literal(false);
  return kept.length === 1 ? only : { ...tree, operands: kept };
}

/** Nothing behind one that is false is read. */
function allOf(tree: Logical, operands: readonly Tree[]): Tree {
  const [first] = operands;
  return first !== undefined && isFalsy(first) ? first : { ...tree, operands };
}

function comparedWithNull(tree: Extract<Tree, { readonly kind: "comparison" }>): Tree {
  const { left, right, operator } = tree;
  if (left.kind !== "literal" || right.kind !== "literal") return tree;
  return isNull(left) || isNull(right) ? literal(compare(left.value, operator, right.value)) : tree;
}

function isNull(tree: Tree): boolean {
  return tree.kind === "literal" && tree.value === null;
}

function isFalsy(tree: Tree): boolean {
  return tree.kind === "literal" && !isTruthy(tree.value);
}
