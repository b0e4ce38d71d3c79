/**
 * What a text with `${{ }}` in it reads. Options take template strings, so a reference may arrive as text;
 * dependencies and misplaced contexts are found there all the same.
 */
import { parse } from "../expression/parser.ts";
import { contextsOf, functionsOf, pathsOf } from "../expression/usage.ts";

/** What an expression reads. Names of contexts and functions are in lower case, as GitHub compares them. */
export interface ExpressionReads {
  readonly contexts: readonly string[];
  readonly functions: readonly string[];
  /** `["needs", "build", "outputs", "version"]`: as far as the names are known. */
  readonly paths: readonly (readonly string[])[];
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
  return { contexts: contextsOf(tree), functions: functionsOf(tree), paths: pathsOf(tree) };
}

/** The names right after a context: of `needs` the ids of jobs. */
export function keysOf(reads: ExpressionReads, context: string): readonly string[] {
  return reads.paths.flatMap(([first, key]) =>
    first === context && key !== undefined ? [key] : [],
  );
}
