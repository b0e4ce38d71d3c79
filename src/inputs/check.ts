/** Checks values from code, for callers without types. */
import { ownValue } from "../problems/own-value.ts";
import { UsageError } from "../problems/usage-error.ts";
import { didYouMean, quotedList, shown } from "../problems/wording.ts";
import { Artifact } from "./artifact.ts";
import type { Input, Inputs } from "./input.ts";
import type { ResolvePath } from "./read.ts";

/**
 * Checks that all names are declared, and that no required one is missing.
 *
 * @param owner For the message: `task "test"`.
 */
export function checkArgumentNames(
  inputs: Inputs,
  values: Readonly<Record<string, unknown>>,
  owner: string,
): void {
  const names = Object.keys(inputs);
  for (const name of Object.keys(values)) {
    if (Object.hasOwn(inputs, name)) continue;
    throw new UsageError(
      `${owner} has no input ${JSON.stringify(name)}. Its inputs are ${quotedList(names)}.${didYouMean(name, names)}`,
    );
  }
  for (const [name, input] of Object.entries(inputs)) {
    if (!input.required || ownValue(values, name) !== undefined) continue;
    throw new UsageError(`${owner} needs the input ${JSON.stringify(name)}.`);
  }
}

/** @throws UsageError unless `value` is of the input's type. */
export function checkValue(input: Input, name: string, value: unknown, owner: string): void {
  const type = typeProblem(input, value);
  if (type === undefined) return;
  throw new UsageError(
    `${owner}: the input ${JSON.stringify(name)} is ${type}, not ${shown(value)}.`,
  );
}

/** The type of the input in words, if the value has another one. */
function typeProblem(input: Input, value: unknown): string | undefined {
  switch (input.kind) {
    case "string":
    case "environment":
      return typeof value === "string" ? undefined : "a string";
    case "boolean":
      return typeof value === "boolean" ? undefined : "true or false";
    case "number":
      return Number.isFinite(value) ? undefined : "a finite number";
    case "choice": {
      const choices = input.choices ?? [];
      const fits = typeof value === "string" && choices.includes(value);
      return fits ? undefined : `one of ${quotedList(choices, "or")}`;
    }
    case "artifact": {
      const fits = value instanceof Artifact || (typeof value === "string" && value !== "");
      return fits ? undefined : "the path of a file or folder";
    }
    case "rest": {
      const fits = Array.isArray(value) && value.every((item) => typeof item === "string");
      return fits ? undefined : "a list of strings";
    }
  }
}

/** Every declared input with its value, or its default where there is no value. */
export function completeInputs(
  inputs: Inputs,
  values: Readonly<Record<string, unknown>>,
  owner: string,
  resolvePath: ResolvePath,
): Record<string, unknown> {
  checkArgumentNames(inputs, values, owner);
  return Object.fromEntries(
    Object.entries(inputs).map(([name, input]) => {
      const value = ownValue(values, name);
      if (value === undefined) return [name, input.kind === "rest" ? [] : input.default];
      checkValue(input, name, value, owner);
      if (input.kind !== "artifact") return [name, value];
      const path = value instanceof Artifact ? value.path : value;
      return [name, new Artifact(resolvePath(path as string))];
    }),
  );
}
