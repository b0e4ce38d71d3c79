/** Checks of an automation's inputs as the form that GitHub shows for `workflow_dispatch`. */
import { checkInputNames } from "../../inputs/check-declaration.ts";
import type { Inputs } from "../../inputs/input.ts";
import { formatNumber } from "../../expression/language/number.ts";
import { hasExpression } from "../../expression/language/template.ts";
import { at, DeclarationError, type Place } from "../place.ts";
import type { Trigger } from "./trigger.ts";
import { mostInputs } from "../../github/limits.ts";

/**
 * Where a call leaves out a number, GitHub takes the default as a number, and writes it with 15 digits wherever it is
 * used (`G15` in NumberToken and ExpressionUtility.cs of actions/runner). A form has the default as a text.
 */
export function checkCallInputs(inputs: Inputs, triggers: readonly Trigger[], place: Place): void {
  if (!triggers.some(({ event }) => event === "workflow_call")) return;
  for (const [name, { default: value }] of Object.entries(inputs)) {
    if (typeof value !== "number" || Number(formatNumber(value)) === value) continue;
    throw new DeclarationError(
      place,
      `the input ${JSON.stringify(name)} has the default ${value}, of which GitHub keeps 15 digits in a workflow that is called: its job would get ${formatNumber(value)}. Give it a number with fewer digits, or make it a text.`,
      [`${name}: stringInput({ default: "${value}" })`],
    );
  }
}

export function checkInputCount(inputs: Inputs, triggers: readonly Trigger[], place: Place): void {
  const count = Object.keys(inputs).length;
  if (count <= mostInputs || !triggers.some(({ event }) => event === "workflow_dispatch")) return;
  throw new DeclarationError(
    place,
    `there are ${count} inputs; GitHub allows ${mostInputs} for a workflow that is started by hand.`,
    ["on: onWorkflowCall(), for a workflow that others call, which may have more"],
  );
}

export function checkDispatchInputs(inputs: Inputs, place: Place): void {
  // One with the name of a run option has another flag: src/cli/flags/automation-input-flags.ts.
  at(place, () => checkInputNames(inputs, "its inputs", []));
  const entries = Object.entries(inputs);
  for (const [name, input] of entries) {
    const { description, default: value, choices = [] } = input;
    const text = [description, value, ...choices].find(
      (each) => typeof each === "string" && hasExpression(each),
    );
    if (text !== undefined) {
      throw new DeclarationError(
        place,
        `the input ${JSON.stringify(name)} has ${JSON.stringify(text)}: GitHub shows the form before it knows any value, and takes no expression there.`,
      );
    }
    if (input.kind === "artifact" || input.kind === "rest") {
      throw new DeclarationError(
        place,
        `the input ${JSON.stringify(name)} is ${input.kind === "rest" ? "a list of arguments" : "an artifact"}, which nobody can give in a form. Its job can have it, from another job.`,
      );
    }
  }
}
