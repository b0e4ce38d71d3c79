/**
 * What a job does before its task: check out the repository, put tools on the PATH.
 * Setup steps are part of the generated workflow only; locally a developer's own tools are used.
 */

import { hasExpression } from "../expression/language/template.ts";
import { checkList } from "../problems/options.ts";
import { UsageError } from "../problems/usage-error.ts";
import { shown } from "../problems/wording.ts";

/** What `setup` takes: one step of a workflow, that uses an action or runs a command. */
export type SetupStep = ActionSetup | ShellSetup;

export interface ActionSetup extends StepSettings {
  readonly kind: "action";
  /** `owner/name`, or `owner/name/folder`, without a version: generated workflows pin it. */
  readonly action: string;
  /** The release or commit that was asked for; where none is, the one that recompose knows. */
  readonly ref?: string | undefined;
  /** The release that `ref` is, where that is a commit. */
  readonly version?: string | undefined;
  readonly with?: SetupValues | undefined;
}

export interface ShellSetup extends StepSettings {
  readonly kind: "shell";
  readonly command: string;
}

/** What both kinds may have. */
export interface StepSettings {
  readonly name?: string | undefined;
  /** By which later steps read its outputs: `steps.<id>.outputs.<name>`. */
  readonly id?: string | undefined;
  /** An expression, without `${{ }}`. */
  readonly if?: string | undefined;
  readonly env?: SetupValues | undefined;
}

/** Literals, or texts with `${{ }}` in them. */
export type SetupValues = Readonly<Record<string, string | number | boolean>>;

/** Anything that prints as an expression: a reference or a condition. */
export interface PrintedExpression {
  /** Without `${{ }}`. */
  readonly expression: string;
  /** With `${{ }}`. */
  toString(): string;
}

/** What a setting may be given as. */
export type SetupValue = string | number | boolean | PrintedExpression;

/**
 * The settings that have a value, as text where they are expressions.
 *
 * @param owner Who takes them, for the error: `cache()`.
 */
export function setupValues(
  settings: Readonly<Record<string, SetupValue | undefined>>,
  owner: string,
): Record<string, string | number | boolean> {
  const values: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(settings)) {
    if (value === undefined) continue;
    if (isExpression(value)) values[name] = String(value);
    else if (typeof value === "string" || typeof value === "boolean" || Number.isFinite(value)) {
      values[name] = value;
    } else {
      throw new UsageError(
        `${owner}: ${JSON.stringify(name)} is a text, a number, true, false or a reference, not ${shown(value)}.`,
      );
    }
  }
  return values;
}

/** For callers without types, who may give anything. */
export function isExpression(value: unknown): value is PrintedExpression {
  return (
    typeof value === "object" &&
    typeof (value as Partial<PrintedExpression> | null)?.expression === "string"
  );
}

/** A step with an action, without the parts that are empty. */
export function actionSetup(
  action: string,
  settings: Readonly<Record<string, SetupValue | undefined>>,
  owner: string,
): ActionSetup {
  const values = setupValues(settings, owner);
  return { kind: "action", action, ...(Object.keys(values).length === 0 ? {} : { with: values }) };
}

/** Lines of one input of an action, from a list or from a text that has them already. */
export function lines(
  value: string | readonly string[] | undefined,
  what: string,
): string | undefined {
  if (value === undefined || typeof value === "string") return value;
  checkList(value, what);
  return value.join("\n");
}

/** Whether there is nothing to be read in a step: for callers without types, it may be anything. */
export function isPlainStep(step: SetupStep | null | undefined): boolean {
  if (step?.kind !== "action" && step?.kind !== "shell") return false;
  const { id, if: condition, name = "", env = {}, with: given = {} } = step as Partial<ActionSetup>;
  const values = [name, ...Object.entries(env).flat(), ...Object.entries(given).flat()];
  return id === undefined && condition === undefined && values.every(isPlainValue);
}

function isPlainValue(value: unknown): boolean {
  if (typeof value === "string") return !hasExpression(value);
  return typeof value === "boolean" || Number.isFinite(value);
}

/** GitHub compares owners and repositories without regard to case. */
export function isCheckoutAction(action: string): boolean {
  return action.toLowerCase() === "actions/checkout";
}
