import type { Input, Inputs, ValueOf } from "../inputs/input.ts";
import { checkMapping, checkOptions } from "../problems/options.ts";
import { UsageError } from "../problems/usage-error.ts";
import { didYouMean, quotedList, shown } from "../problems/wording.ts";
import type { DescribedTask } from "../task/definition.ts";
import { type Automation, automation } from "./automation.ts";
import { job } from "./job/job.ts";
import { at, DeclarationError, type Place } from "./place.ts";
import { ownValue } from "../problems/own-value.ts";

/** Options of `makeDispatchable()`. */
export interface DispatchableOptions<I extends Inputs> {
  /** Inputs of the form that differ from the task's: another default, or choices. Default: the task's. */
  readonly inputs?: { readonly [Name in keyof I]?: Input<ValueOf<I[Name]>> };
  /** Default: the task's name. */
  readonly name?: string;
  /** What GitHub shows as the workflow's name. Default: `name`. */
  readonly title?: string;
}

/**
 * An automation that runs one task when somebody starts it by hand, with the task's inputs as the form.
 *
 * @throws UsageError for a task with an artifact among its inputs: nobody can give one in a form.
 * @example makeDispatchable(test, { inputs: { verbose: boolInput({ default: true }) } })
 */
export function makeDispatchable<I extends Inputs>(
  task: DescribedTask<I>,
  options: DispatchableOptions<I> = {},
): Automation {
  const definition = (task as Partial<DescribedTask<I>> | null | undefined)?.definition;
  if (definition === undefined) {
    throw new UsageError(`makeDispatchable() takes a task, not ${shown(task)}.`);
  }
  checkOptions(options, ["inputs", "name", "title"], "makeDispatchable()");
  const name = options.name ?? definition.name;
  const own: Inputs = definition.inputs ?? {};
  const overrides = (options.inputs ?? {}) as Inputs;
  const place = { automation: name, option: "inputs" };
  at(place, () => checkMapping(overrides, "it"));
  for (const [override, input] of Object.entries(overrides)) {
    const original = own[override];
    if (original !== undefined && Object.hasOwn(own, override)) {
      checkOverride(override, input, original, place);
      continue;
    }
    const names = Object.keys(own);
    throw new DeclarationError(
      place,
      `the task ${JSON.stringify(definition.name)} has no input ${JSON.stringify(override)}. Its inputs are ${quotedList(names)}.${didYouMean(override, names)}`,
    );
  }
  // A form has no field for the arguments after "--", and every task runs without them.
  const inputs = Object.fromEntries(
    Object.entries(own)
      .filter(([, input]) => input.kind !== "rest")
      .map(([input, original]) => [input, applyOverride(original, ownValue(overrides, input))]),
  );
  const result = automation({
    name,
    title: options.title,
    description: definition.description,
    inputs,
    jobs(references) {
      job(task as DescribedTask, { inputs: references as Readonly<Record<string, never>> });
    },
  });
  return { ...result, dispatches: definition.name };
}

/** Checks that the task takes every value of the form's input. */
function checkOverride(name: string, input: Input, original: Input, place: Place): void {
  const kinds = [original.kind, ...(original.kind === "string" ? ["choice", "environment"] : [])];
  const kind: unknown = (input as Partial<Input> | null | undefined)?.kind;
  if (typeof kind !== "string" || !kinds.includes(kind)) {
    throw new DeclarationError(
      place,
      `the input ${JSON.stringify(name)} of the task is a ${original.kind}, and cannot be ${typeof kind === "string" ? `a ${kind}` : shown(input)} here.`,
    );
  }
  const other = input.choices?.find((choice) => original.choices?.includes(choice) === false);
  if (other === undefined) return;
  throw new DeclarationError(
    place,
    `the input ${JSON.stringify(name)} of the task has no choice ${JSON.stringify(other)}. Its choices are ${quotedList(original.choices ?? [])}.`,
  );
}

/** The description is the task's, unless the override has one. */
function applyOverride(original: Input, override: Input | undefined): Input {
  if (override === undefined) return original;
  const { description } = original;
  return { ...override, description: override.description ?? description };
}
