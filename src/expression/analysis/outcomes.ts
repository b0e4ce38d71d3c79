/** What a condition may come to, where something in it will be known later and something never. */
import type { Tree } from "../language/syntax-tree.ts";

/** True or false, or `closed` where nobody here will ever know. */
export type Outcome = boolean | "closed";

/** @param of What a part may come to that is neither an operator of logic nor a negation. */
export function outcomes(tree: Tree, of: (part: Tree) => Iterable<Outcome>): ReadonlySet<Outcome> {
  switch (tree.kind) {
    case "not":
      return new Set([...outcomes(tree.of, of)].map((it) => (it === "closed" ? it : !it)));
    case "logical": {
      const decides = tree.operator === "||";
      return tree.operands
        .map((operand) => outcomes(operand, of))
        .reduce(
          (all, more) =>
            new Set([...all].flatMap((left) => [...more].map((it) => joined(decides, left, it)))),
        );
    }
    default:
      return new Set(of(tree));
  }
}

/** One that decides does so whatever the other is. */
function joined(decides: boolean, left: Outcome, right: Outcome): Outcome {
  if (left === decides || right === decides) return decides;
  return left === "closed" || right === "closed" ? "closed" : !decides;
}
