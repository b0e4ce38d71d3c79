/**
 * Values that are unknown on this machine, such as an output of an action that does not run here.
 *
 * The contexts have an `Unknown` in place of such a value. A result that depends on it is unknown too. Other results are
 * known: `unknown && false` is falsy, and `contains(list, unknown)` is false for an empty list. `evaluate` and
 * `interpolate` return `… | Unknown`, so every caller has to check with `instanceof Unknown` or to call `known`.
 */
import { ExpressionError } from "../language/expression-error.ts";

export class Unknown {
  /** Why: "the step filter does not run here". */
  readonly reason: string;
  /** Whether it counts as true, where that is certain: `unknown && false` counts as false. */
  readonly truth: boolean | undefined;
  /** Whether the evaluation may fail on GitHub, as that of `fromJSON(unknown)`. `truth` is undefined then. */
  readonly mayFail: boolean;

  constructor(
    reason: string,
    options: { readonly truth?: boolean | undefined; readonly mayFail?: boolean } = {},
  ) {
    this.reason = reason;
    this.mayFail = options.mayFail === true;
    this.truth = this.mayFail ? undefined : options.truth;
  }
}

/** Thrown where the code needs a value that is unknown. */
export class UnknownError extends Error {
  override readonly name: string = "UnknownError";
  readonly reason: string;

  constructor({ reason }: Unknown) {
    super(reason);
    this.reason = reason;
  }
}

/** @throws UnknownError for an unknown value. */
export function known<Item>(value: Item): Exclude<Item, Unknown> {
  if (value instanceof Unknown) throw new UnknownError(value);
  return value as Exclude<Item, Unknown>;
}

/** The result of a computation with an unknown value, and with other values that may be unknown. */
export function unknownFrom(first: Unknown, ...others: readonly unknown[]): Unknown {
  const mayFail = [first, ...others].some((value) => value instanceof Unknown && value.mayFail);
  return new Unknown(first.reason, { mayFail });
}

/** Joins texts. The result is unknown if one of them is. */
export function joinTexts(parts: readonly (string | Unknown)[], separator = ""): string | Unknown {
  const unknown = parts.find((part) => part instanceof Unknown);
  if (unknown !== undefined) return unknownFrom(unknown, ...parts);
  return parts.map((part) => known(part)).join(separator);
}

/** Evaluates an operand that GitHub evaluates or skips, depending on `decides`. An error here may be none on GitHub. */
export function attempt<Item>(ask: () => Item, decides: Unknown): Item | Unknown {
  try {
    return ask();
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return new Unknown(decides.reason, { mayFail: true });
  }
}
