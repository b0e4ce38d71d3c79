import { parse } from "../language/parser.ts";
import { print } from "../language/print.ts";
import { call, type Tree } from "../language/syntax-tree.ts";
import { pathOf } from "./usage.ts";

/** Puts the expression into `fromJSON()`, unless its value is certainly a number. */
export function numberExpression(expression: string): string {
  const tree = parse(expression);
  return print(isNumber(tree) ? tree : call("fromJSON", tree));
}

/** The same for what `toString()` of a reference returns. */
export function numberText({ expression }: { readonly expression: string }): string {
  return `\${{ ${numberExpression(expression)} }}`;
}

function isNumber(tree: Tree): boolean {
  switch (tree.kind) {
    case "literal":
      return typeof tree.value === "number";
    case "logical":
      return tree.operator === "&&"
        ? tree.operands.every(isNumber)
        : tree.operands.slice(0, -1).every(isNumberOrFalse) &&
            isNumber(tree.operands.at(-1) ?? tree);
    case "call":
      return tree.name.toLowerCase() === "fromjson";
    case "index":
      // A matrix and `strategy` keep numbers. Values of other contexts may be texts.
      return ["matrix", "strategy"].includes(pathOf(tree)?.[0] ?? "");
    default:
      return false;
  }
}

/** Whether its value is a number where it counts as true: `a && 10` is `a` only where that counts as false. */
function isNumberOrFalse(tree: Tree): boolean {
  const isBoth = tree.kind === "logical" && tree.operator === "&&";
  return isBoth ? isNumber(tree.operands.at(-1) ?? tree) : isNumber(tree);
}
