import { parse } from "../language/parser.ts";
import { print } from "../language/print.ts";
import { call, type Tree } from "../language/syntax-tree.ts";
import { pathOf } from "./usage.ts";

/** Puts the expression into `fromJSON()`, unless its value is certainly a number. */
export function numberExpression(expression: string): string {
  const tree = parse(expression);
  return print(isNumber(tree) ? tree : call("fromJSON", tree));
}

function isNumber(tree: Tree): boolean {
  switch (tree.kind) {
    case "literal":
      return typeof tree.value === "number";
    case "logical":
      return tree.operands.every(isNumber);
    case "call":
      return tree.name.toLowerCase() === "fromjson";
    case "index":
      // A matrix and `strategy` keep numbers. Values of other contexts may be texts.
      return ["matrix", "strategy"].includes(pathOf(tree)?.[0] ?? "");
    default:
      return false;
  }
}
