/** What an expression reads and calls: GitHub allows other contexts and functions at each place of a workflow. */
import { childrenOf, type Tree } from "./tree.ts";

/** The contexts in lower case, each once, in the order of the text: `["github", "needs"]`. */
export function contextsOf(tree: Tree): string[] {
  return unique(tree, (node) => (node.kind === "context" ? node.name.toLowerCase() : undefined));
}

/** The functions in lower case, each once, in the order of the text: `["hashfiles"]`. */
export function functionsOf(tree: Tree): string[] {
  return unique(tree, (node) => (node.kind === "call" ? node.name.toLowerCase() : undefined));
}

/** Ids of the jobs whose results are read by name: `needs.build.result`, `needs['build']`. */
export function jobsOf(tree: Tree): string[] {
  const ids = pathsOf(tree).flatMap(([context, id]) =>
    context === "needs" && id !== undefined ? [id] : [],
  );
  return [...new Set(ids)];
}

/**
 * What is read by name: `["needs", "build", "result"]`, the context in lower case. A path ends where its next name is
 * computed: `needs[inputs.job]` gives `["needs"]` and `["inputs", "job"]`.
 */
export function pathsOf(tree: Tree): readonly (readonly string[])[] {
  const own = pathOf(tree);
  return own === undefined ? childrenOf(tree).flatMap(pathsOf) : [own];
}

function pathOf(tree: Tree): readonly string[] | undefined {
  if (tree.kind === "context") return [tree.name.toLowerCase()];
  if (tree.kind !== "index" || tree.key.kind !== "literal") return undefined;
  const before = pathOf(tree.of);
  return before === undefined ? undefined : [...before, String(tree.key.value)];
}

const statusFunctions = new Set(["success", "failure", "cancelled", "always"]);

/** Whether GitHub leaves a condition alone, instead of putting `success() &&` before it. */
export function callsStatus(tree: Tree): boolean {
  return functionsOf(tree).some((name) => statusFunctions.has(name));
}

function unique(tree: Tree, pick: (node: Tree) => string | undefined): string[] {
  const found = new Set<string>();
  const visit = (node: Tree): void => {
    const name = pick(node);
    if (name !== undefined) found.add(name);
    childrenOf(node).forEach(visit);
  };
  visit(tree);
  return [...found];
}
