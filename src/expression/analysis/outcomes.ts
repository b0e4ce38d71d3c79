/** The possible outcomes of a condition, some of whose parts are known later and some never. */
import type { Tree } from "../language/syntax-tree.ts";

/** True or false, or `closed` for a part that stays unknown on this machine. */
export type Outcome = boolean | "closed";

/** @param of The possible outcomes of a part without `!`, `&&` and `||`. */
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
            new Set([...all].flatMap((left) => [...more].map((it) => combine(decides, left, it)))),
        );
    }
    default:
      return new Set(of(tree));
  }
}

/** An operand that decides the result does so also if the other one is unknown. */
function combine(decides: boolean, left: Outcome, right: Outcome): Outcome {
  if (left === decides || right === decides) return decides;
  return left === "closed" || right === "closed" ? "closed" : !decides;
}
