/**
 * A pattern for one name in a path, as in the patterns of GitHub's `hashFiles()`: `*`, `?`, `[a-z]`, `\*`. Names that start
 * with a dot are not an exception; braces and `+(a|b)` are ordinary text.
 * https://github.com/isaacs/minimatch, with the options of
 * https://github.com/actions/toolkit/blob/main/packages/glob/src/internal-pattern.ts
 */
export type NamePattern = string | { readonly test: (name: string) => boolean };

/** A text where only this name matches. */
export function readNamePattern(text: string): NamePattern {
  const test = readSimplePattern(text);
  if (test !== undefined) return { test };
  const { source, literal, isUnicode } = regularExpressionOf(text);
  return literal ?? new RegExp(`^(?:${source})$`, isUnicode ? "u" : "");
}

/**
 * `*` or `?` with ordinary characters behind it, which are taken as they are, a backslash too; `?` counts halves of
 * surrogate pairs. Undefined for any other pattern.
 */
export function readSimplePattern(text: string): ((name: string) => boolean) | undefined {
  const [, end] = /^(?:\*+|\?+)([^+@!?*[(]*)$/.exec(text) ?? [];
  if (end === undefined) return undefined;
  const isFixed = text.startsWith("?");
  return (name) => name.endsWith(end) && (!isFixed || name.length === text.length);
}

export interface NameExpression {
  readonly source: string;
  /** The name where no other fits. */
  readonly literal: string | undefined;
  /** Whether it has to be read with the flag `u`. */
  readonly isUnicode: boolean;
}

export function regularExpressionOf(text: string): NameExpression {
  let [source, literal, at] = ["", "", 0];
  let [isLiteral, isUnicode] = [true, false];
  while (at < text.length) {
    const character = text.charAt(at);
    const set = character === "[" ? readSet(text, at) : undefined;
    if (set !== undefined) {
      source += set.source;
      literal += set.literal ?? "";
      isLiteral &&= set.literal !== undefined;
      isUnicode ||= set.isUnicode;
      at = set.end;
    } else if (character === "*" || character === "?") {
      source += character === "?" ? "[^/]" : "[^/]*";
      isLiteral = false;
      at += 1;
      while (character === "*" && text[at] === "*") at += 1;
    } else {
      const isEscape = character === "\\" && at + 1 < text.length;
      const literalCharacter = isEscape ? text.charAt(at + 1) : character;
      source += escapeCharacter(literalCharacter);
      literal += literalCharacter;
      at += isEscape ? 2 : 1;
    }
  }
  return { source, literal: isLiteral ? literal : undefined, isUnicode };
}

/** The name that a pattern consists of, by the rule that decides in which folder GitHub begins to search. */
export function literalOf(text: string): string | undefined {
  let literal = "";
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === "*" || character === "?") return undefined;
    const [whole, content] = /^\[((?:\\[^]|[^\]])*)\]/.exec(text.slice(at)) ?? [];
    const inside = content?.replaceAll(/\\([^])/g, "$1") ?? "";
    if (inside.length > 1) return undefined;
    if (character === "\\" && at + 1 < text.length) at += 1;
    literal += inside === "" ? text.charAt(at) : inside;
    if (inside !== "") at += (whole?.length ?? 1) - 1;
  }
  return literal;
}

interface NameSet {
  readonly source: string;
  /** Set where it holds a single character. */
  readonly literal?: string;
  readonly isUnicode: boolean;
  readonly end: number;
}

/** For an empty set, with which nothing matches, whatever follows. */
const noMatch = { source: "(?!)", isUnicode: false };

/** Reads `[a-z]` from its bracket on; undefined where it does not end, and so is text. */
function readSet(text: string, start: number): NameSet | undefined {
  const isNegated = /[!^]/.test(text.charAt(start + 1));
  const first = start + (isNegated ? 2 : 1);
  const [has, lacks]: [string[], string[]] = [[], []];
  let [at, from, isUnicode] = [first, "", false];
  while (text[at] !== "]" || at === first) {
    const [name = "", kind] = namedSet(text, at);
    if (kind !== undefined) {
      if (from !== "") return { ...noMatch, end: text.length };
      (kind.isNegated ? lacks : has).push(kind.source);
      isUnicode ||= kind.isUnicode;
      at += name.length;
      continue;
    }
    if (text[at] === "\\") at += 1;
    if (at >= text.length) return undefined;
    const character = text.charAt(at);
    at += 1;
    if (from !== "") {
      if (character >= from) has.push(`${inSet(from)}-${inSet(character)}`);
      from = "";
    } else if (text[at] === "-" && text[at + 1] !== "]") {
      from = character;
      at += 1;
    } else {
      has.push(inSet(character));
    }
  }
  const end = at + 1;
  if (has.length + lacks.length === 0) return { ...noMatch, end: text.length };
  const [only = ""] = has;
  if (has.length === 1 && lacks.length === 0 && !isNegated && /^\\?[^]$/.test(only)) {
    const literal = only.slice(-1);
    return { source: escapeCharacter(literal), literal, isUnicode: false, end };
  }
  const sets = [
    ...(has.length > 0 ? [`[${isNegated ? "^" : ""}${has.join("")}]`] : []),
    ...(lacks.length > 0 ? [`[${isNegated ? "" : "^"}${lacks.join("")}]`] : []),
  ];
  return { source: `(?:${sets.join("|")})`, isUnicode, end };
}

interface NamedSet {
  readonly source: string;
  readonly isUnicode: boolean;
  readonly isNegated: boolean;
}

function namedSet(text: string, at: number): readonly [string, NamedSet] | readonly [] {
  const [whole = "", name = ""] = /^\[:([a-z]+):\]/.exec(text.slice(at)) ?? [];
  const source = Object.hasOwn(namedSets, name) ? namedSets[name] : undefined;
  if (source === undefined) return [];
  const isUnicode = source.includes("\\p");
  return [whole, { source, isUnicode, isNegated: name === "graph" || name === "print" }];
}

const namedSets: Readonly<Record<string, string>> = {
  alnum: "\\p{L}\\p{Nl}\\p{Nd}",
  alpha: "\\p{L}\\p{Nl}",
  ascii: "\\x00-\\x7f",
  blank: "\\p{Zs}\\t",
  cntrl: "\\p{Cc}",
  digit: "\\p{Nd}",
  graph: "\\p{Z}\\p{C}",
  lower: "\\p{Ll}",
  print: "\\p{C}",
  punct: "\\p{P}",
  space: "\\p{Z}\\t\\r\\n\\v\\f",
  upper: "\\p{Lu}",
  word: "\\p{L}\\p{Nl}\\p{Nd}\\p{Pc}",
  xdigit: "A-Fa-f0-9",
};

function inSet(character: string): string {
  return /[[\]\\^-]/.test(character) ? `\\${character}` : character;
}

/** Some of these are not valid escapes in a Unicode expression: such a pattern fails, as it does on GitHub. */
function escapeCharacter(character: string): string {
  return /[-^$\\.*+?()[\]{}|,#\s]/.test(character) ? `\\${character}` : character;
}
