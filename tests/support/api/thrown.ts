/** Whether calling a function may throw, as far as its code names the functions that it calls. */
import { type Declared, type Node, nameOf, type SourceFile } from "./source-files.ts";

export function mayThrow(declared: readonly Declared[]): boolean {
  const seen = new Set<unknown>();
  return declared.some(({ file, node }) => throws(node, file));

  function throws(value: unknown, file: SourceFile): boolean {
    if (typeof value !== "object" || value === null || seen.has(value)) return false;
    seen.add(value);
    const node = value as Node;
    if (node.type === "ThrowStatement") return true;
    const callee = node.type === "CallExpression" ? (node["callee"] as Node) : undefined;
    return (
      (callee?.type === "Identifier" &&
        file.declared(nameOf(callee)).some((other) => throws(other.node, other.file))) ||
      Object.values(node).some((part) => throws(part, file))
    );
  }
}
