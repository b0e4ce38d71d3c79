/** The words of a justfile, but for the bodies of its recipes: https://github.com/casey/just/blob/master/GRAMMAR.md */
import { justString } from "./just-string.ts";

export interface JustToken {
  readonly kind: "name" | "string" | "backtick" | "symbol";
  readonly text: string;
  /** Of a string that is the same wherever it is read. */
  readonly value?: string | undefined;
}

/** A line of a justfile that is not indented, with the lines that belong to it. */
export interface JustItem {
  readonly tokens: readonly JustToken[];
  /** Behind `#`, without blanks around. */
  readonly comment?: string | undefined;
  readonly line: number;
  /** Whether an empty line, or the body of a recipe, stands before it. */
  readonly isApart: boolean;
}

const name = /[A-Za-z_][\w-]*/y;
const symbol = /:=|&&|\|\||==|!=|=~|!~|./y;

/** Indented lines are bodies of recipes, and left out. */
export function justItems(text: string): readonly JustItem[] {
  const items: JustItem[] = [];
  let at = text.startsWith("\uFEFF") ? 1 : 0;
  let line = 1;
  let isApart = true;
  while (at < text.length) {
    if (/\s/.test(text.charAt(at))) {
      isApart = true;
      at = endOfLine(text, at) + 1;
      line += 1;
      continue;
    }
    const { item, end } = readItem(text, at);
    items.push({ ...item, line, isApart });
    isApart = false;
    for (let index = at; index < end && index < text.length; index += 1) {
      if (text.charAt(index) === "\n") line += 1;
    }
    at = end;
  }
  return items;
}

/** Up to the end of its line. In brackets and strings, and behind a backslash, an item goes on. */
function readItem(
  text: string,
  start: number,
): { readonly item: Pick<JustItem, "tokens" | "comment">; readonly end: number } {
  const tokens: JustToken[] = [];
  let comment: string | undefined;
  let depth = 0;
  let at = start;
  while (at < text.length) {
    const character = text.charAt(at);
    if (character === "\n" && depth === 0) break;
    if (/\s/.test(character)) at += 1;
    else if (character === "\\" && /^\r?\n/.test(text.slice(at + 1, at + 3))) {
      at = endOfLine(text, at) + 1;
    } else if (character === "#") {
      const end = endOfLine(text, at);
      comment = text.slice(at + 1, end).trim();
      at = end;
    } else {
      const { token, end } = readToken(text, at);
      if (/^[([{]$/.test(token.text)) depth += 1;
      else if (/^[)\]}]$/.test(token.text) && depth > 0) depth -= 1;
      tokens.push(token);
      at = end;
    }
  }
  return { item: { tokens, comment }, end: at + 1 };
}

function readToken(text: string, at: number): { readonly token: JustToken; readonly end: number } {
  const character = text.charAt(at);
  // x'~/a' has variables of the environment in it, f'{{a}}' those of the justfile.
  const isComputed = /^[xf]['"]/.test(text.slice(at, at + 2));
  const quoteAt = isComputed ? at + 1 : at;
  const quote = text.charAt(quoteAt);
  if (quote === "'" || quote === '"' || quote === "`") {
    const delimiter = text.startsWith(quote.repeat(3), quoteAt) ? quote.repeat(3) : quote;
    const end = stringEnd(text, quoteAt + delimiter.length, delimiter);
    const raw = text.slice(quoteAt + delimiter.length, end - delimiter.length);
    const kind = quote === "`" ? "backtick" : "string";
    const value = isComputed || kind === "backtick" ? undefined : justString(raw, delimiter);
    return { token: { kind, text: text.slice(at, end), value }, end };
  }
  name.lastIndex = at;
  const word = name.exec(text)?.[0];
  if (word !== undefined) return { token: { kind: "name", text: word }, end: at + word.length };
  symbol.lastIndex = at;
  const sign = symbol.exec(text)?.[0] ?? character;
  return { token: { kind: "symbol", text: sign }, end: at + sign.length };
}

/** Behind the closing delimiter, or behind the text where there is none. */
function stringEnd(text: string, start: number, delimiter: string): number {
  const hasEscapes = delimiter.startsWith('"');
  for (let at = start; at < text.length; at += 1) {
    if (hasEscapes && text.charAt(at) === "\\") at += 1;
    else if (text.startsWith(delimiter, at)) return at + delimiter.length;
  }
  return text.length + delimiter.length;
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end === -1 ? text.length : end;
}
