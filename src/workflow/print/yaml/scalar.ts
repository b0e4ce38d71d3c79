/** Prints a single value as YAML. */
import { escape, isLiteral, isPlain, needsEscape, type ScalarPosition } from "./quoting.ts";

export type ScalarValue = string | number | boolean | null;

/** The indentation of one level. */
export const step = "  ";

/** @param indent The indentation of the lines after the first one. */
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
    : `"${escape(text)}"`;
}

/** Adds a point before the exponent, because YAML 1.1 takes `1e+21` for a text. */
function printNumber(value: number): string {
  if (!Number.isFinite(value)) return yamlNames[String(value)] ?? ".nan";
  return String(value).replace(/^(-?\d+)e/, "$1.0e");
}

const yamlNames: Readonly<Record<string, string>> = { Infinity: ".inf", "-Infinity": "-.inf" };

/** Names the indentation where the text starts with blanks, which readers would take for indentation. */
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

/** A longer text in double quotes is printed with a line for each of its lines. */
const longestLine = 40;

/** Each line ends with `\n` and an escaped line break. A blank at the start of a line is escaped, too. */
function printQuotedLines(text: string, indent: string): string {
  const [first = "", ...others] = text.split("\n").map(escape);
  return [first, ...others.map((line) => line.replace(/^ /, "\\ "))].join(`\\n\\\n${indent}`);
}
