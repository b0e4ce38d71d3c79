/** Checks the inputs that a task or an automation declares. */
import { isValidName, nameRule } from "../github/name-rules.ts";
import { UsageError } from "../problems/usage-error.ts";
import { didYouMean, quotedList } from "../problems/wording.ts";
import { checkValue } from "./check.ts";
import { flagName } from "./flag.ts";
import type { Input, Inputs } from "./input.ts";

/** Options that every task has. No input of one may have the same name. */
const taskOptions: readonly string[] = ["help", "debug", "color", "no-color", "json"];

/**
 * Checks that each input has an option of its own on the command line.
 *
 * @param options The other options of the command, where they may not have the name of an input.
 */
export function checkInputNames(
  inputs: Inputs,
  owner: string,
  options: readonly string[] = taskOptions,
): void {
  const flags = new Map<string, string>();
  for (const [name, input] of Object.entries(inputs)) {
    if (typeof (input as Partial<Input> | undefined | null)?.kind !== "string") {
      throw new UsageError(
        `${owner}: the input ${JSON.stringify(name)} is not an input: it is what stringInput() or another input function returns.`,
        [`${name}: stringInput()`],
      );
    }
    checkChoicesAndDefault(input, name, owner);
    if (!isValidName(name) || flagName(name) === "") {
      throw new UsageError(
        `${owner}: the input name ${JSON.stringify(name)} is not valid: ${nameRule}`,
      );
    }
    if (input.kind === "rest") continue;
    const flag = flagName(name);
    if (options.includes(flag)) {
      throw new UsageError(
        `${owner}: the input ${JSON.stringify(name)} would be --${flag}, which every command of its kind has. Rename the input.`,
      );
    }
    const other = flags.get(flag);
    if (other !== undefined) {
      throw new UsageError(
        `${owner}: the inputs ${JSON.stringify(other)} and ${JSON.stringify(name)} would both be --${flag}. Rename one of them.`,
      );
    }
    flags.set(flag, name);
  }
  const restNames = Object.keys(inputs).filter((name) => inputs[name]?.kind === "rest");
  if (restNames.length > 1) {
    throw new UsageError(
      `${owner}: ${quotedList(restNames)} would both take what follows "--". Keep one restInput.`,
    );
  }
  for (const [flag, name] of flags) {
    const negation = inputs[name]?.kind === "boolean" ? flags.get(`no-${flag}`) : undefined;
    if (negation !== undefined) {
      throw new UsageError(
        `${owner}: --no-${flag} would be both the input ${JSON.stringify(negation)} and the negation of ${JSON.stringify(name)}. Rename one of them.`,
      );
    }
  }
}

function checkChoicesAndDefault(input: Input, name: string, owner: string): void {
  const { kind, choices = [], default: value } = input;
  const label = `${owner}: the input ${JSON.stringify(name)}`;
  if (kind === "choice") checkChoices(choices, label);
  if (value === undefined) return;
  if (kind !== "choice") {
    checkValue(input, name, value, `${owner}, default`);
  } else if (!choices.includes(String(value))) {
    throw new UsageError(
      `${label} has the default ${JSON.stringify(String(value))}, which is not one of its choices. They are ${quotedList(choices)}.${didYouMean(String(value), choices)}`,
    );
  }
}

function checkChoices(choices: readonly unknown[], label: string): void {
  if (choices.length === 0) {
    throw new UsageError(`${label} has no choices. Give it some: choiceInput(["a", "b"]).`);
  }
  for (const choice of choices) {
    if (typeof choice !== "string" || choice === "") {
      throw new UsageError(
        `${label} has the choice ${JSON.stringify(choice)}; choices are strings, and not empty.`,
      );
    }
  }
  const twice = choices.find((choice, index) => choices.indexOf(choice) !== index);
  if (twice !== undefined) {
    throw new UsageError(`${label} has the choice ${JSON.stringify(twice)} twice.`);
  }
}
