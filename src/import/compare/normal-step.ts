/** A step in one form for all that GitHub reads alike. */
import type { YamlValue } from "../../model/workflow.ts";
import { ownInputs } from "../../steps/setup-action.ts";
import { setupActions } from "../../steps/setup/setup-actions.ts";
import { majorOf } from "../../workflow/pins/action-version.ts";
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

function normalInputs(
  uses: YamlValue | undefined,
  inputs: YamlValue | undefined,
): YamlValue | undefined {
  const values = mappingOf(normalValues(inputs));
  if (values === undefined) return normalValues(inputs);
  const usual = usualInputs(textOf(uses ?? ""));
  const others = Object.entries(values).filter(
    ([name, value]) => usual[name] === undefined || String(usual[name]) !== value,
  );
  return others.length === 0 ? undefined : Object.fromEntries(others);
}

/** What an action takes for inputs that are not there. Not every release of an action does; of a commit nobody knows. */
function usualInputs(uses: string): Readonly<Record<string, boolean>> {
  const [name = "", ref = ""] = uses.split("@");
  const action = setupActions.find((it) => it.action === name.toLowerCase());
  if (action === undefined) return {};
  const { ownDefaultsSince = 0 } = action;
  const isKnown = ownDefaultsSince === 0 || Number(majorOf(ref) ?? 0) >= ownDefaultsSince;
  return isKnown ? ownInputs(action) : {};
}
