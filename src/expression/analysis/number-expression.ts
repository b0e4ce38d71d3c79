import { parse } from "../language/parser.ts";
import { print } from "../language/print.ts";
import { call, type Tree } from "../language/syntax-tree.ts";
import { pathOf } from "./usage.ts";

/** The expression, in `fromJSON()` unless its value is a number for certain; a number in it stays one. */
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
      // What a matrix was given as a number is one. All others are texts, or may be.
      return ["matrix", "strategy"].includes(pathOf(tree)?.[0] ?? "");
    case "context":
    case "filter":
    case "not":
    case "comparison":
      return false;
    default:
      return tree satisfies never;
  }
}
