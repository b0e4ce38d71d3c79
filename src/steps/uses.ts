/** Steps that use any action. */
import { hasExpression } from "../expression/language/template.ts";
import { checkMapping } from "../problems/options.ts";
import { UsageError } from "../problems/usage-error.ts";
import { shown } from "../problems/wording.ts";
import type { ActionValue } from "./actions/action-values.ts";
import type { ActionName, InputsOf, OutputsOf } from "./actions/known-actions.ts";
import { joined, type TextValue } from "./input-table.ts";
import { actionStep, checkStepOptions, type StepOptions } from "./step-options.ts";
import { isCheckoutAction, type LocalStandIn, type StepValue, type UsesStep } from "./step.ts";

interface LocalOption extends StepOptions {
  /**
   * What stands in for the action on this machine: a task, which runs in its place and whose outputs are the step's; the
   * outputs that it would have; or `"skip"`, for an action without effect on the result. Default: the action is left
   * out, and what rests on its outputs is not known here.
   */
  readonly local?: LocalStandIn;
}

interface InputsOption<Inputs> {
  /** The action's inputs. A value may be a `secret()`; the texts of a list stand on a line each. Default: none. */
  readonly with?: Inputs;
}

/** The options of a step that uses `Action`. Those of a known action have its inputs, and `with` where it needs one. */
export type UsesOptions<Action extends string = string> = LocalOption &
  (NoInputs extends InputsOf<Action>
    ? InputsOption<InputsOf<Action>>
    : Required<InputsOption<InputsOf<Action>>>);

type NoInputs = Readonly<Record<never, never>>;

/** Options that have to be given may not be left out. */
type UsesArguments<Action extends string> =
  NoInputs extends InputsOf<Action>
    ? [options?: UsesOptions<Action>]
    : [options: UsesOptions<Action>];

const actionPattern =
  /^((?!\.{1,2}\/)[\w.-]+\/[\w.-]+(?:\/[\w./-]+)?)(?:@([\w./+-]+))?(?:\s+#\s*(v?\d[\w.+-]*))?$/;
/** A folder of this repository, or an image. `$/` also works in workflows that other repositories call. */
const localPattern = /^(?:(?:\.|\$)\/(?:\S(?:.*\S)?)?|docker:\/\/\S+)$/;

/**
 * A step that uses a release (`@v3`, `@v3.1.0`) or a commit (`@8f4b… # v3.1.0`) of an action. `pins --update` replaces a
 * release by its commit in the generated file.
 *
 * The names and values of `with` are checked for known actions, by their major version: those that come with recompose, and
 * those of `./run actions add OWNER/NAME`. `uses<string>(…)` checks nothing.
 *
 * @throws UsageError for what does not name an action.
 * @example uses("docker/login-action@v4", { with: { registry: "ghcr.io" } })
 */
export function uses<Action extends ActionName>(
  action: Action,
  ...given: UsesArguments<Action>
): UsesStep<OutputsOf<Action>> {
  const options: UsesOptions = given[0] ?? {};
  checkStepOptions(options, ["with", "local"], "uses()");
  if (typeof action === "string" && hasExpression(action)) {
    throw new UsageError(
      `uses(): ${shown(action)} has an expression, and GitHub reads the name of an action before it knows any value.`,
    );
  }
  const [, name, ref, version] = localPattern.test(action)
    ? ["", action]
    : (actionPattern.exec(action) ?? []);
  if (name === undefined || typeof action !== "string") {
    throw new UsageError(
      `uses(): ${shown(action)} is not an action: it is "owner/name@ref", "./folder", "$/folder" or "docker://image".`,
    );
  }
  // https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_iduses
  if (/\/\.github\/workflows\/[^/]+\.ya?ml$/i.test(name)) {
    throw new UsageError(
      `uses(): ${shown(action)} is a workflow, which is no step: a job calls it in place of its steps, with call().`,
      [`call(${JSON.stringify(action)}, { inputs: { … } })`],
    );
  }
  const settings = options.with ?? {};
  checkMapping(settings, "uses(): `with`");
  const { local } = options;
  if (local !== undefined) checkStandIn(local);
  const inputs = Object.entries(settings).map(([key, value]): [string, StepValue] => [
    key,
    isList(value) ? joined(value, "\n", `uses(): \`with.${key}\``) : value,
  ]);
  // As in checkout(): all commands of the job could read a token in .git/config.
  const safe = isCheckoutAction(name) ? { "persist-credentials": false } : {};
  return actionStep(
    name,
    { ...safe, ...Object.fromEntries(inputs) },
    options,
    "uses()",
    { ref, version, local },
    Object.values(settings).flat(),
  );
}

interface LocalTask {
  readonly name: string;
  readonly inputs?: Readonly<Record<string, { readonly required: boolean }>>;
}

function isList(value: ActionValue): value is readonly TextValue[] {
  return Array.isArray(value);
}

function checkStandIn(local: unknown): void {
  if (local === "skip") return;
  const { definition, outputs } = (local ?? {}) as {
    readonly definition?: unknown;
    readonly outputs?: unknown;
  };
  if (typeof definition === "object" && definition !== null) {
    const { name, inputs = {} } = definition as LocalTask;
    const required = Object.keys(inputs).find((input) => inputs[input]?.required === true);
    if (required === undefined) return;
    throw new UsageError(
      `uses(): the task ${JSON.stringify(name)} of \`local\` needs the input ${JSON.stringify(required)}, which nobody gives it there.`,
    );
  }
  if (outputs === undefined) {
    throw new UsageError(
      `uses(): \`local\` is a task, { outputs: { … } } or "skip", not ${shown(local)}.`,
    );
  }
  checkMapping(outputs, "uses(): `local.outputs`");
  for (const [name, value] of Object.entries(outputs as object)) {
    if (typeof value === "string") continue;
    throw new UsageError(
      `uses(): the output ${JSON.stringify(name)} of \`local\` is a text, as all outputs are, not ${shown(value)}.`,
    );
  }
}
