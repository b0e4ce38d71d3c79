/** Texts with `${{ }}` in them. */
import { stringOf } from "./coercion.ts";
import { type Contexts, evaluate, type Functions } from "./evaluate.ts";
import { ExpressionError } from "./expression-error.ts";

/** A piece of a text: as it stands, or the inside of `${{ }}`. */
export type Segment = { readonly text: string } | { readonly expression: string };

/**
 * A text with `${{ }}` in it, each replaced by the value of the expression inside, as GitHub does for `env` and `with`.
 * A missing property is an empty string.
 */
export function interpolate(text: string, contexts: Contexts, functions: Functions = {}): string {
  return segmentsOf(text)
    .map((segment) =>
      "text" in segment
        ? segment.text
        : stringOf(evaluate(segment.expression, contexts, functions)),
    )
    .join("");
}

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

/** Where `}}` stands outside of a quoted string; -1 if nowhere. */
function endOfExpression(text: string, from: number): number {
  let quoted = false;
  for (let index = from; index < text.length; index += 1) {
    if (text[index] === "'") quoted = !quoted;
    else if (!quoted && text.startsWith("}}", index)) return index;
  }
  return -1;
}
