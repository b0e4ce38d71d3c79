/** Scalars as GitHub's reader takes them: see github-yaml.ts. */

/** "simpleEscapeCodes" in Scanner.cs. */
export const escapes: Readonly<Record<string, string | undefined>> = {
  0: "\0",
  a: "\u0007",
  b: "\b",
  t: "\t",
  "\t": "\t",
  n: "\n",
  v: "\v",
  f: "\f",
  r: "\r",
  e: "\u001b",
  " ": " ",
  '"': '"',
  "'": "'",
  "\\": "\\",
  N: "\u0085",
  _: "\u00a0",
  L: "\u2028",
  P: "\u2029",
};

/** Of plain scalars alone. */
export function typed(text: string): unknown {
  if (/^(?:|~|null|Null|NULL)$/.test(text)) return null;
  if (/^(?:true|True|TRUE)$/.test(text)) return true;
  if (/^(?:false|False|FALSE)$/.test(text)) return false;
  if (/^(?:[-+]?\d+|0o[0-7]+|0x[\da-fA-F]+)$/.test(text)) return Number(text);
  if (/^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/.test(text)) return Number(text);
  if (/^\+?\.(?:inf|Inf|INF)$/.test(text)) return Infinity;
  if (/^-\.(?:inf|Inf|INF)$/.test(text)) return -Infinity;
  return /^\.(?:nan|NaN|NAN)$/.test(text) ? NaN : text;
}
