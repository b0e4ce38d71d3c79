/**
 * What an expression reads and calls, asked of its tree: GitHub allows other contexts and functions at each place of a
 * workflow, and a quoted text may look like any of them.
 */
import { ExpressionError } from "../language/expression-error.ts";
import { parse } from "../language/parser.ts";
import { expressionsIn, wholeExpression } from "../language/template.ts";
import { childrenOf, type Tree } from "../language/syntax-tree.ts";

/** Names of contexts and functions are in lower case, as GitHub compares them. */
export interface Reads {
  /** Each once, in the order of the text: `["github", "needs"]`. */
  readonly contexts: readonly string[];
  /** `["hashfiles"]`. */
  readonly functions: readonly string[];
  /** `["needs", "build", "outputs", "version"]`, as written; `anyName` where a name is computed, or all are meant. */
  readonly paths: readonly (readonly string[])[];
}

/** Stands in a path for a name that only the run knows: `needs.*.result`, `needs[inputs.job].result`. */
export const anyName = "*";

export function readsOf(tree: Tree): Reads {
  const before = known.get(tree);
  if (before !== undefined) return before;
  const reads = {
    contexts: unique(tree, (node) => (node.kind === "context" ? node.name : undefined)),
    functions: unique(tree, (node) => (node.kind === "call" ? node.name : undefined)),
    paths: pathsOf(tree),
  };
  known.set(tree, reads);
  return reads;
}

/** The parser gives the same tree for the same text, which workflows have in many places. */
const known = new WeakMap<Tree, Reads>();

/**
 * What the `${{ }}` in a text read, or in all texts of a list or mapping, its names included. What GitHub could not
 * read is refused where it is declared, and fails where it is evaluated: here it reads nothing.
 */
export function readsIn(value: unknown): Reads {
  const all = textsIn(value).flatMap(readsOfText);
  return {
    contexts: [...new Set(all.flatMap(({ contexts }) => contexts))],
    functions: [...new Set(all.flatMap(({ functions }) => functions))],
    paths: all.flatMap(({ paths }) => paths),
  };
}

/** The names right after a context: of `needs` the ids of jobs. */
export function keysOf({ paths }: Pick<Reads, "paths">, context: string): readonly string[] {
  const keys = paths.flatMap(([first, key]) =>
    first === context && key !== undefined && key !== anyName ? [key] : [],
  );
  return [...new Set(keys)];
}

function pathsOf(tree: Tree): readonly (readonly string[])[] {
  const own = pathOf(tree);
  if (own === undefined) return childrenOf(tree).flatMap(pathsOf);
  return [own, ...computedKeys(tree).flatMap(pathsOf)];
}

/** The path that the whole of an expression is: `["matrix", "os"]` of `matrix.os`; undefined of anything else. */
export function pathOf(tree: Tree): readonly string[] | undefined {
  if (tree.kind === "context") return [tree.name.toLowerCase()];
  if (tree.kind !== "index" && tree.kind !== "filter") return undefined;
  const before = pathOf(tree.of);
  if (before === undefined) return undefined;
  const isKnown = tree.kind === "index" && tree.key.kind === "literal";
  return [...before, isKnown ? String((tree.key as { readonly value: unknown }).value) : anyName];
}

/**
 * The path that a text is, and nothing beside it: `["matrix", "os"]` for `${{ matrix.os }}`.
 *
 * @throws ExpressionError for what GitHub could not read.
 */
export function wholePath(text: string): readonly string[] | undefined {
  const expression = wholeExpression(text.trim());
  return expression === undefined ? undefined : pathOf(parse(expression));
}

/** The expressions that give names of a path. */
function computedKeys(tree: Tree): readonly Tree[] {
  if (tree.kind === "filter") return computedKeys(tree.of);
  if (tree.kind !== "index") return [];
  return [...computedKeys(tree.of), ...(tree.key.kind === "literal" ? [] : [tree.key])];
}

export const statusFunctions: readonly string[] = ["success", "failure", "always", "cancelled"];

/** Whether GitHub leaves a condition alone, instead of putting `success() &&` before it. */
export function callsStatus(tree: Tree): boolean {
  return readsOf(tree).functions.some((name) => statusFunctions.includes(name));
}

/** The names that `pick` finds, in lower case, each once, in the order of the text. */
function unique(tree: Tree, pick: (node: Tree) => string | undefined): readonly string[] {
  const found = new Set<string>();
  const visit = (node: Tree): void => {
    const name = pick(node);
    if (name !== undefined) found.add(name.toLowerCase());
    childrenOf(node).forEach(visit);
  };
  visit(tree);
  return [...found];
}

function readsOfText(text: string): readonly Reads[] {
  try {
    return expressionsIn(text).map((expression) => readsOf(parse(expression)));
  } catch (error) {
    if (error instanceof ExpressionError) return [];
    throw error;
  }
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Array.isArray(value)
    ? value.flatMap(textsIn)
    : Object.entries(value).flatMap(([name, part]) => [name, ...textsIn(part)]);
}
