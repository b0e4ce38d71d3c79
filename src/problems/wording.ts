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

const noText = "something was thrown that has no text";

/** How far causes of causes are told, and how many of several. */
const deepestCause = 10;
const shownCauses = 20;

/** `message` of an error with what caused it, or the text of anything else that was thrown. Code may throw anything. */
export function messageOf(thrown: unknown): string {
  return thrownText(thrown, []);
}

/** `above` are the errors that it caused: one may be its own cause. */
function thrownText(thrown: unknown, above: readonly unknown[]): string {
  try {
    return thrown instanceof Error ? errorText(thrown, above) : String(thrown);
  } catch {
    return noText;
  }
}

function errorText(error: Error, above: readonly unknown[]): string {
  const chain = [...above, error];
  const own = String(error.message || error.name);
  if (chain.length > deepestCause) return own;
  const all = error instanceof AggregateError ? (error.errors as unknown[]) : [error.cause];
  const causes = all.filter((cause) => cause !== undefined && cause !== null);
  const told = causes.filter((cause) => !chain.includes(cause)).slice(0, shownCauses);
  const more = causes.length > shownCauses ? [`${causes.length - shownCauses} more`] : [];
  const texts = [...told.map((cause) => thrownText(cause, chain)), ...more];
  return texts.length === 0 ? own : `${own}: ${texts.join("; ")}`;
}

/** What was thrown, as an error. What its members do is not known yet: `messageOf` and `stackOf` read them. */
export function asError(thrown: unknown): Error {
  try {
    if (thrown instanceof Error) return thrown;
  } catch {
    // Its prototype cannot be asked for.
  }
  return new Error(messageOf(thrown));
}

/** Empty where there is none that can be read. */
export function stackOf(error: Error): string {
  try {
    return typeof error.stack === "string" ? error.stack : "";
  } catch {
    return "";
  }
}

/** A text that fits: what is left out of it stood in its middle. */
export function fitting(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const kept = longest / 2;
  const left = `… ${text.length - longest} characters …`;
  return (text.slice(0, kept) + left + text.slice(-kept)).toWellFormed();
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
