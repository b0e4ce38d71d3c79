/** The shapes of options, for callers without types: what is misspelt would otherwise do nothing, silently. */
import { UsageError } from "./usage-error.ts";
import { didYouMean, quotedList, shown } from "./wording.ts";

/**
 * No value but an object, and no option that there is not.
 *
 * @param owner What takes the options: `cache()`, `an automation`.
 * @throws UsageError that lists the options.
 */
export function checkOptions(given: unknown, known: readonly string[], owner: string): void {
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    throw new UsageError(
      `${owner} takes options, { ${known.slice(0, 3).join(", ")}${known.length > 3 ? ", …" : ""} }, not ${shown(given)}.`,
    );
  }
  for (const name of Object.keys(given)) {
    if (known.includes(name)) continue;
    throw new UsageError(
      `${owner} has no option ${JSON.stringify(name)}. The options are ${quotedList(known)}.${didYouMean(name, known)}`,
    );
  }
}

/** @throws UsageError unless `given` has names with values. */
export function checkMapping(
  given: unknown,
  what: string,
): asserts given is Readonly<Record<string, unknown>> {
  if (typeof given === "object" && given !== null && !Array.isArray(given)) return;
  throw new UsageError(`${what} has names with values, not ${shown(given)}.`);
}

/** @throws UsageError unless `given` is a list. */
export function checkList(given: unknown, what: string): asserts given is readonly unknown[] {
  if (!Array.isArray(given)) throw new UsageError(`${what} is a list, not ${shown(given)}.`);
}
