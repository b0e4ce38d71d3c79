/**
 * Decides which texts need no quotes, so that every reader gets the same text back: GitHub's (YamlDotNet 5.3, with the
 * types of YAML 1.2), readers of YAML 1.1, and Go's.
 * https://github.com/aaubry/YamlDotNet/blob/v5.3.0/YamlDotNet/Core/Scanner.cs
 */

/** After a key or a dash, between the brackets of a collection in one line, or before the colon of a mapping. */
export type ScalarPosition = "block" | "flow" | "key";

export function isPlain(text: string, position: ScalarPosition): boolean {
  const cache = position === "flow" ? plainInLists : plainElsewhere;
  const before = cache.get(text);
  if (before !== undefined) return before;
  const isReadAsText = position === "flow" ? plainInFlow.test(text) : !notPlain.test(text);
  const result = isReadAsText && !otherType.test(text);
  if (cache.size === cacheSize) cache.clear();
  cache.set(text, result);
  return result;
}

/** Workflows repeat most of their keys and values. */
const plainInLists = new Map<string, boolean>();
const plainElsewhere = new Map<string, boolean>();
const cacheSize = 1000;

/** Between brackets GitHub's reader refuses a colon, and takes a question mark for a key. */
const plainInFlow = /^(?!-$)[\w./-]+$/;

/** Starts of other kinds of values, ends of a text, and characters that some readers refuse without quotes. */
const notPlain =
  /^(?:$|[ ,[\]{}#&*!|>'"%@`]|[?-](?:$| ))|[ :]$|: | #|[\p{Cc}\p{Zl}\p{Zp}\ufeff\ufffe\uffff]/u;

/**
 * Texts that a reader takes for null, a boolean, a number, a number in base 60, a date, or the key that merges mappings.
 * https://yaml.org/type/ and https://yaml.org/spec/1.2.2/#103-core-schema
 */
const otherType = new RegExp(
  `^(?:${[
    String.raw`~|null|true|false|y|n|yes|no|on|off|=|<<`,
    String.raw`[-+]?\.(?:inf|nan)`,
    String.raw`[-+]?0(?:b[01_]*|o[0-7_]*|x[\da-f_]*)`,
    String.raw`[-+][\d_]+`,
    String.raw`[-+]?(?:\d[\d_]*)?(?:\.[\d_]*)?(?:e[-+]?[\d_]+)?`,
    String.raw`[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?`,
    String.raw`\d{4}-\d\d?-\d\d?.*`,
  ].join("|")})$`,
  "i",
);

/** Whether a text can be printed after `|`. Readers disagree about texts of blank lines, and about a blank last line. */
export function isLiteral(text: string): boolean {
  return (
    text.includes("\n") &&
    /[^ \t\n]/.test(text) &&
    !/\n[ \t]+\n*$/.test(text) &&
    !special.test(text)
  );
}

/** Whether a text has control characters, line breaks of YAML 1.1, or code points that are not characters. */
export function needsEscape(text: string): boolean {
  return special.test(text) || /[\t\n]/.test(text);
}

const special = /(?![\t\n])[\p{Cc}\p{Zl}\p{Zp}\ufeff\ufffe\uffff]/u;

/** Escapes a text for double quotes. A half of a surrogate pair stays, because GitHub refuses its escape. */
export function escape(text: string): string {
  return text.replaceAll(/["\\\p{Cc}\p{Zl}\p{Zp}\ufeff\ufffe\uffff]/gu, (character) => {
    const code = character.charCodeAt(0);
    const short = shortEscapes[character];
    if (short !== undefined) return short;
    const digits = code.toString(16).toUpperCase();
    return code > 0xff ? `\\u${digits.padStart(4, "0")}` : `\\x${digits.padStart(2, "0")}`;
  });
}

/** https://yaml.org/spec/1.1/#id872840 */
const shortEscapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "\0": "\\0",
  "\u0007": "\\a",
  "\b": "\\b",
  "\t": "\\t",
  "\n": "\\n",
  "\v": "\\v",
  "\f": "\\f",
  "\r": "\\r",
  "\u001b": "\\e",
  "\u0085": "\\N",
  "\u2028": "\\L",
  "\u2029": "\\P",
};
