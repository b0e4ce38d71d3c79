/** Prints plain data as YAML, and keeps its order. */
import { printScalar, step, type ScalarValue } from "./scalar.ts";

/** A value with a comment after it. */
export class Commented {
  readonly value: string;
  readonly comment: string;

  constructor(value: string, comment: string) {
    this.value = value;
    this.comment = comment;
  }
}

export type Printable = ScalarValue | Commented | readonly Printable[] | PrintableMapping;

export type PrintableMapping = { readonly [key: string]: Printable };

/** Whether a list is printed in one line. `parent` is the key above `key`. */
export type OneLine = (list: readonly Printable[], key: string, parent: string) => boolean;

/** The lines of `key: value`, without the last line end unless the value is a text that ends with empty lines. */
export function printEntry(
  key: string,
  value: Printable,
  oneLine: OneLine,
  indent = "",
  parent = "",
): string {
  return `${indent}${printKey(key, indent)}${printBelow(key, value, oneLine, indent, parent)}`;
}

/** The text after the colon of a key. */
export function printBelow(
  key: string,
  value: Printable,
  oneLine: OneLine,
  indent: string,
  parent: string,
): string {
  if (value === null) return "";
  if (value instanceof Commented) return ` ${printInline(value.value, indent)} # ${value.comment}`;
  if (isList(value)) {
    return value.length === 0 || oneLine(value, key, parent)
      ? ` ${printInOneLine(value)}`
      : `\n${printList(value, oneLine, indent + step)}`;
  }
  if (typeof value !== "object") return ` ${printInline(value, indent)}`;
  const isEmpty = Object.keys(value).length === 0;
  return isEmpty ? " {}" : `\n${printMapping(value, oneLine, indent + step, key)}`;
}

function printInline(value: ScalarValue, indent: string): string {
  return printScalar(value, "block", indent + step);
}

/** A longer key needs a question mark before it. The limit of YAML is 1024 characters, including escapes. */
const longestKey = 1000;

function printKey(key: string, indent: string): string {
  const text = printScalar(key, "key", indent);
  return text.length < longestKey ? `${text}:` : `? ${text}\n${indent}:`;
}

function printMapping(
  value: PrintableMapping,
  oneLine: OneLine,
  indent: string,
  parent: string,
): string {
  return Object.entries(value)
    .map(([key, part]) => printEntry(key, part, oneLine, indent, parent))
    .join("\n");
}

function printList(list: readonly Printable[], oneLine: OneLine, indent: string): string {
  return list.map((item) => `${indent}- ${printItem(item, oneLine, indent)}`).join("\n");
}

/** The text after a dash. A collection starts in the same line. */
function printItem(item: Printable, oneLine: OneLine, indent: string): string {
  if (isSingle(item)) {
    return item === null ? "null" : printBelow("", item, oneLine, indent, "").slice(1);
  }
  const below = indent + step;
  if (Object.keys(item).length === 0) return isList(item) ? "[]" : "{}";
  const lines = isList(item)
    ? printList(item, oneLine, below)
    : printMapping(item, oneLine, below, "");
  return lines.slice(below.length);
}

function printInOneLine(value: Printable): string {
  if (value instanceof Commented) return printScalar(value.value, "flow", "");
  if (value === null || typeof value !== "object") return printScalar(value, "flow", "");
  if (isList(value)) return `[${value.map(printInOneLine).join(", ")}]`;
  const entries = Object.entries(value).map(([key, part]) => {
    const text = printScalar(key, "flow", "");
    return `${text.length < longestKey ? `${text}:` : `? ${text} :`} ${printInOneLine(part)}`;
  });
  return `{${entries.join(", ")}}`;
}

function isSingle(value: Printable): value is ScalarValue | Commented {
  return value instanceof Commented || value === null || typeof value !== "object";
}

function isList(value: Printable): value is readonly Printable[] {
  return Array.isArray(value);
}
