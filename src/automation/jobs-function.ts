/** Runs the `jobs` of an automation, once, with references in place of values. */
import { inputReference } from "../expression/build/input-reference.ts";
import type { InputKind, Inputs } from "../inputs/input.ts";
import { didYouMean, quotedList } from "../problems/wording.ts";
import { declare, type Declaration } from "./declaration.ts";
import { withKnownKeys } from "./known-keys.ts";
import { at, DeclarationError, type Place } from "./place.ts";
import { eventsWithoutInputs, type Trigger } from "./triggers/trigger.ts";

export function declareJobs(
  options: { jobs(inputs: never): void },
  inputs: Inputs,
  triggers: readonly Trigger[],
  declaration: Declaration,
): void {
  const place: Place = { automation: declaration.automation, option: "jobs" };
  if (typeof options.jobs !== "function") {
    throw new DeclarationError(place, "it is a function that calls job().");
  }
  // Other events leave `inputs` empty, so the default has to be part of the expression.
  const mayBeAbsent = eventsWithoutInputs(triggers).length > 0;
  const entries = Object.entries(inputs).map(([name, input]) => {
    // checkDispatchInputs() refuses the others.
    const kind = input.kind as Exclude<InputKind, "artifact" | "rest">;
    const reference = inputReference(
      name,
      { kind, default: input.default, mayBeAbsent },
      declaration,
    );
    declaration.inputs.set(reference, input);
    return [name, reference] as const;
  });
  const references = withKnownKeys(Object.fromEntries(entries), (input) => {
    const names = Object.keys(inputs);
    return new DeclarationError(
      { automation: declaration.automation },
      `there is no input ${JSON.stringify(input)}. The automation's inputs are ${quotedList(names)}.${didYouMean(input, names)}`,
    );
  });
  declare(declaration, () => {
    const result: unknown = at({ automation: declaration.automation }, () =>
      options.jobs(references as never),
    );
    if (result instanceof Promise) {
      // Without a handler Node would report its rejection, too.
      result.catch(() => undefined);
      throw new DeclarationError(
        place,
        "it is asynchronous; a job declared after an await would be lost.",
      );
    }
  });
  if (declaration.jobs.size === 0) {
    throw new DeclarationError(place, "there are no jobs. Call job() in this function.");
  }
}
