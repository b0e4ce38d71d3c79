/** Texts with `${{ }}` in them. */
import { ExpressionError } from "./expression-error.ts";

/** A piece of a text: as it stands, or the inside of `${{ }}`. */
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

/** Where `}}` stands outside of a quoted string; -1 if nowhere. */
function endOfExpression(text: string, from: number): number {
  let quoted = false;
  for (let index = from; index < text.length; index += 1) {
    if (text[index] === "'") quoted = !quoted;
    else if (!quoted && text.startsWith("}}", index)) return index;
  }
  return -1;
}
