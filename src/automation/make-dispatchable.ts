import type { Input, Inputs, ValueOf } from "../inputs/input.ts";
import { didYouMean, quotedList } from "../problems/wording.ts";
import type { DescribedTask } from "../task/definition.ts";
import { type Automation, automation } from "./automation.ts";
import { job } from "./job.ts";
import { DeclarationError } from "./place.ts";

export interface DispatchableOptions<I extends Inputs> {
  /** Inputs of the form that differ from the task's: another default, or choices. */
  readonly inputs?: { readonly [Name in keyof I]?: Input<ValueOf<I[Name]>> };
  /** Default: the task's name. */
  readonly name?: string;
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
  const { definition } = task;
  const name = options.name ?? definition.name;
  const own: Inputs = definition.inputs ?? {};
  const overrides = (options.inputs ?? {}) as Inputs;
  for (const override of Object.keys(overrides)) {
    if (Object.hasOwn(own, override)) continue;
    const known = Object.keys(own);
    throw new DeclarationError(
      { automation: name, option: "inputs" },
      `the task ${JSON.stringify(definition.name)} has no input ${JSON.stringify(override)}. Its inputs are ${quotedList(known)}.${didYouMean(override, known)}`,
    );
  }
  // What stands after "--" is nothing that a form can have; a task does without it.
  const inputs = Object.fromEntries(
    Object.entries(own)
      .filter(([, input]) => input.kind !== "rest")
      .map(([input, declared]) => [input, overridden(declared, overrides[input])]),
  );
  const dispatched = automation({
    name,
    ...(definition.description === undefined ? {} : { description: definition.description }),
    inputs,
    jobs(references) {
      job(task as DescribedTask, { inputs: references as Readonly<Record<string, never>> });
    },
  });
  return { ...dispatched, dispatches: definition.name };
}

/** The description is the task's, unless the override has one. */
function overridden(declared: Input, override: Input | undefined): Input {
  if (override === undefined) return declared;
  const { description } = declared;
  return { ...(description === undefined ? {} : { description }), ...override };
}
