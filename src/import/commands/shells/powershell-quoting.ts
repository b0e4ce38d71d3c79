/**
 * Reads a script of PowerShell as far as quotes go:
 * https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_quoting_rules
 */
import { placeholderIndex, type Quoting } from "../placeholder.ts";

/** A token, and where a placeholder in it stands. */
const tokens: readonly (readonly [RegExp, Quoting])[] = [
  [/^<#[^]*?#>/, "comment"],
  [/^#[^\n]*/, "comment"],
  [/^@'[ \t]*\n[^]*?\n'@/, "fixed"],
  [/^@"[ \t]*\n[^]*?\n"@/, "expanding"],
  [/^'(?:[^']|'')*'/, "literal"],
  [/^"(?:[^"`$]|`[^]|""|\$(?!\())*"/, "expanding"],
];

/**
 * Where each placeholder stands, but for those behind a backtick, which quotes them; undefined where the quotes do not
 * match, or an expression stands in a text.
 */
export function powershellQuotings(script: string): ReadonlyMap<number, Quoting> | undefined {
  const found = new Map<number, Quoting>();
  let before = "\n";
  for (let at = 0; at < script.length;) {
    const rest = script.slice(at);
    const character = script.charAt(at);
    const startsWord = /[\s(;|{,=]/.test(before);
    const match = tokens
      .filter(([, quoting]) => quoting !== "comment" || startsWord)
      .flatMap(([pattern, quoting]) => {
        const text = pattern.exec(rest)?.[0];
        return text === undefined ? [] : [{ text, quoting }];
      })[0];
    if (match === undefined && (character === "'" || character === '"')) return undefined;
    const { text, quoting } = match ?? { text: character, quoting: wordQuoting(script, at) };
    for (let inside = 0; inside < text.length; inside += 1) {
      const index = placeholderIndex(text.charAt(inside));
      if (index === undefined) continue;
      const isFixed = quoting === "expanding" && isPartOfCode(text.slice(0, inside));
      found.set(index, isFixed ? "fixed" : quoting);
    }
    before = text.at(-1) ?? before;
    at += text === "`" ? 2 : text.length;
  }
  return found;
}

/** Whether what stands before a value makes it a part of a variable's name, or would quote the `$` of a variable. */
function isPartOfCode(before: string): boolean {
  return /\$(?:\{[^}]*|[\w:?]*\p{Co}*)$/u.test(before) || /(?<!`)(?:``)*`$/.test(before);
}

/**
 * A value is an argument, or a part of one: in an argument PowerShell puts in variables as between double quotes. Behind a
 * value that begins the argument a point would be a property. Elsewhere the value would be code.
 * https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_parsing#argument-mode
 */
function wordQuoting(script: string, at: number): Quoting {
  const line = script.slice(script.lastIndexOf("\n", at - 1) + 1, at);
  const next = script.slice(at + 1);
  const isBegun = /[\w./\\:=-]$/.test(line);
  const ends = isBegun ? /^(?:[\s\w./\\-]|$)/ : /^(?:[\s\w/\\-]|$)/;
  const isArgument =
    /^\s*[\w./\\-]+\s(?:.*\s)?(?:[\w./\\:-]|\p{Co})*(?:=(?:[\w./\\-]|\p{Co})*)?$/u.test(line);
  const isCode = /[=({]\s*$/.test(line.replace(/\S*$/, ""));
  return ends.test(next) && isArgument && !isCode ? "word" : "command";
}
