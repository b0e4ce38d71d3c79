/** Objects and lists of a matrix where GitHub takes a text. */
import { pathOf } from "../../expression/analysis/usage.ts";
import { parse } from "../../expression/language/parser.ts";
import { expressionsIn, wholeExpression } from "../../expression/language/template.ts";
import { type Shape, shapeAt } from "./matrix-shape.ts";

/** Elsewhere, as in `runs-on`, an expression alone may be an object or a list. */
const textKeys = /(?:^|\.|\])(?:env|name|with|outputs|secrets|run|working-directory)(?:\.<\w+>)?$/;

/**
 * GitHub fails where an object alone stands for a text, and writes "Object" or "Array" for one within a text.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#operators
 *
 * @param text Its expressions can be read.
 * @param key Where it stands: `jobs.<job_id>.env`.
 */
export function objectInText(text: string, key: string, matrix: Shape): string | undefined {
  if (matrix === undefined || !text.includes("matrix")) return undefined;
  if (wholeExpression(text) !== undefined && !textKeys.test(key)) return undefined;
  for (const expression of expressionsIn(text)) {
    const [context, ...names] = pathOf(parse(expression)) ?? [];
    const [first] = context === "matrix" ? (shapeAt(names, matrix)?.keys() ?? []) : [];
    if (first === undefined) continue;
    const path = names.map(property).join("");
    return `\${{ ${expression} }} is an object or a list, and GitHub takes a text there: toJSON(m${path}), or m${path}${property(first)}.`;
  }
  return undefined;
}

function property(name: string): string {
  if (/^\d+$/.test(name)) return `[${name}]`;
  return /^[A-Za-z_]\w*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}
