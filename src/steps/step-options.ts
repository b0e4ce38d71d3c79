/** The options that every step takes. */
import type { Condition, Reference } from "../expression/build/algebra.ts";
import { numberText } from "../expression/analysis/number-expression.ts";
import { hasExpression, wholeExpression } from "../expression/language/template.ts";
import { idRule, isValidId } from "../github/name-rules.ts";
import { checkMapping, checkOptions } from "../problems/options.ts";
import { UsageError } from "../problems/usage-error.ts";
import { shown } from "../problems/wording.ts";
import {
  builtStep,
  isExpression,
  type PrintedExpression,
  type StepSettings,
  type StepValue,
  stepValues,
  type UsesStep,
} from "./step.ts";
import { checkVariableNames } from "./variable-names.ts";

/**
 * Options that every step has.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idsteps
 */
export interface StepOptions {
  /** What GitHub shows. Default: its command, or the name of its action. */
  readonly name?: string | Reference<string>;
  /**
   * For references to the step: its `get()`, `outcome` and `conclusion`, and `steps.<id>` in expressions. Default: none,
   * and what refers to the step is an error.
   */
  readonly id?: string;
  /**
   * Whether the step runs. Without a status function it also needs the success of all steps before it. A text is an
   * expression, with or without `${{ }}` around it. Default: `success()`.
   */
  readonly if?: string | Condition | PrintedExpression;
  /** Variables of the step, by their names. A value may be a `secret()`. Default: none. */
  readonly env?: Readonly<Record<string, StepValue>>;
  /** Whether the job goes on, and may succeed, when the step fails. Default: false. */
  readonly continueOnError?: boolean | Condition;
  /** The step fails after this time, in minutes. Default: the job's time. */
  readonly timeoutMinutes?: number | Reference<number>;
}

const stepOptionNames: readonly string[] = "name id if env continueOnError timeoutMinutes".split(
  " ",
);

/** Refuses options that a step does not have. */
export function checkStepOptions(options: unknown, names: readonly string[], caller: string): void {
  checkOptions(options, [...names, ...stepOptionNames], caller);
}

/**
 * A step that uses an action, with the inputs `settings`.
 *
 * @param references What texts in `settings` were made of. Those of `options` need not be named.
 */
export function actionStep<Known extends string = string>(
  action: string,
  settings: Readonly<Record<string, StepValue | undefined>>,
  options: StepOptions,
  caller: string,
  more: Pick<UsesStep, "ref" | "version" | "local" | "artifact"> = {},
  references: readonly unknown[] = [],
): UsesStep<Known> {
  const values = stepValues(settings, caller);
  return builtStep<UsesStep<Known>>(
    {
      kind: "action",
      action,
      ...more,
      with: Object.keys(values).length === 0 ? undefined : values,
      ...stepSettings(options, caller),
    },
    [...Object.values(settings), ...referencesIn(options), ...references],
  );
}

/** All values of the options in which a reference may stand. */
export function referencesIn({ env, ...others }: StepOptions): readonly unknown[] {
  return [...Object.values(others).flat(), ...Object.values(env ?? {})];
}

export function stepSettings(
  { name, id, if: condition, env = {}, continueOnError, timeoutMinutes }: StepOptions,
  caller: string,
): StepSettings {
  if (name !== undefined && !isExpression(name) && !isFilledText(name)) {
    throw new UsageError(`${caller}: the name of a step is a text, not ${shown(name)}.`);
  }
  if (condition !== undefined && !isExpression(condition) && !isFilledText(condition)) {
    throw new UsageError(`${caller}: \`if\` takes a condition, not ${shown(condition)}.`);
  }
  checkMapping(env, `${caller}: \`env\``);
  checkVariableNames(env, `${caller}: \`env\``);
  if (id !== undefined && !isValidId(id)) {
    throw new UsageError(`${caller}: the id ${shown(id)} is not valid. ${idRule}`);
  }
  return {
    name: name === undefined ? undefined : String(name),
    id,
    if:
      condition === undefined
        ? undefined
        : isExpression(condition)
          ? condition.expression
          : withoutBraces(condition, caller),
    env: Object.keys(env).length === 0 ? undefined : stepValues(env, caller),
    continueOnError: flagText(continueOnError, caller),
    timeoutMinutes: minutesText(timeoutMinutes, caller),
  };
}

function flagText(value: unknown, caller: string): boolean | string | undefined {
  if (value === undefined || typeof value === "boolean") return value;
  if (isExpression(value)) return String(value);
  throw new UsageError(
    `${caller}: \`continueOnError\` is true, false or a condition, not ${shown(value)}.`,
  );
}

/** Inputs, outputs and variables are texts, and GitHub takes no text for a number, as in `OptionReader.number()`. */
function minutesText(value: unknown, caller: string): number | string | undefined {
  if (value === undefined || (Number.isFinite(value) && Number(value) > 0)) {
    return value as number | undefined;
  }
  if (isExpression(value)) return numberText(value);
  throw new UsageError(
    `${caller}: \`timeoutMinutes\` is a number above 0 or a reference, not ${shown(value)}.`,
  );
}

function isFilledText(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}

/** Leaves an expression that cannot be read as it is: checkReadable() refuses it, and knows the place. */
function withoutBraces(condition: string, caller: string): string {
  let expression: string | undefined;
  try {
    expression =
      wholeExpression(condition.trim()) ?? (hasExpression(condition) ? undefined : condition);
  } catch {
    return condition;
  }
  if (expression !== undefined) return expression;
  // https://github.com/rhysd/actionlint/blob/main/docs/checks.md#if-cond-always-true
  throw new UsageError(
    `${caller}: \`if\` is ${shown(condition)}, a text with a value in it, which GitHub takes for true whatever the value is. Put \${{ }} around all of it, or leave it out.`,
  );
}
