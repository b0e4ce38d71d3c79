/** Evaluates the text of a workflow's expressions with GitHub's own lexer, parser and evaluator. */
import { data, Evaluator, Lexer, Parser } from "@actions/expressions";

/** The contexts that an expression may read, by name: `{ needs: { build: { outputs: {} } } }`. */
export type Contexts = Readonly<Record<string, unknown>>;

/**
 * A text with `${{ }}` in it, each replaced by the value of the expression inside, as GitHub does for `env` and `with`.
 * A missing property is an empty string.
 */
export function interpolate(text: string, contexts: Contexts): string {
  let result = "";
  let position = 0;
  for (;;) {
    const start = text.indexOf("${{", position);
    if (start === -1) return result + text.slice(position);
    const end = endOfExpression(text, start + 3);
    if (end === -1) throw new Error(`"\${{" without "}}" in ${JSON.stringify(text)}`);
    result += text.slice(position, start) + evaluate(text.slice(start + 3, end), contexts);
    position = end + 2;
  }
}

/** The value of one expression, coerced to a string. */
function evaluate(expression: string, contexts: Contexts): string {
  const tokens = new Lexer(expression).lex().tokens;
  const tree = new Parser(tokens, Object.keys(contexts), []).parse();
  const dictionary = new data.Dictionary(
    ...Object.entries(contexts).map(([key, value]) => ({ key, value: toData(value) })),
  );
  return new Evaluator(tree, dictionary).evaluate().coerceString();
}

function toData(value: unknown): data.ExpressionData {
  return JSON.parse(JSON.stringify(value ?? null), data.reviver) as data.ExpressionData;
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
