/** Values that can be read off Python's text: strings, lists of them, and constants for both. */
import type { PythonToken } from "./python-lines.ts";

/** More versions of Python than there are. */
const longestList = 100;

/** Undefined for what only Python can work out, null for `None`, `True` and `False`. */
export function pythonValue(
  tokens: readonly PythonToken[],
  constants: ReadonlyMap<string, string | readonly string[]>,
): string | readonly string[] | null | undefined {
  const [first] = tokens;
  if (first === undefined) return undefined;
  if (tokens.every(({ kind }) => kind === "string")) return textOf(tokens);
  if (tokens.length === 1) {
    return /^(?:None|True|False)$/.test(first.text) ? null : constants.get(first.text);
  }
  const closing = { "[": "]", "(": ")", "{": "}" }[first.text];
  if (closing === undefined || tokens.at(-1)?.text !== closing) return undefined;
  const inner = tokens.slice(1, -1);
  const items = splitAtCommas(inner);
  const texts: string[] = [];
  for (const item of items) {
    const isSpread = item[0]?.text === "*";
    const words = isSpread ? item.slice(1) : item;
    const [word] = words;
    const value =
      words.length === 1 && word?.kind === "name" ? constants.get(word.text) : textOf(words);
    if (value === undefined || isSpread !== Array.isArray(value)) return undefined;
    texts.push(...[value].flat());
    if (texts.length > longestList) return undefined;
  }
  const isBracketed = first.text === "(" && items.length === 1 && inner.at(-1)?.text !== ",";
  return isBracketed ? texts[0] : texts;
}

/** Strings side by side are one. */
export function textOf(tokens: readonly PythonToken[]): string | undefined {
  if (tokens.length === 0) return undefined;
  const values = tokens.map(({ kind, value }) => (kind === "string" ? value : undefined));
  return values.some((value) => value === undefined) ? undefined : values.join("");
}

/** At those in no bracket. What is empty is left out, as behind a last comma. */
export function splitAtCommas(tokens: readonly PythonToken[]): readonly (readonly PythonToken[])[] {
  const parts: PythonToken[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token.kind === "sign" && /^[([{]$/.test(token.text)) depth += 1;
    else if (token.kind === "sign" && /^[)\]}]$/.test(token.text)) depth -= 1;
    if (depth === 0 && token.kind === "sign" && token.text === ",") parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts.filter((part) => part.length > 0);
}
