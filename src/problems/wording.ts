/** The words that error messages share, so that two places never list or suggest names differently. */
import { nearest } from "./nearest.ts";

/** `"a"`, `"a" and "b"`, `"a", "b" and "c"`; `none` for an empty list. */
export function quotedList(names: readonly string[], conjunction: "and" | "or" = "and"): string {
  const quoted = names.map((name) => JSON.stringify(name));
  if (quoted.length === 0) return "none";
  if (quoted.length === 1) return quoted.join("");
  return `${quoted.slice(0, -1).join(", ")} ${conjunction} ${quoted.at(-1)}`;
}

/** `1 job`, `2 jobs`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** `message` of an error, or the text of anything else that was thrown. */
export function messageOf(thrown: unknown): string {
  try {
    return thrown instanceof Error ? errorText(thrown) : String(thrown);
  } catch {
    // Code may throw anything, also what cannot be made a text.
    return "something was thrown that has no text";
  }
}

/** With what caused it, where it says so. */
function errorText(error: Error): string {
  const causes = error instanceof AggregateError ? (error.errors as unknown[]) : [error.cause];
  const texts = causes.filter((cause) => cause !== undefined && cause !== null).map(messageOf);
  const own = error.message || error.name;
  return texts.length === 0 ? own : `${own}: ${texts.join("; ")}`;
}

/** ` Did you mean "build"?`, or nothing where no known name is close. */
export function didYouMean(typed: string, known: Iterable<string>): string {
  const close = nearest(typed, known);
  return close === undefined ? "" : ` Did you mean ${JSON.stringify(close)}?`;
}

/** The longest text of a value that helps in an error; the rest is left out. */
const shownLength = 80;

/** A value of any kind, as an error shows what was given instead of what was expected. */
export function shown(value: unknown): string {
  const text = textOf(value);
  return text.length > shownLength ? `${text.slice(0, shownLength)}…` : text;
}

function textOf(value: unknown): string {
  if (typeof value === "function") return "a function";
  if (typeof value !== "object" || value === null) {
    return typeof value === "string" ? JSON.stringify(value) : String(value);
  }
  const { expression } = value as { readonly expression?: unknown };
  if (typeof expression === "string") return `\${{ ${expression} }}`;
  try {
    return JSON.stringify(value);
  } catch {
    return "an object";
  }
}
