/** The words that error messages share. */
import { nearest } from "./nearest.ts";

/** `"a"`, `"a" and "b"`, `"a", "b" and "c"`; `none` for an empty list. */
export function quotedList(names: readonly string[], conjunction: "and" | "or" = "and"): string {
  const words = names.map((name) => JSON.stringify(name));
  if (words.length === 0) return "none";
  if (words.length === 1) return words.join("");
  return `${words.slice(0, -1).join(", ")} ${conjunction} ${words.at(-1)}`;
}

/** `1 job`, `2 jobs`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** How many levels of causes a message has, and how many causes of one error. */
const deepestCause = 10;
const mostCauses = 20;

/** The message of an error and its causes, or the text of any other value that code may throw. */
export function messageOf(value: unknown): string {
  return valueText(value, []);
}

/** @param above The errors that it caused. They are skipped, because an error may be its own cause. */
function valueText(value: unknown, above: readonly unknown[]): string {
  try {
    return value instanceof Error ? errorText(value, above) : String(value);
  } catch {
    return "something was thrown that has no text";
  }
}

function errorText(error: Error, above: readonly unknown[]): string {
  const chain = [...above, error];
  const own = String(error.message || error.name);
  if (chain.length > deepestCause) return own;
  const all = error instanceof AggregateError ? (error.errors as unknown[]) : [error.cause];
  const causes = all.filter((cause) => cause !== undefined && cause !== null);
  const others = causes.filter((cause) => !chain.includes(cause)).slice(0, mostCauses);
  const texts = others.map((cause) => valueText(cause, chain));
  if (causes.length > mostCauses) texts.push(`${causes.length - mostCauses} more`);
  return texts.length === 0 ? own : `${own}: ${texts.join("; ")}`;
}

/** Reading the error may still throw: `messageOf` and `stackOf` are safe. */
export function asError(value: unknown): Error {
  try {
    if (value instanceof Error) return value;
  } catch {
    // A proxy may refuse to tell its prototype.
  }
  return new Error(messageOf(value));
}

/** Empty if the stack cannot be read. */
export function stackOf(error: Error): string {
  try {
    return typeof error.stack === "string" ? error.stack : "";
  } catch {
    return "";
  }
}

/** Shortens a long text in its middle. */
export function fitting(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const half = longest / 2;
  const mark = `… ${text.length - longest} characters …`;
  return (text.slice(0, half) + mark + text.slice(-half)).toWellFormed();
}

/** ` Did you mean "build"?`, or nothing if no known name is close. */
export function didYouMean(text: string, known: Iterable<string>): string {
  const close = nearest(text, known);
  return close === undefined ? "" : ` Did you mean ${JSON.stringify(close)}?`;
}

/** Errors show this many characters of a value. */
const longestValue = 80;

/** A value of any kind as a text for an error. */
export function shown(value: unknown): string {
  const text = textOf(value);
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
}

function textOf(value: unknown): string {
  if (typeof value === "function") return "a function";
  if (typeof value !== "object" || value === null) {
    return typeof value === "string" ? JSON.stringify(value) : String(value);
  }
  if (value instanceof Promise) return "a promise";
  const { expression } = value as { readonly expression?: unknown };
  if (typeof expression === "string") return `\${{ ${expression} }}`;
  try {
    return JSON.stringify(value);
  } catch {
    return "an object";
  }
}

const longestName = 60;

/** A name that stands among others, such as that of a step: the first line of a command may have any length. */
export function shortName(name: string): string {
  if (name.length <= longestName) return name;
  // Not half of a surrogate pair.
  return `${name
    .slice(0, longestName - 1)
    .replace(/[\uD800-\uDBFF]$/, "")
    .trimEnd()}…`;
}
