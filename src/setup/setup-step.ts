/** The steps of a job before its task. They run only on GitHub: a local run uses the developer's own tools. */

import { hasExpression } from "../expression/language/template.ts";
import { checkList } from "../problems/options.ts";
import { UsageError } from "../problems/usage-error.ts";
import { shown } from "../problems/wording.ts";

/** What `setup` takes: a step of a workflow that uses an action or runs a command. */
export type SetupStep = ActionSetup | ShellSetup;

export interface ActionSetup extends StepSettings {
  readonly kind: "action";
  /** `owner/name` or `owner/name/folder`, without a version. */
  readonly action: string;
  /** The release or commit. Default: the release that recompose knows. */
  readonly ref?: string | undefined;
  /** The release of `ref`, if that is a commit. */
  readonly version?: string | undefined;
  readonly with?: SetupValues | undefined;
}

export interface ShellSetup extends StepSettings {
  readonly kind: "shell";
  readonly command: string;
}

export interface StepSettings {
  readonly name?: string | undefined;
  /** For later steps that read its outputs: `steps.<id>.outputs.<name>`. */
  readonly id?: string | undefined;
  /** An expression, without `${{ }}`. */
  readonly if?: string | undefined;
  readonly env?: SetupValues | undefined;
}

/** Literals, or texts with `${{ }}` in them. */
export type SetupValues = Readonly<Record<string, string | number | boolean>>;

/** A reference or a condition. */
export interface PrintedExpression {
  /** Without `${{ }}`. */
  readonly expression: string;
  /** With `${{ }}`. */
  toString(): string;
}

export type SetupValue = string | number | boolean | PrintedExpression;

/**
 * Removes settings without a value, and turns expressions into texts.
 *
 * @param owner The function that takes the settings, for the error: `cache()`.
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

export function isExpression(value: unknown): value is PrintedExpression {
  return (
    typeof value === "object" &&
    typeof (value as Partial<PrintedExpression> | null)?.expression === "string"
  );
}

export function actionSetup(
  action: string,
  settings: Readonly<Record<string, SetupValue | undefined>>,
  owner: string,
): ActionSetup {
  const values = setupValues(settings, owner);
  return { kind: "action", action, with: Object.keys(values).length === 0 ? undefined : values };
}

/** The lines of an action's input as one text. A text stays as it is. */
export function joinLines(
  value: string | readonly string[] | undefined,
  what: string,
): string | undefined {
  if (value === undefined || typeof value === "string") return value;
  checkList(value, what);
  return value.join("\n");
}

/** Whether a step has no expressions, id or condition to check. Callers without types may pass anything. */
export function isPlainStep(step: SetupStep | null | undefined): boolean {
  if (step?.kind !== "action" && step?.kind !== "shell") return false;
  return step.id === undefined && step.if === undefined && valuesOfStep(step).every(isPlainValue);
}

/** The name of a step, and the names and values in its `env` and `with`. */
export function valuesOfStep(step: SetupStep): readonly unknown[] {
  const { name = "", env = {}, with: settings = {} } = step as Partial<ActionSetup>;
  return [name, ...Object.entries(env).flat(), ...Object.entries(settings).flat()];
}

function isPlainValue(value: unknown): boolean {
  if (typeof value === "string") return !hasExpression(value);
  return typeof value === "boolean" || Number.isFinite(value);
}

/** GitHub ignores the case of owners and repositories. */
export function isCheckoutAction(action: string): boolean {
  return action.toLowerCase() === "actions/checkout";
}
