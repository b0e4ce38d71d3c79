/**
 * The contexts that an expression reads and the functions that it calls. GitHub allows others at each place of a
 * workflow. They come from the tree, because a quoted text may look like any of them.
 */
import { ExpressionError } from "../language/expression-error.ts";
import { parse } from "../language/parser.ts";
import { expressionsIn, wholeExpression } from "../language/template.ts";
import { childrenOf, type Tree } from "../language/syntax-tree.ts";

/** Names of contexts and functions are in lower case, as GitHub compares them. */
export interface Reads {
  /** In the order of the text: `["github", "needs"]`. */
  readonly contexts: readonly string[];
  /** `["hashfiles"]`. */
  readonly functions: readonly string[];
  /** `["needs", "build", "outputs", "version"]`, as written. `anyName` stands for a computed name and for `*`. */
  readonly paths: readonly (readonly string[])[];
}

/** Stands in the paths of `needs.*.result` and `needs[inputs.job].result`. */
export const anyName = "*";

export function readsOf(tree: Tree): Reads {
  const before = cache.get(tree);
  if (before !== undefined) return before;
  const reads = {
    contexts: namesIn(tree, "context"),
    functions: namesIn(tree, "call"),
    paths: pathsOf(tree),
  };
  cache.set(tree, reads);
  return reads;
}

/** Workflows repeat their expressions, and the parser returns the same tree for the same text. */
const cache = new WeakMap<Tree, Reads>();

/**
 * What the expressions in a text read, or those in a list or mapping and its keys. An expression that GitHub could not
 * read counts as reading nothing: other code refuses it.
 */
export function readsIn(value: unknown): Reads {
  const all = textsIn(value).flatMap(readsOfText);
  return {
    contexts: [...new Set(all.flatMap(({ contexts }) => contexts))],
    functions: [...new Set(all.flatMap(({ functions }) => functions))],
    paths: all.flatMap(({ paths }) => paths),
  };
}

/** The names right after a context. For `needs` these are ids of jobs. */
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

/** `["matrix", "os"]` for `matrix.os`; undefined for an expression that is not one path. */
export function pathOf(tree: Tree): readonly string[] | undefined {
  if (tree.kind === "context") return [tree.name.toLowerCase()];
  if (tree.kind !== "index" && tree.kind !== "filter") return undefined;
  const before = pathOf(tree.of);
  if (before === undefined) return undefined;
  const isKnown = tree.kind === "index" && tree.key.kind === "literal";
  return [...before, isKnown ? String((tree.key as { readonly value: unknown }).value) : anyName];
}

/**
 * `["matrix", "os"]` for `${{ matrix.os }}`; undefined for a text that is not one path.
 *
 * @throws ExpressionError for what GitHub could not read.
 */
export function wholePath(text: string): readonly string[] | undefined {
  const expression = wholeExpression(text.trim());
  return expression === undefined ? undefined : pathOf(parse(expression));
}

/** The expressions in the brackets of a path. */
function computedKeys(tree: Tree): readonly Tree[] {
  if (tree.kind === "filter") return computedKeys(tree.of);
  if (tree.kind !== "index") return [];
  return [...computedKeys(tree.of), ...(tree.key.kind === "literal" ? [] : [tree.key])];
}

export const statusFunctions: readonly string[] = ["success", "failure", "always", "cancelled"];

/** Whether a condition calls a status function, so that GitHub puts no `success() &&` before it. */
export function callsStatus(tree: Tree): boolean {
  return readsOf(tree).functions.some((name) => statusFunctions.includes(name));
}

/** The different names in lower case. */
function namesIn(tree: Tree, kind: "context" | "call"): readonly string[] {
  const own = tree.kind === kind ? [tree.name.toLowerCase()] : [];
  return [...new Set([...own, ...childrenOf(tree).flatMap((child) => namesIn(child, kind))])];
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
