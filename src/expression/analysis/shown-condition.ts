import { parse } from "../language/parser.ts";
import { print } from "../language/print.ts";
import { wholeExpression } from "../language/template.ts";
import { comparison, literal, type Tree } from "../language/syntax-tree.ts";
import { pathOf } from "./usage.ts";

/**
 * The condition of a job for people: without `${{ }}`, and without the defaults that `input-reference.ts` writes into
 * it for events without inputs. `toJSON(inputs.docs) == 'false'`, where the default is true, becomes
 * `inputs.docs != true`.
 */
export function shownCondition(text: string): string {
  try {
    const expression = wholeExpression(text.trim()) ?? text;
    const tree = parse(expression);
    const condition = print(withoutDefaults(tree));
    // Without defaults in it, the text stays as its author wrote it.
    return condition === print(tree) ? expression : condition;
  } catch {
    // Not an expression that GitHub can read.
    return text;
  }
}

function withoutDefaults(tree: Tree): Tree {
  const input = plainInput(tree);
  if (input !== undefined) return input;
  switch (tree.kind) {
    case "not":
    case "filter":
      return { ...tree, of: withoutDefaults(tree.of) };
    case "index":
      return { ...tree, of: withoutDefaults(tree.of), key: withoutDefaults(tree.key) };
    case "comparison":
      return { ...tree, left: withoutDefaults(tree.left), right: withoutDefaults(tree.right) };
    case "logical":
      return { ...tree, operands: tree.operands.map(withoutDefaults) };
    case "call":
      return { ...tree, arguments: tree.arguments.map(withoutDefaults) };
    default:
      return tree;
  }
}

/** The input that a tree gives a default to; undefined for any other tree. */
function plainInput(tree: Tree): Tree | undefined {
  if (tree.kind === "comparison" && tree.right.kind === "literal" && tree.right.value === "false") {
    const input = argumentOf(tree.left, "tojson");
    if (input === undefined) return undefined;
    if (tree.operator === "!=") return input;
    return tree.operator === "==" ? comparison(input, "!=", literal(true)) : undefined;
  }
  if (tree.kind !== "logical" || tree.operator !== "||") return undefined;
  const [first, fallback, ...others] = tree.operands;
  const isNumber = fallback?.kind === "literal" && typeof fallback.value === "number";
  return first !== undefined && isNumber && others.length === 0
    ? argumentOf(first, "format")
    : undefined;
}

/** `inputs.x` of `toJSON(inputs.x)` and `format('{0}', inputs.x)`. */
function argumentOf(tree: Tree, name: string): Tree | undefined {
  if (tree.kind !== "call" || tree.name.toLowerCase() !== name) return undefined;
  const [first, second] = tree.arguments;
  const input = name === "format" ? second : first;
  const isPlain = name !== "format" || (first?.kind === "literal" && first.value === "{0}");
  if (input === undefined || !isPlain) return undefined;
  const path = pathOf(input);
  return path?.[0] === "inputs" && path.length === 2 ? input : undefined;
}
