/**
 * What a text with `${{ }}` in it reads. Options take template strings, so a reference may arrive as text;
 * dependencies and misplaced contexts are found there all the same.
 */
import { parse } from "../expression/parser.ts";
import { childrenOf, type Tree } from "../expression/tree.ts";
import { contextsOf, functionsOf, jobsOf } from "../expression/usage.ts";

/** What an expression reads. Names of contexts and functions are in lower case, as GitHub compares them. */
export interface ExpressionReads {
  readonly contexts: readonly string[];
  readonly functions: readonly string[];
  /** Ids after `needs.`. */
  readonly needs: readonly string[];
  /** Keys after `matrix.`. */
  readonly matrix: readonly string[];
}

/** The expressions in a text, without `${{ }}`. */
export function expressionsIn(text: string): readonly string[] {
  const expressions: string[] = [];
  for (let start = text.indexOf("${{"); start !== -1; start = text.indexOf("${{", start)) {
    const rest = text.slice(start + 3);
    // "}}" inside of a quoted string does not end the expression.
    const body = /^(?:'(?:[^']|'')*'|(?!\}\})[^'])*/.exec(rest)?.[0] ?? "";
    expressions.push(body.trim());
    start += 3 + body.length;
  }
  return expressions;
}

/** @throws ExpressionError for what GitHub could not read. */
export function readsOf(expression: string): ExpressionReads {
  const tree = parse(expression);
  return {
    contexts: contextsOf(tree),
    functions: functionsOf(tree),
    needs: jobsOf(tree),
    matrix: matrixKeysOf(tree),
  };
}

function matrixKeysOf(tree: Tree): readonly string[] {
  const isKey =
    tree.kind === "index" &&
    tree.of.kind === "context" &&
    tree.of.name.toLowerCase() === "matrix" &&
    tree.key.kind === "literal";
  const own = isKey ? [String(tree.key.value)] : [];
  return [...own, ...childrenOf(tree).flatMap(matrixKeysOf)];
}
