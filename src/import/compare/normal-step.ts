/** A step in one form for all that GitHub reads alike. */
import type { YamlValue } from "../../model/workflow.ts";
import { ownInputs } from "../../steps/setup-action.ts";
import { setupActionOf } from "../../steps/setup/setup-actions.ts";
import { majorNumberOf } from "../../workflow/pins/action-version.ts";
import { mappingOf, textOf, type YamlMapping } from "../read-workflow.ts";
import { defined } from "./normal-events.ts";
import {
  mapValues,
  normalCondition,
  normalValue,
  normalValues,
  scalarText,
} from "./normal-text.ts";

/** Of commits, by `owner/name@commit`. */
export type Releases = ReadonlyMap<string, string>;

export function normalStep(step: YamlMapping, releases: Releases = new Map()): YamlMapping {
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
    with: normalInputs(uses, inputs, releases),
    "continue-on-error":
      tolerant === undefined || tolerant === false ? undefined : normalValue(tolerant),
  });
}

function normalInputs(
  uses: YamlValue | undefined,
  inputs: YamlValue | undefined,
  releases: Releases,
): YamlValue | undefined {
  const values = mappingOf(normalValues(inputs));
  if (values === undefined) return normalValues(inputs);
  const usual = usualInputs(textOf(uses ?? ""), releases);
  const others = Object.entries(values).filter(
    ([name, value]) => usual[name] === undefined || String(usual[name]) !== value,
  );
  return others.length === 0 ? undefined : Object.fromEntries(others);
}

/** What an action takes for inputs that are not there. */
function usualInputs(uses: string, releases: Releases): Readonly<Record<string, boolean>> {
  const [name = "", ref = ""] = uses.split("@");
  const action = setupActionOf(name);
  return action === undefined ? {} : ownInputs(action, majorNumberOf(releases.get(uses) ?? ref));
}
