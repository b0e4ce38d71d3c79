import { parseNumber, whiteSpace } from "./number.ts";
import { ExpressionError } from "./expression-error.ts";
import type { Literal } from "./syntax-tree.ts";

export interface Token {
  readonly kind: "literal" | "name" | "end" | "punctuation";
  readonly text: string;
  /** Index of the first character. */
  readonly position: number;
  /** The value of a literal. */
  readonly value?: Literal;
}

const punctuation = ["==", "!=", "<=", ">=", "&&", "||", ..."()[],!<>*".split("")];
const keywords: ReadonlyMap<string, Literal> = new Map<string, Literal>([
  ["null", null],
  ["true", true],
  ["false", false],
  ["NaN", Number.NaN],
  ["Infinity", Infinity],
]);

/** Where a name or number ends. */
const mark = /[()[\],.!<>=&|]/;
const isBoundary = (character: string): boolean =>
  mark.test(character) || whiteSpace.test(character);

/** Splits an expression into tokens, as LexicalAnalyzer.cs in actions/runner does. The last token is the end. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  while (position < text.length) {
    if (whiteSpace.test(text.charAt(position))) {
      position += 1;
      continue;
    }
    const token = readToken(text, position, tokens.at(-1));
    tokens.push(token);
    position += token.text.length;
  }
  return [...tokens, { kind: "end", text: "", position }];
}

function readToken(text: string, position: number, previous: Token | undefined): Token {
  const character = text.charAt(position);
  if (character === "'") return readString(text, position);
  if (character === "." && mayHaveProperty(previous)) {
    return { kind: "punctuation", text: ".", position };
  }
  const mark = punctuation.find((candidate) => text.startsWith(candidate, position));
  if (mark !== undefined) return { kind: "punctuation", text: mark, position };
  if (/[0-9.+-]/.test(character)) return readNumber(text, position);
  return readName(text, position, previous);
}

function mayHaveProperty(token: Token | undefined): boolean {
  if (token === undefined) return false;
  return token.kind === "name" || (token.kind === "punctuation" && "])*".includes(token.text));
}

function readString(text: string, position: number): Token {
  const quotation = /^'(?:[^']|'')*'/.exec(text.slice(position))?.[0];
  if (quotation === undefined) throw symbolError(text, text.slice(position), position);
  const value = quotation.slice(1, -1).replaceAll("''", "'");
  return { kind: "literal", text: quotation, position, value };
}

function readNumber(text: string, position: number): Token {
  const end = endOf(text, position + 1, (character) => character !== "." && isBoundary(character));
  const digits = text.slice(position, end);
  const value = parseNumber(digits);
  if (Number.isNaN(value)) throw symbolError(text, digits, position);
  return { kind: "literal", text: digits, position, value };
}

function readName(text: string, position: number, previous: Token | undefined): Token {
  const end = endOf(text, position + 1, isBoundary);
  const name = text.slice(position, end);
  const keyword = previous?.text === "." ? undefined : keywords.get(name);
  if (keyword !== undefined) return { kind: "literal", text: name, position, value: keyword };
  if (!/^[A-Za-z_][A-Za-z0-9_-]*$/.test(name)) throw symbolError(text, name, position);
  return { kind: "name", text: name, position };
}

function endOf(text: string, from: number, ends: (character: string) => boolean): number {
  let end = from;
  while (end < text.length && !ends(text.charAt(end))) end += 1;
  return end;
}

function symbolError(text: string, symbol: string, position: number): ExpressionError {
  return new ExpressionError(
    "lexing",
    `Unexpected symbol: '${symbol}'. Located at position ${position + 1} within expression: ${text}`,
    position,
  );
}
