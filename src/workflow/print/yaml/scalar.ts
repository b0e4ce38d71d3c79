/** How a single value stands in YAML. */
import { escaped, isLiteral, isPlain, needsEscape, type ScalarPosition } from "./quoting.ts";

export type ScalarValue = string | number | boolean | null;

/** What each level adds to the indentation. */
export const step = "  ";

/** `indent` is that of the lines below the first one. */
export function printScalar(value: ScalarValue, position: ScalarPosition, indent: string): string {
  if (typeof value === "string") return printText(value, position, indent);
  return typeof value === "number" ? printNumber(value) : String(value);
}

function printText(text: string, position: ScalarPosition, indent: string): string {
  if (isPlain(text, position)) return text;
  if (position === "block" && isLiteral(text)) return printLiteral(text, indent);
  if (text.includes('"') && !text.includes("'") && !needsEscape(text)) return `'${text}'`;
  return position === "block" && text.length >= longestLine
    ? `"${printQuotedLines(text, indent)}"`
    : `"${escaped(text)}"`;
}

/** With a point before the exponent: without one YAML 1.1 takes `1e+21` for a text. */
function printNumber(value: number): string {
  if (!Number.isFinite(value)) return yamlNames[String(value)] ?? ".nan";
  return String(value).replace(/^(-?\d+)e/, "$1.0e");
}

const yamlNames: Readonly<Record<string, string>> = { Infinity: ".inf", "-Infinity": "-.inf" };

/**
 * The lines as they are. Blanks before the first character would be taken for indentation, and a tab among them for an
 * error, unless the indentation is said.
 */
function printLiteral(text: string, indent: string): string {
  const blanks = text.slice(0, text.search(/[^ \t\n]/));
  const indentation = /[ \t]/.test(blanks) ? String(step.length) : "";
  const isEnded = text.endsWith("\n");
  const chomping = isEnded ? (text.endsWith("\n\n") ? "+" : "") : "-";
  const lines = (isEnded ? text.slice(0, -1) : text)
    .split("\n")
    .map((line) => (line === "" ? "" : `${indent}${line}`));
  return [`|${indentation}${chomping}`, ...lines].join("\n");
}

/** From this length on, a text in double quotes has a line for each of its lines. */
const longestLine = 40;

/** Each line ends with its escape and an escaped line break; blanks at its start are escaped, too. */
function printQuotedLines(text: string, indent: string): string {
  const [first = "", ...others] = text.split("\n").map(escaped);
  return [first, ...others.map((line) => line.replace(/^ /, "\\ "))].join(`\\n\\\n${indent}`);
}
