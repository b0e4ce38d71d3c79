/** Steps by the functions for their actions: `checkout({ fetchDepth: 0 })`. */
import { inputOf, ownInputs, type SetupAction } from "../../../steps/setup-action.ts";
import { setupActions } from "../../../steps/setup/setup-actions.ts";
import { filledText } from "../../../steps/input-table.ts";
import { callWith, object, type Plan, type PlanObject } from "../../../typescript/plan.ts";
import { majorNumberOf } from "../../../workflow/pins/action-version.ts";
import { textOf, type YamlMapping } from "../../read-workflow.ts";
import type { At } from "../at.ts";
import { inputValue } from "./input-value.ts";
import type { ActionUse } from "./action-use.ts";

/** Undefined where the action has no function, or the function has no option for one of its inputs. */
export function setupPlan(use: ActionUse, at: At): Plan | undefined {
  const action = setupActions.find((it) => it.action === use.action);
  if (action === undefined) return undefined;
  const inputs = withOwnInputs(action, use);
  const options = inputs && optionPlans(action, inputs, at);
  if (options === undefined || !hasNeeded(action, options)) return undefined;
  const all = object({ ...use.options, ...options });
  const version = versionPlan(action, use.inputs, at);
  if (version !== undefined) return callWith(action.call, [version], all);
  const isGiven = versionInputs(action).some((input) => use.inputs[input] !== undefined);
  const isNeeded = action.version !== undefined && !hasNoArguments(action, all);
  return isGiven || isNeeded ? undefined : callWith(action.call, [], all);
}

/** Without a version nothing may stand behind it. */
function hasNoArguments({ optionalVersion }: SetupAction, options: PlanObject): boolean {
  return optionalVersion === true && Object.keys(options.entries).length === 0;
}

/**
 * What the action does by itself and the function does not has to be said. Undefined where nobody knows what the action does.
 */
function withOwnInputs(
  action: SetupAction,
  { release, inputs }: ActionUse,
): YamlMapping | undefined {
  const { ownDefaults = {}, decidedBy } = action;
  if (decidedBy !== undefined && inputs[decidedBy] !== undefined) return inputs;
  const own = ownInputs(action, majorNumberOf(release.replace(/^.*#\s*/, "")));
  const options = Object.entries(ownDefaults);
  if (options.some(([option]) => own[inputOf(action, option)] === undefined)) return undefined;
  const said = options.flatMap(([option, value]) => {
    const input = inputOf(action, option);
    // The function does the opposite by itself.
    const wanted = inputs[input] ?? own[input] ?? value;
    return textOf(wanted) === String(!value) ? [] : [[input, wanted] as const];
  });
  const names = options.map(([option]) => inputOf(action, option));
  const others = Object.entries(inputs).filter(([input]) => !names.includes(input));
  return Object.fromEntries([...others, ...said]);
}

function optionPlans(
  action: SetupAction,
  inputs: YamlMapping,
  at: At,
): Readonly<Record<string, Plan>> | undefined {
  const { printedDefaults = {} } = action;
  const options = Object.entries(action.table);
  const versions = versionInputs(action);
  const plans: Record<string, Plan> = {};
  // The function prints them in any case.
  const printed = Object.keys(printedDefaults).map((option) => inputOf(action, option));
  if (printed.some((input) => inputs[input] === undefined)) return undefined;
  for (const [input, value] of Object.entries(inputs)) {
    if (versions.includes(input)) continue;
    const [option, read] = options.find(([name]) => inputOf(action, name) === input) ?? [];
    const plan = read && inputValue(read, value, at.scope);
    if (option === undefined || plan === undefined) return undefined;
    if (plan === printedDefaults[option]) continue;
    plans[option] = at.comments.on([...at.path, "with", input], plan);
  }
  return plans;
}

function versionInputs({ version }: SetupAction): readonly string[] {
  return version === undefined ? [] : [version, `${version}-file`];
}

/** The first argument: a version, or the file that says it. */
function versionPlan(action: SetupAction, inputs: YamlMapping, at: At): Plan | undefined {
  const given = versionInputs(action).filter((input) => inputs[input] !== undefined);
  const [input, second] = given;
  if (input === undefined || second !== undefined) return undefined;
  const text = inputValue(filledText, inputs[input] ?? "", at.scope);
  if (text === undefined || input === action.version) {
    return action.severalVersions === true && typeof text === "string" ? versionList(text) : text;
  }
  return object({ versionFile: text });
}

function versionList(text: string): Plan {
  const list = text.split("\n");
  return list.length > 1 && list.every((line) => /^\S+$/.test(line)) ? list : text;
}

/** A cache has a path and a key; uv has one version, whether as such or in a file. */
function hasNeeded({ call }: SetupAction, options: Readonly<Record<string, Plan>>): boolean {
  if (/cache$/i.test(call)) return options["path"] !== undefined && options["key"] !== undefined;
  return options["version"] === undefined || options["versionFile"] === undefined;
}
