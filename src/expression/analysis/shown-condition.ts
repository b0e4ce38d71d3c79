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
    const result = withoutDefaults(tree);
    return result === tree ? expression : print(result);
  } catch {
    // Not an expression that GitHub can read.
    return text;
  }
}

/** Returns the same object where nothing changes. */
function withoutDefaults(tree: Tree): Tree {
  const plain = plainInput(tree);
  if (plain !== undefined) return plain;
  switch (tree.kind) {
    case "not":
    case "filter": {
      const of = withoutDefaults(tree.of);
      return of === tree.of ? tree : { ...tree, of };
    }
    case "index": {
      const [of, key] = [withoutDefaults(tree.of), withoutDefaults(tree.key)];
      return of === tree.of && key === tree.key ? tree : { ...tree, of, key };
    }
    case "comparison": {
      const [left, right] = [withoutDefaults(tree.left), withoutDefaults(tree.right)];
      return left === tree.left && right === tree.right ? tree : { ...tree, left, right };
    }
    case "logical": {
      const operands = mapTrees(tree.operands);
      return operands === tree.operands ? tree : { ...tree, operands };
    }
    case "call": {
      const parameters = mapTrees(tree.arguments);
      return parameters === tree.arguments ? tree : { ...tree, arguments: parameters };
    }
    case "literal":
    case "context":
      return tree;
    default:
      return tree satisfies never;
  }
}

function mapTrees(trees: readonly Tree[]): readonly Tree[] {
  const results = trees.map(withoutDefaults);
  return results.some((tree, index) => tree !== trees[index]) ? results : trees;
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
