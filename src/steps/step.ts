/** The steps of a job, as the functions for them return them. */
import type { Condition, Reference } from "../expression/build/algebra.ts";
import { hasExpression } from "../expression/language/template.ts";
import { sameKeys } from "../github/name-rules.ts";
import { UsageError } from "../problems/usage-error.ts";
import { shown } from "../problems/wording.ts";
import type { ArtifactReference } from "./artifacts/artifact-reference.ts";
import { outputOfStep, resultOfStep } from "./step-reference.ts";

/** How a step ended. https://docs.github.com/en/actions/reference/workflows-and-actions/contexts#steps-context */
export type StepResult = "success" | "failure" | "cancelled" | "skipped";

/**
 * A step of a job. Later steps of the job, and the job's `outputs`, refer to it.
 *
 * `Output` and `ArtifactName` are what a task in it puts out for the job, `Known` the outputs that `get` knows.
 */
export interface Step<
  Output extends string = never,
  ArtifactName extends string = never,
  Known extends string = string,
> {
  /**
   * An output of the step, for a step or an output of its job. A step without an `id` has none: it throws a UsageError.
   */
  get(output: Known): Reference<string>;
  /** How the step ended, before its `continueOnError`. */
  readonly outcome: Reference<StepResult>;
  /** How the step ended, after its `continueOnError`: a failure that it tolerates is a success. */
  readonly conclusion: Reference<StepResult>;
  /** Never present at run time: it carries the types. */
  readonly produces?: { readonly output: Output; readonly artifact: ArtifactName };
}

/** A step that uses an action or runs a command: what `setup` takes. */
export type SetupStep = UsesStep | ShellStep;

/** A step that uses an action. `Known` are the outputs that `get` knows. */
export interface UsesStep<Known extends string = string>
  extends Step<never, never, Known>, StepSettings {
  /** Tells it from a step that runs a command. */
  readonly kind: "action";
  /** `owner/name` or `owner/name/folder`, without a version. */
  readonly action: string;
  /** The release or commit. Undefined for the release that recompose knows. */
  readonly ref?: string | undefined;
  /** The release of `ref`, if that is a commit. */
  readonly version?: string | undefined;
  /** Inputs of the action, by its own names for them. */
  readonly with?: StepValues | undefined;
  /** The artifact that it downloads. Its name is known when all jobs are declared. */
  readonly artifact?: ArtifactReference | undefined;
  /** What stands in for the action on this machine. */
  readonly local?: LocalStandIn | undefined;
}

/** What stands in for an action: a task, the outputs that the action would have, or nothing. */
export type LocalStandIn =
  | {
      /** What a task has: give the task itself. */
      readonly definition: {
        /** The task's name. */
        readonly name: string;
        /** The task's inputs, none of which is required: nobody gives them here. Default: none. */
        readonly inputs?: Readonly<Record<string, OptionalInput>>;
      };
    }
  | {
      /** The outputs of the action, by their names in its `action.yml`. */
      readonly outputs: Readonly<Record<string, string>>;
    }
  | "skip";

interface OptionalInput {
  /** Whether every caller has to give it. */
  readonly required: false;
}

/** A step that runs a command. */
export interface ShellStep extends Step, StepSettings {
  /** Tells it from a step that uses an action. */
  readonly kind: "shell";
  /** What the shell gets. Line breaks stay as they are. */
  readonly command: string;
  /** The shell, if the step says one: as in `ShellOptions`. */
  readonly shell?: string | undefined;
  /** Relative to the top of the repository, if the step says one. */
  readonly workingDirectory?: string | undefined;
  /** `skip` where a local run does not run the command. */
  readonly local?: "skip" | undefined;
  /** Whether the command installs a tool: a local run leaves it out, because it uses the developer's own. */
  readonly setsUpTool?: boolean;
}

/** What all steps may have. */
export interface StepSettings {
  /** What GitHub shows. */
  readonly name?: string | undefined;
  /** For `steps.<id>` in expressions. */
  readonly id?: string | undefined;
  /** An expression, without `${{ }}`. */
  readonly if?: string | undefined;
  /** Variables of the step, by their names. */
  readonly env?: StepValues | undefined;
  /** A text is an expression in `${{ }}`. */
  readonly continueOnError?: boolean | string | undefined;
  /** In minutes. A text is an expression in `${{ }}`. */
  readonly timeoutMinutes?: number | string | undefined;
}

/** Literals, or texts with `${{ }}` in them. */
export type StepValues = Readonly<Record<string, string | number | boolean>>;

/** A reference or a condition. */
export interface PrintedExpression {
  /** Without `${{ }}`. */
  readonly expression: string;
  /** With `${{ }}`. */
  toString(): string;
}

export type StepValue = string | number | boolean | PrintedExpression;

/** What stands in a step, and the references that it was made of: their texts do not tell where they may stand. */
export class BuiltStep {
  readonly #references: readonly PrintedExpression[];

  constructor(definition: object, values: readonly unknown[]) {
    Object.assign(this, definition);
    this.#references = values.filter(isExpression);
    // What the functions for steps have checked stays as it is.
    Object.freeze(this);
  }

  get(output: string): Reference<string> {
    return outputOfStep(this, output);
  }

  get outcome(): Reference<StepResult> {
    return resultOfStep(this, "outcome");
  }

  get conclusion(): Reference<StepResult> {
    return resultOfStep(this, "conclusion");
  }

  /** A copy of a step, or an object like one, has not been checked by the functions for steps. */
  static isBuilt(step: object): step is BuiltStep {
    return #references in step;
  }

  static referencesIn(step: object): readonly PrintedExpression[] {
    return #references in step ? step.#references : [];
  }

  [Symbol.toPrimitive](): never {
    throw new UsageError(
      "a step is not a text. Use one of its outputs with get(), or its outcome or conclusion.",
    );
  }
}

export function builtStep<Built extends object>(
  definition: Omit<Built, keyof Step>,
  values: readonly unknown[] = [],
): Built {
  return new BuiltStep(definition, values) as unknown as Built;
}

/** In JavaScript `object.__proto__ = value` adds no property, so the value would be lost on the way. */
const noName = '"__proto__", which JavaScript does not take for the name of a value.';

/**
 * Removes settings without a value, and turns expressions into texts.
 *
 * @param owner The function that takes the settings, for the error: `cache()`.
 */
export function stepValues(
  settings: Readonly<Record<string, StepValue | Condition | undefined>>,
  owner: string,
): Record<string, string | number | boolean> {
  const values: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(settings)) {
    if (value === undefined) continue;
    if (name === "__proto__") throw new UsageError(`${owner} has ${noName}`);
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

/** Whether a function for steps made it. Callers without types may pass anything. */
export function isSetupStep(step: unknown): step is SetupStep {
  const kind = (step as Partial<SetupStep> | null | undefined)?.kind;
  return (kind === "action" || kind === "shell") && BuiltStep.isBuilt(step as object);
}

/** Whether a step has no expressions, id or condition to check. */
export function isPlainStep(step: SetupStep | null | undefined): boolean {
  if (!isSetupStep(step)) return false;
  const { env = {}, with: settings = {}, artifact } = step as Partial<UsesStep>;
  return (
    step.id === undefined &&
    artifact === undefined &&
    step.if === undefined &&
    sameKeys(Object.keys(env)) === undefined &&
    sameKeys(Object.keys(settings)) === undefined &&
    valuesOfStep(step).every(isPlainValue)
  );
}

/** What of a step may have expressions, but for its `if`: the texts of its settings, and all of its `env` and `with`. */
export function valuesOfStep(step: SetupStep): readonly unknown[] {
  const { env = {}, with: settings = {} } = step as Partial<UsesStep>;
  const { command, workingDirectory } = step as Partial<ShellStep>;
  const { name, continueOnError, timeoutMinutes } = step;
  const own = [name, continueOnError, timeoutMinutes, command, workingDirectory];
  return [...own, ...Object.entries(env).flat(), ...Object.entries(settings).flat()];
}

function isPlainValue(value: unknown): boolean {
  if (typeof value === "string") return value.isWellFormed() && !hasExpression(value);
  return value === undefined || typeof value === "boolean" || Number.isFinite(value);
}

/** GitHub ignores the case of owners and repositories. */
export function isCheckoutAction(action: string): boolean {
  return action.toLowerCase() === "actions/checkout";
}
