/** Writes a tree as text, with the fewest parentheses that GitHub's precedence allows. */
import type { Literal, Tree } from "./syntax-tree.ts";

/** Precedences, from loose to tight: src/Sdk/DTExpressions2/Expressions2/Tokens/Token.cs in actions/runner. */
const or = 1;
const and = 2;
const equality = 3;
const relation = 4;
const not = 5;
const primary = 6;

/** The expression without `${{ }}`. */
export function print(tree: Tree): string {
  switch (tree.kind) {
    case "literal":
      return printLiteral(tree.value);
    case "context":
      return tree.name;
    case "index":
      return `${printIndexed(tree.of)}${printKey(tree.key)}`;
    case "filter":
      return `${printIndexed(tree.of)}.*`;
    case "call":
      return `${tree.name}(${tree.arguments.map(print).join(", ")})`;
    case "not":
      return `!${printWithin(tree.of, not)}`;
    case "comparison": {
      const own = precedence(tree);
      return `${printWithin(tree.left, own)} ${tree.operator} ${printWithin(tree.right, own + 1)}`;
    }
    case "logical": {
      const own = precedence(tree);
      return tree.operands
        .map((operand) => printWithin(operand, own + 1))
        .join(` ${tree.operator} `);
    }
    default:
      return tree satisfies never;
  }
}

/** `.name`, or `['a name']` for a name that is not an identifier. */
function printProperty(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_-]*$/.test(name) ? `.${name}` : `[${printLiteral(name)}]`;
}

function printLiteral(value: Literal): string {
  if (typeof value === "string") return `'${value.replaceAll("'", "''")}'`;
  // actionlint refuses a plus sign in an exponent.
  return String(value).replace("e+", "e");
}

function printKey(key: Tree): string {
  return key.kind === "literal" && typeof key.value === "string"
    ? printProperty(key.value)
    : `[${print(key)}]`;
}

/** GitHub's grammar allows `('a').b`, but not `'a'.b`. */
function printIndexed(tree: Tree): string {
  return tree.kind === "literal" ? `(${print(tree)})` : printWithin(tree, primary);
}

function printWithin(tree: Tree, least: number): string {
  return precedence(tree) < least ? `(${print(tree)})` : print(tree);
}

function precedence(tree: Tree): number {
  switch (tree.kind) {
    case "logical":
      return tree.operator === "||" ? or : and;
    case "comparison":
      return tree.operator === "==" || tree.operator === "!=" ? equality : relation;
    case "not":
      return not;
    default:
      return primary;
  }
}
