/** Paths such as `env.TOKEN` in an expression, with something else in their place. */
import { pathOf } from "../expression/analysis/usage.ts";
import type { Tree } from "../expression/language/syntax-tree.ts";

/** @param replace Undefined for a path that stays. */
export function withPaths(
  tree: Tree,
  replace: (path: readonly string[], of: Tree) => Tree | undefined,
): Tree {
  const inside = (part: Tree): Tree => withPaths(part, replace);
  const path = pathOf(tree);
  if (path !== undefined) return replace(path, tree) ?? tree;
  switch (tree.kind) {
    case "not":
      return { ...tree, of: inside(tree.of) };
    case "call":
      return { ...tree, arguments: tree.arguments.map(inside) };
    case "comparison":
      return { ...tree, left: inside(tree.left), right: inside(tree.right) };
    case "logical":
      return { ...tree, operands: tree.operands.map(inside) };
    default:
      return tree;
  }
}
