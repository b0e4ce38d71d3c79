/**
 * The texts that a text with braces stands for: `a{b,c}` for `ab` and `ac`, `{1..3}` for `1`, `2` and `3`. Braces within
 * braces expand too; a backslash takes a brace or comma as it is. https://github.com/juliangruber/brace-expansion
 */
export function expandBraces(text: string): readonly string[] {
  const hasPair = /\{(?:(?!\{).)*\}/.test(text);
  if (!hasPair) return [text];
  const tokens = text.match(/\\[\\{},.]|[^]/g) ?? [];
  const [first, second] = tokens;
  if (first === "{" && second === "}") tokens.splice(0, 2, "\\{", "\\}");
  return expand(tokens);
}

/** Enough for every list of artifacts, and little enough for memory. */
const mostTexts = 10_000;

/** Characters, or one with its backslash. */
type Tokens = readonly string[];

function expand(tokens: Tokens): readonly string[] {
  const pair = firstPair(tokens);
  if (pair === undefined) return [textOf(tokens)];
  const [start, end] = pair;
  const before = tokens.slice(0, start);
  const inside = tokens.slice(start + 1, end);
  const behind = tokens.slice(end + 1);
  if (before.at(-1) === "$") return join([textOf(tokens.slice(0, end + 1))], expand(behind));
  const values = valuesOf(inside);
  if (values !== undefined) {
    return join(
      values.map((value) => textOf(before) + value),
      expand(behind),
    );
  }
  // In `{a},b}` the first `}` is an ordinary character.
  return /,(?!,).*\}/s.test(behind.filter((token) => token.length === 1).join(""))
    ? expand([...before, "{", ...inside, "\\}", ...behind])
    : [textOf(tokens)];
}

/** The positions of the first `{` that has its `}`, and of that. */
function firstPair(tokens: Tokens): readonly [number, number] | undefined {
  const open: number[] = [];
  let first: readonly [number, number] | undefined;
  for (const [index, token] of tokens.entries()) {
    if (token === "{") open.push(index);
    if (token !== "}") continue;
    const start = open.pop();
    if (start === undefined) continue;
    if (first === undefined || start < first[0]) first = [start, index];
    if (open.length === 0) break;
  }
  return first;
}

/** What a pair of braces stands for; undefined where it is ordinary text. */
function valuesOf(inside: Tokens): readonly string[] | undefined {
  const sequence = sequenceOf(inside.join(""));
  if (sequence !== undefined) return sequence;
  if (!inside.includes(",")) return undefined;
  const parts = commaParts(inside);
  const [only = []] = parts;
  if (parts.length > 1) return parts.flatMap(expand);
  // All commas are those of inner braces: these expand, and the outer ones stay.
  return expand(only).map((text) => `{${text}}`);
}

function commaParts(tokens: Tokens): readonly Tokens[] {
  const parts: string[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token === "," && depth === 0) {
      parts.push([]);
      continue;
    }
    if (token === "{") depth += 1;
    if (token === "}") depth -= 1;
    parts.at(-1)?.push(token);
  }
  return parts;
}

/** `1..3`, `01..10`, `a..e`, `0..10..5`. */
function sequenceOf(text: string): readonly string[] | undefined {
  const [, from = "", to = "", by] =
    /^(-?\d+)\.\.(-?\d+)(?:\.\.(-?\d+))?$/.exec(text) ??
    /^([a-zA-Z])\.\.([a-zA-Z])(?:\.\.(-?\d+))?$/.exec(text) ??
    [];
  if (from === "") return undefined;
  const isLetter = /[a-zA-Z]/.test(from);
  const numberOf = (end: string): number => (isLetter ? end.charCodeAt(0) : Number(end));
  const [first, last] = [numberOf(from), numberOf(to)];
  const step = Math.max(Math.abs(Number(by ?? 1)), 1) * (last < first ? -1 : 1);
  const isPadded = [from, to].some((end) => /^-?0\d/.test(end));
  const width = isPadded ? Math.max(from.length, to.length) : 0;
  const values: string[] = [];
  for (let value = first; step > 0 ? value <= last : value >= last; value += step) {
    if (values.length >= mostTexts) break;
    // A backslash among the letters is nothing.
    if (isLetter) values.push(value === 92 ? "" : String.fromCharCode(value));
    else if (value < 0) values.push(`-${String(-value).padStart(width - 1, "0")}`);
    else values.push(String(value).padStart(width, "0"));
  }
  return values;
}

function join(starts: readonly string[], ends: readonly string[]): readonly string[] {
  return starts.flatMap((start) => ends.map((end) => start + end)).slice(0, mostTexts);
}

function textOf(tokens: Tokens): string {
  return tokens.map((token) => (token.length > 1 ? token.slice(1) : token)).join("");
}
