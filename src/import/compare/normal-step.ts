/** A step in one form for all that GitHub reads alike. */
import type { YamlValue } from "../../model/workflow.ts";
import { mappingOf, textOf, type YamlMapping } from "../read-workflow.ts";
import { defined } from "./normal-events.ts";
import {
  mapValues,
  normalCondition,
  normalValue,
  normalValues,
  scalarText,
} from "./normal-text.ts";

export function normalStep(step: YamlMapping): YamlMapping {
  const {
    if: condition,
    env,
    with: inputs,
    "continue-on-error": tolerant,
    uses,
    run,
    name,
    ...others
  } = step;
  return defined({
    ...mapValues(others, normalValue),
    name: name === undefined ? undefined : scalarText(name),
    if: condition === undefined ? undefined : normalCondition(condition),
    env: normalValues(env),
    uses,
    run: run === undefined ? undefined : scalarText(run),
    with: normalInputs(uses, inputs),
    "continue-on-error":
      tolerant === undefined || tolerant === false ? undefined : normalValue(tolerant),
  });
}

/** Inputs of actions that are what the action takes without them: action.yml of each. */
const usualInputs: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  // https://github.com/actions/checkout/blob/main/action.yml
  "actions/checkout": { "persist-credentials": "true" },
};

function normalInputs(
  uses: YamlValue | undefined,
  inputs: YamlValue | undefined,
): YamlValue | undefined {
  const values = mappingOf(normalValues(inputs));
  if (values === undefined) return normalValues(inputs);
  const [action = ""] = textOf(uses ?? "")
    .toLowerCase()
    .split("@");
  const usual = Object.hasOwn(usualInputs, action) ? usualInputs[action] : undefined;
  const others = Object.entries(values).filter(([name, value]) => usual?.[name] !== value);
  return others.length === 0 ? undefined : Object.fromEntries(others);
}
