/** Checks options for callers without types. Without a check a misspelt option would have no effect. */
import { UsageError } from "./usage-error.ts";
import { didYouMean, quotedList, shown } from "./wording.ts";

/**
 * @param owner What takes the options: `cache()`, `an automation`.
 * @throws UsageError unless `value` is an object that has only known options.
 */
export function checkOptions(value: unknown, known: readonly string[], owner: string): void {
  if (!isMapping(value)) {
    throw new UsageError(
      `${owner} takes options, { ${known.slice(0, 3).join(", ")}${known.length > 3 ? ", …" : ""} }, not ${shown(value)}.`,
    );
  }
  for (const name of Object.keys(value)) {
    if (known.includes(name)) continue;
    throw new UsageError(
      `${owner} has no option ${JSON.stringify(name)}. The options are ${quotedList(known)}.${didYouMean(name, known)}`,
    );
  }
}

/** @throws UsageError unless `value` has names with values. */
export function checkMapping(
  value: unknown,
  what: string,
): asserts value is Readonly<Record<string, unknown>> {
  if (!isMapping(value)) {
    throw new UsageError(`${what} has names with values, not ${shown(value)}.`);
  }
}

/** Not a promise: it has no names, and whoever passes one forgot `await`. */
export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Promise)
  );
}

/** @throws UsageError unless `value` is a list. */
export function checkList(value: unknown, what: string): asserts value is readonly unknown[] {
  if (!Array.isArray(value)) throw new UsageError(`${what} is a list, not ${shown(value)}.`);
}
