/** Texts of several lines as dedent`…`, indented like the code around them. */
import { indented, joined, type Layout, lineBreak } from "./layout.ts";
import { visible } from "./text-literal.ts";

/** A part of a text: as it is, or the code of a value. */
export type TextPart = string | { readonly code: string };

/** Undefined for a text of one line, or one that would come back as another. */
export function linesLayout(parts: readonly TextPart[]): Layout | undefined {
  if (!isDedented(parts)) return undefined;
  const code = parts.map((part, index) =>
    typeof part === "string" ? dedentText(part, index < parts.length - 1) : `\${${part.code}}`,
  );
  const lines = code.join("").split("\n");
  const endsLine = lines.at(-1) === "";
  const body = joined(endsLine ? lines.slice(0, -1) : lines, lineBreak);
  return ["dedent`", indented(lineBreak, body), endsLine ? lineBreak : "", "`"];
}

/** Whether a text is written as dedent`…`. */
export function isDedented(parts: readonly (string | object)[]): boolean {
  // A value is something on its line.
  const text = parts.map((part) => (typeof part === "string" ? part : "x")).join("");
  const lines = text.split("\n");
  const isFilled = (line: string): boolean => /[^ \t]/.test(line);
  return (
    lines.length > 1 &&
    isFilled(lines[0] ?? "") &&
    lines.every((line) => line === "" || isFilled(line)) &&
    lines.some((line) => isFilled(line) && !/^[ \t]/.test(line)) &&
    !/[^\t\n\u0020-\uffff]|[\ud800-\udfff]|\\$/.test(text) &&
    visible(text) === text
  );
}

/** As `dedent` reads it: 2n + 1 backslashes stand for n before a backtick and `\${`, and 2n for n before a value. */
function dedentText(text: string, isBeforeValue: boolean): string {
  const inner = text.replaceAll(/(\\*)(`|\$\{)/g, "$1$1\\$2");
  return isBeforeValue ? inner.replace(/\\+$/, "$&$&") : inner;
}
