/**
 * What a text may look like to stand without quotes, so that every reader gets it back as it was: GitHub's (YamlDotNet
 * 5.3, with the types of YAML 1.2), those of YAML 1.1, and Go's.
 * https://github.com/aaubry/YamlDotNet/blob/v5.3.0/YamlDotNet/Core/Scanner.cs
 */

/** Below a key or a dash; between the brackets of a collection in one line; or before the colon of a mapping. */
export type ScalarPosition = "block" | "flow" | "key";

export function isPlain(text: string, position: ScalarPosition): boolean {
  const found = position === "flow" ? plainInLists : plainElsewhere;
  const before = found.get(text);
  if (before !== undefined) return before;
  const isReadAsText = position === "flow" ? plainInFlow.test(text) : !notPlain.test(text);
  const result = isReadAsText && !otherType.test(text);
  if (found.size === mostFound) found.clear();
  found.set(text, result);
  return result;
}

/** Most texts of workflows are keys and values that stand in all of them. */
const plainInLists = new Map<string, boolean>();
const plainElsewhere = new Map<string, boolean>();
const mostFound = 1000;

/** Between brackets GitHub's reader takes a colon for an error and a question mark for a key. */
const plainInFlow = /^(?!-$)[\w./-]+$/;

/** What begins something else, what ends the text, and what some readers do not take without quotes. */
const notPlain =
  /^(?:$|[ ,[\]{}#&*!|>'"%@`]|[?-](?:$| ))|[ :]$|: | #|[\p{Cc}\p{Zl}\p{Zp}\ufeff\ufffe\uffff]/u;

/**
 * What one of the readers takes for null, a boolean, a number, one in base 60, a date, or the key that merges mappings.
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

/**
 * Whether lines may stand below a `|` as they are. Of blank lines alone, and of a last line of blanks, readers
 * make different things.
 */
export function isLiteral(text: string): boolean {
  return (
    text.includes("\n") &&
    /[^ \t\n]/.test(text) &&
    !/\n[ \t]+\n*$/.test(text) &&
    !special.test(text)
  );
}

/** Whether a character can be written as an escape only: of control, a line break of YAML 1.1, or no character at all. */
export function needsEscape(text: string): boolean {
  return special.test(text) || /[\t\n]/.test(text);
}

const special = /(?![\t\n])[\p{Cc}\p{Zl}\p{Zp}\ufeff\ufffe\uffff]/u;

/** What stands between double quotes. A half of a surrogate pair stays: no escape for it is read by GitHub. */
export function escaped(text: string): string {
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
