/** Reads the options of a step that become inputs of its action. */
import type { Condition, Reference } from "../expression/build/algebra.ts";
import { yamlKey } from "../github/name-rules.ts";
import { UsageError } from "../problems/usage-error.ts";
import { quotedList, shown } from "../problems/wording.ts";
import type { ArtifactReference } from "./artifacts/artifact-reference.ts";
import { actionStep, checkStepOptions, type StepOptions } from "./step-options.ts";
import { isExpression, type PrintedExpression, type StepValue, type UsesStep } from "./step.ts";

/** A text, or a reference to a value, which GitHub turns into a text. */
export type TextValue = string | PrintedExpression;

/** Several texts, one a line. In one text they stand on lines of their own. */
export type LinesValue = TextValue | readonly TextValue[];

export type FlagValue = boolean | Condition;

export type NumberValue = number | Reference<number>;

/** @throws UsageError that begins with `what`, for a value that the action does not take. */
export type ReadInput = (value: unknown, what: string) => StepValue;

/** How each option that a step has for itself is read. The inputs are printed in this order. */
export type InputTable<Options extends StepOptions> = Readonly<
  Record<Exclude<keyof Options, keyof StepOptions>, ReadInput>
>;

/**
 * A step that uses an action.
 *
 * @param first Inputs that no option has. They are printed before the others.
 * @param defaults Values of options that are not there.
 * @param otherNames Inputs that are not called like their options.
 */
export function stepWithInputs<Options extends StepOptions, Known extends string = string>(
  action: string,
  {
    table,
    options,
    caller,
    first = {},
    references = [],
    defaults = {},
    otherNames = {},
    artifact,
  }: StepWithInputs<Options>,
): UsesStep<Known> {
  checkStepOptions(options, Object.keys(table), caller);
  const given = options as Readonly<Record<string, unknown>>;
  const rows = Object.entries<ReadInput>(table).flatMap(([option, read]) => {
    const value = given[option] === undefined ? defaults[option] : given[option];
    if (value === undefined) return [];
    const input = read(value, `${caller}: \`${option}\``);
    return [[otherNames[option] ?? yamlKey(option), input] as const];
  });
  const inputs = { ...first, ...Object.fromEntries(rows) };
  return actionStep(action, inputs, options, caller, artifact && { artifact }, references);
}

interface StepWithInputs<Options extends StepOptions> {
  readonly table: InputTable<Options>;
  readonly options: Options;
  /** For errors: `cache()`. */
  readonly caller: string;
  readonly first?: Readonly<Record<string, StepValue | undefined>>;
  /** What a text in `first` was made of. */
  readonly references?: readonly unknown[];
  /** The artifact that the step downloads. */
  readonly artifact?: ArtifactReference;
  readonly defaults?: Readonly<Record<string, StepValue | undefined>>;
  readonly otherNames?: Readonly<Record<string, string>> | undefined;
}

export const text: ReadInput = (value, what) => {
  if (typeof value === "string" || isExpression(value)) return value;
  throw new UsageError(`${what} is a text or a reference, not ${shown(value)}.`);
};

/** A text that has to say something. */
export const filledText: ReadInput = (value, what) => {
  const read = text(value, what);
  if (typeof read !== "string" || read.trim() !== "") return read;
  throw new UsageError(`${what} is empty.`);
};

export const flag: ReadInput = (value, what) => {
  if (typeof value === "boolean" || isExpression(value)) return value;
  throw new UsageError(`${what} is true, false or a condition, not ${shown(value)}.`);
};

/** A text, or a list of texts that the action reads from lines. */
export const lines: ReadInput = (value, what) => {
  if (Array.isArray(value)) return joined(value, "\n", what);
  if (typeof value === "string" || isExpression(value)) return value;
  throw new UsageError(`${what} is a text or a list of texts, not ${shown(value)}.`);
};

/** The same where there has to be one. */
export const filledLines: ReadInput = (value, what) => {
  const read = lines(value, what);
  if (typeof read !== "string" || read.trim() !== "") return read;
  throw new UsageError(`${what} is empty.`);
};

export function joined(list: readonly unknown[], separator: string, what: string): string {
  return list
    .map((item, index) => String(filledText(item, what.replace(/`$/, `[${index}]$&`))))
    .join(separator);
}

/** From `least` on, up to `most` where that is given. */
export function wholeNumber(least: number, most: number = Number.MAX_SAFE_INTEGER): ReadInput {
  return (value, what) => {
    if (isExpression(value)) return value;
    const isNumber = typeof value === "number" && Number.isInteger(value);
    if (isNumber && value >= least && value <= most) return value;
    const range =
      most === Number.MAX_SAFE_INTEGER ? `, ${least} or above` : ` from ${least} to ${most}`;
    throw new UsageError(`${what} is a whole number${range}, not ${shown(value)}.`);
  };
}

export function oneOf(...choices: readonly (string | boolean)[]): ReadInput {
  const texts = choices.filter((choice) => typeof choice === "string");
  const flags = choices.filter((choice) => typeof choice === "boolean").map(String);
  return (value, what) => {
    if (isExpression(value)) return value;
    const choice = choices.find((each) => each === value);
    if (choice !== undefined) return choice;
    const names = [...flags, quotedList(texts, "or")].join(", ");
    throw new UsageError(`${what} is ${names}, or a reference, not ${shown(value)}.`);
  };
}
