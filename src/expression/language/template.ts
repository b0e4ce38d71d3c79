/** Texts with `${{ }}` in them. */
import { ExpressionError } from "./expression-error.ts";

/** A piece of a text: plain text, or the inside of `${{ }}`. */
export type Segment = { readonly text: string } | { readonly expression: string };

/** @throws ExpressionError for a `${{` without its `}}`. */
export function segmentsOf(text: string): Segment[] {
  const segments: Segment[] = [];
  let position = 0;
  for (;;) {
    const start = text.indexOf("${{", position);
    const before = start === -1 ? text.slice(position) : text.slice(position, start);
    if (before !== "") segments.push({ text: before });
    if (start === -1) return segments;
    const end = endOfExpression(text, start + 3);
    if (end === -1) {
      throw new ExpressionError("lexing", `"\${{" without "}}" in ${JSON.stringify(text)}`, start);
    }
    segments.push({ expression: text.slice(start + 3, end).trim() });
    position = end + 2;
  }
}

/**
 * The expressions in a text, without `${{ }}`.
 *
 * @throws ExpressionError for a `${{` without its `}}`.
 */
export function expressionsIn(text: string): readonly string[] {
  return segmentsOf(text).flatMap((segment) =>
    "expression" in segment ? [segment.expression] : [],
  );
}

/** Whether a text has `${{`, so that only the run knows its value. */
export function hasExpression(text: string): boolean {
  return text.includes("${{");
}

/**
 * The expression of a text that is nothing but `${{ }}`, whose value keeps its type; undefined for any other text.
 *
 * @throws ExpressionError for a `${{` without its `}}`.
 */
export function wholeExpression(text: string): string | undefined {
  const [first, ...others] = segmentsOf(text);
  return first !== undefined && "expression" in first && others.length === 0
    ? first.expression
    : undefined;
}

/**
 * A text with `${{ }}` as the one expression that GitHub makes of it: `format('v{0}', github.ref)`.
 * `ParseScalar` in src/Sdk/WorkflowParser/ObjectTemplating/TemplateReader.cs of actions/runner.
 */
export function formatExpression(text: string): string {
  const values: string[] = [];
  const format = segmentsOf(text).map((segment) => {
    if ("text" in segment) return segment.text.replaceAll(/[{}]/g, "$&$&").replaceAll("'", "''");
    values.push(segment.expression);
    return `{${values.length - 1}}`;
  });
  return `format('${format.join("")}', ${values.join(", ")})`;
}

/** The index of the first `}}` outside of a quoted string, or -1. */
function endOfExpression(text: string, from: number): number {
  let isQuoted = false;
  for (let index = from; index < text.length; index += 1) {
    if (text[index] === "'") isQuoted = !isQuoted;
    else if (!isQuoted && text.startsWith("}}", index)) return index;
  }
  return -1;
}
