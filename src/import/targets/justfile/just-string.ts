/** The value of a string of a justfile: https://just.systems/man/en/strings.html */

const escapes: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ['"', '"'],
  ["\\", "\\"],
  ["\n", ""],
]);

/** Undefined for an escape that just does not know. */
export function justString(raw: string, delimiter: string): string | undefined {
  const text = delimiter.length === 3 ? unindented(raw) : raw;
  if (!delimiter.startsWith('"')) return text;
  let value = "";
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character !== "\\") {
      value += character;
      continue;
    }
    const [all = "", hex = ""] = /^u\{([0-9A-Fa-f]{1,6})\}/.exec(text.slice(at + 1, at + 10)) ?? [];
    const known = all === "" ? escapes.get(text.charAt(at + 1)) : characterOf(hex);
    if (known === undefined) return undefined;
    value += known;
    at += all === "" ? 1 : all.length;
  }
  return value;
}

/** Without the blanks that all lines begin with, a first line break, and blanks before the end. */
function unindented(raw: string): string {
  const lines = raw.split(/(?<=\n)/);
  const indents = lines
    .filter((line) => line.trim() !== "")
    .map((line) => /^[ \t]*/.exec(line)?.[0] ?? "");
  let shared = indents[0] ?? "";
  for (const indent of indents) shared = sharedStart(shared, indent);
  return lines
    .map((line, index) => {
      if (line.trim() !== "") return line.slice(shared.length);
      return index === 0 || index === lines.length - 1 ? "" : "\n";
    })
    .join("");
}

function sharedStart(one: string, other: string): string {
  let length = 0;
  while (length < one.length && one.charAt(length) === other.charAt(length)) length += 1;
  return one.slice(0, length);
}

function characterOf(hex: string): string | undefined {
  const code = Number.parseInt(hex, 16);
  const isCharacter = code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : undefined;
}
