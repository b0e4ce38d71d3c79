/**
 * What a job does before its task: check out the repository, put tools on the PATH.
 * Setup steps are part of the generated workflow only; locally a developer's own tools are used.
 */

/** What `setup` takes: one step of a workflow, that uses an action or runs a command. */
export type SetupStep = ActionSetup | ShellSetup;

export interface ActionSetup extends StepSettings {
  readonly kind: "action";
  /** `owner/name`, or `owner/name/folder`, without a version: generated workflows pin it. */
  readonly action: string;
  /** The release or commit that was asked for; where none is, the one that recompose knows. */
  readonly ref?: string;
  /** The release that `ref` is, where that is a commit. */
  readonly version?: string;
  readonly with?: SetupValues;
}

export interface ShellSetup extends StepSettings {
  readonly kind: "shell";
  readonly command: string;
}

/** What both kinds may have. */
export interface StepSettings {
  readonly name?: string;
  /** By which later steps read its outputs: `steps.<id>.outputs.<name>`. */
  readonly id?: string;
  /** An expression, without `${{ }}`. */
  readonly if?: string;
  readonly env?: SetupValues;
}

/** Literals, or texts with `${{ }}` in them. */
export type SetupValues = Readonly<Record<string, string | number | boolean>>;

/** Anything that prints as an expression: a reference or a condition. */
export interface Expression {
  /** Without `${{ }}`. */
  readonly expression: string;
  /** With `${{ }}`. */
  toString(): string;
}

/** What a setting may be given as. */
export type SetupValue = string | number | boolean | Expression;

/** The settings that have a value, as text where they are expressions. */
export function setupValues(
  settings: Readonly<Record<string, SetupValue | undefined>>,
): Record<string, string | number | boolean> {
  const values: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(settings)) {
    if (value === undefined) continue;
    values[name] = typeof value === "object" ? value.toString() : value;
  }
  return values;
}

/** A step with an action, without the parts that are empty. */
export function actionSetup(
  action: string,
  settings: Readonly<Record<string, SetupValue | undefined>>,
): ActionSetup {
  const values = setupValues(settings);
  return { kind: "action", action, ...(Object.keys(values).length === 0 ? {} : { with: values }) };
}

/** Whether the step brings the app's own repository, and with it the entry point. */
export function isCheckout(step: SetupStep): boolean {
  if (step.kind !== "action" || step.action !== "actions/checkout") return false;
  const { repository, path } = step.with ?? {};
  return repository === undefined || path === undefined;
}
