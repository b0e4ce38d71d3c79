/** References to what a step puts out, and how it ended. */
import type { Reference } from "../expression/build/algebra.ts";
import { referenceToStep } from "../expression/build/reference.ts";
import { UsageError } from "../problems/usage-error.ts";
import { didYouMean, quotedList, shown } from "../problems/wording.ts";

interface Referable {
  readonly id?: string;
  readonly kind?: string;
  readonly task?: { readonly name: string; readonly outputs?: readonly string[] };
}

/** @throws UsageError for a step without an id, and for an output that its task does not have. */
export function outputOfStep(step: object, output: string): Reference<string> {
  if (typeof output !== "string" || output.trim() === "") {
    throw new UsageError(`get() takes the name of an output, not ${shown(output)}.`);
  }
  const { task } = step as Referable;
  const outputs = task?.outputs ?? [];
  if (task !== undefined && !outputs.includes(output)) {
    throw new UsageError(
      `the task ${JSON.stringify(task.name)} has no output ${JSON.stringify(output)}. Its outputs are ${quotedList(outputs)}.${didYouMean(output, outputs)}`,
    );
  }
  return referenceToStep(step, [idOf(step), "outputs", output]);
}

export function resultOfStep<Result extends string>(
  step: object,
  property: "outcome" | "conclusion",
): Reference<Result> {
  return referenceToStep(step, [idOf(step), property]);
}

/** GitHub has no outputs and results of steps without an id. */
function idOf(step: object): string {
  const { id, kind } = step as Referable;
  if (id !== undefined) return id;
  throw new UsageError(`a step without an id cannot be referred to. Give it an \`id\`.`, [
    kind === "shell" ? 'shell("…", { id: "step_id" })' : 'uses("…", { id: "step_id" })',
  ]);
}
