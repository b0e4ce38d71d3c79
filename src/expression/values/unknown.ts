/**
 * What nobody knows on this machine, such as an output of an action that is left out here, as a value of its own.
 *
 * Whoever makes the contexts puts an `Unknown` where such a value would be. What is computed from one is unknown too,
 * unless it is the same for every value that could stand there: `unknown && false` is falsy, `contains(list, unknown)`
 * of an empty list is false, and an argument that is never asked for does not matter. `evaluate` and `interpolate` give
 * `… | Unknown`, so that no caller takes one for a text: it asks `instanceof Unknown`, or calls `known`.
 */
import { ExpressionError } from "../language/expression-error.ts";

export class Unknown {
  /** Why: "the step filter does not run here". */
  readonly reason: string;
  /** Whether it is true or false, where that much is known: `unknown && false` is false, or unknown and falsy. */
  readonly truth: boolean | undefined;
  /** Whether the evaluation may fail on GitHub, as that of `fromJSON(unknown)`; its truth is never known then. */
  readonly mayFail: boolean;

  constructor(
    reason: string,
    { truth, mayFail = false }: { readonly truth?: boolean; readonly mayFail?: boolean } = {},
  ) {
    this.reason = reason;
    this.truth = mayFail ? undefined : truth;
    this.mayFail = mayFail;
  }
}

/** Thrown where a caller cannot go on without the value. */
export class UnknownError extends Error {
  override readonly name: string = "UnknownError";
  readonly reason: string;

  constructor({ reason }: Unknown) {
    super(reason);
    this.reason = reason;
  }
}

/** @throws UnknownError for what is unknown. */
export function known<Item>(value: Item): Exclude<Item, Unknown> {
  if (value instanceof Unknown) throw new UnknownError(value);
  return value as Exclude<Item, Unknown>;
}

/** What is computed from something unknown, and from others that may be. */
export function unknownFrom(first: Unknown, ...others: readonly unknown[]): Unknown {
  const mayFail = [first, ...others].some((value) => value instanceof Unknown && value.mayFail);
  return new Unknown(first.reason, { mayFail });
}

/** Texts one after the other; unknown as a whole where one of them is. */
export function joined(parts: readonly (string | Unknown)[], separator = ""): string | Unknown {
  const unknown = parts.find((part) => part instanceof Unknown);
  if (unknown !== undefined) return unknownFrom(unknown, ...parts);
  return parts.map((part) => known(part)).join(separator);
}

/** A value that GitHub may ask for or not, as the unknown one decides: a failure is no more than a possible one. */
export function attempt<Item>(ask: () => Item, decides: Unknown): Item | Unknown {
  try {
    return ask();
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return new Unknown(decides.reason, { mayFail: true });
  }
}
