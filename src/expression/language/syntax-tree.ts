/** The syntax tree of an expression. */

export type Literal = null | boolean | number | string;

export type ComparisonOperator = "==" | "!=" | "<" | "<=" | ">" | ">=";

export type Tree =
  | { readonly kind: "literal"; readonly value: Literal }
  /** A context, such as `github`. */
  | { readonly kind: "context"; readonly name: string }
  /** `of.key` or `of[key]`, which mean the same. */
  | { readonly kind: "index"; readonly of: Tree; readonly key: Tree }
  /** `of.*`, the values of an object or array. */
  | { readonly kind: "filter"; readonly of: Tree }
  | { readonly kind: "call"; readonly name: string; readonly arguments: readonly Tree[] }
  | { readonly kind: "not"; readonly of: Tree }
  | {
      readonly kind: "comparison";
      readonly operator: ComparisonOperator;
      readonly left: Tree;
      readonly right: Tree;
    }
  /** Two operands or more. `a && (b && c)` is one node with three, because `&&` and `||` are associative. */
  | {
      readonly kind: "logical";
      readonly operator: "&&" | "||";
      readonly operands: readonly Tree[];
    };

export function literal(value: Literal): Tree {
  return { kind: "literal", value };
}

/** 0 for `"0"`, an item of a list: `matrix.labels[0]`. Undefined for the name of a property. */
export function listIndex(key: string): number | undefined {
  return /^(?:0|[1-9]\d{0,8})$/.test(key) ? Number(key) : undefined;
}

/** `context.a.b`. */
export function path(context: string, properties: readonly (string | number)[]): Tree {
  return properties.reduce<Tree>((of, name) => ({ kind: "index", of, key: literal(name) }), {
    kind: "context",
    name: context,
  });
}

export function call(name: string, ...parameters: readonly Tree[]): Tree {
  return { kind: "call", name, arguments: parameters };
}

export function comparison(left: Tree, operator: ComparisonOperator, right: Tree): Tree {
  return { kind: "comparison", operator, left, right };
}

/** Merges operands with the same operator into the new node. A single operand is the result itself. */
export function logical(operator: "&&" | "||", operands: readonly Tree[]): Tree {
  const flat = operands.flatMap((operand) =>
    operand.kind === "logical" && operand.operator === operator ? operand.operands : [operand],
  );
  const [first] = flat;
  return flat.length === 1 && first !== undefined
    ? first
    : { kind: "logical", operator, operands: flat };
}

/**
 * The tree that is true where `tree` is not.
 * `!(a == b)` is `a != b` for all values: GitHub's `!=` is defined as the opposite of `==`
 * (AbstractNotEqual in actions/runner, EvaluationResult.cs). `<` has no such opposite: NaN is neither below nor above.
 */
export function negation(tree: Tree): Tree {
  if (tree.kind === "comparison" && tree.operator === "==") return { ...tree, operator: "!=" };
  if (tree.kind === "comparison" && tree.operator === "!=") return { ...tree, operator: "==" };
  if (tree.kind === "not" && isBoolean(tree.of)) return tree.of;
  return { kind: "not", of: tree };
}

const booleanFunctions = new Set(
  "contains startswith endswith success failure cancelled always".split(" "),
);

/** Whether the value is always true or false. */
function isBoolean(tree: Tree): boolean {
  switch (tree.kind) {
    case "comparison":
    case "not":
      return true;
    case "literal":
      return typeof tree.value === "boolean";
    case "call":
      return booleanFunctions.has(tree.name.toLowerCase());
    case "logical":
      return tree.operands.every(isBoolean);
    default:
      return false;
  }
}

export function childrenOf(tree: Tree): readonly Tree[] {
  switch (tree.kind) {
    case "literal":
    case "context":
      return [];
    case "index":
      return [tree.of, tree.key];
    case "filter":
    case "not":
      return [tree.of];
    case "call":
      return tree.arguments;
    case "comparison":
      return [tree.left, tree.right];
    case "logical":
      return tree.operands;
    default:
      return tree satisfies never;
  }
}
