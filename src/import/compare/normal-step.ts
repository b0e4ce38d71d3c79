/** A step in one form for all that GitHub reads alike. */
import type { YamlValue } from "../../model/workflow.ts";
import { ownInputs } from "../../steps/setup-action.ts";
import { setupActionOf } from "../../steps/setup/setup-actions.ts";
import { majorNumberOf } from "../../workflow/pins/action-version.ts";
import { withoutLastBreak } from "../commands/one-line.ts";
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
    if: normalCondition(condition),
    env: normalValues(env),
    uses,
    run:
      run === undefined
        ? undefined
        : scalarText(typeof run === "string" ? withoutLastBreak(run) : run),
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
  const name = textOf(uses ?? "");
  const usual = usualInputs(name, releases);
  const others = Object.entries(values)
    .map(([input, value]) => [input, isTrimmed(name) ? trimmed(value) : value] as const)
    .filter(([input, value]) => usual[input] === undefined || String(usual[input]) !== value);
  return others.length === 0 ? undefined : Object.fromEntries(others);
}

/**
 * Whether an action leaves out the white space around its inputs, as `getInput` does in
 * https://github.com/actions/toolkit/blob/main/packages/core/src/core.ts. Those that have functions read them with it.
 */
function isTrimmed(uses: string): boolean {
  const [name = ""] = uses.toLowerCase().split("@");
  return setupActionOf(name) !== undefined || /^actions\/(?:up|down)load-artifact$/.test(name);
}

function trimmed(value: YamlValue): YamlValue {
  return typeof value === "string" ? value.trim() : value;
}

/** What an action takes for inputs that are not there. */
function usualInputs(uses: string, releases: Releases): Readonly<Record<string, boolean>> {
  const [name = "", ref = ""] = uses.split("@");
  const action = setupActionOf(name);
  return action === undefined ? {} : ownInputs(action, majorNumberOf(releases.get(uses) ?? ref));
}
