/** The `setup` of a job or a task. Its expressions may read every context of a step. */
import { shown } from "../../../problems/wording.ts";
import { BuiltStep, isSetupStep, type SetupStep } from "../../../steps/step.ts";
import { taskStepId } from "../../declaration.ts";
import type { OptionReader } from "../option-reader.ts";
import { readStepOptions } from "../step-options-reader.ts";

/** Checks the shape of a setup before its expressions are read. */
export function setupList(setup: unknown, reader: OptionReader): readonly SetupStep[] {
  for (const step of reader.list(setup, "setup")) {
    if (!isSetupStep(step)) {
      refuseCopy(step, "setup", reader);
      throw reader.error(
        "setup",
        `it lists setup steps, such as checkout() or setupNode("22"), not ${shown(step)}.`,
      );
    }
    if (step.id?.toLowerCase() === taskStepId) {
      throw reader.error(
        "setup",
        `the id ${shown(step.id)} is that of the step that runs the task.`,
      );
    }
  }
  return setup as readonly SetupStep[];
}

/** What looks like a step is one only if a function for steps made it: they check what GitHub or a shell would misread. */
export function refuseCopy(value: unknown, option: string, reader: OptionReader): void {
  const { kind } = (value ?? {}) as { readonly kind?: unknown };
  const isLikeStep = kind === "action" || kind === "shell" || kind === "task";
  if (!isLikeStep || BuiltStep.isBuilt(value as object)) return;
  throw reader.error(
    option,
    `it lists steps as shell(), uses() and the other functions return them, not a copy or an object of your own: ${shown(value)}. Pass the function what the step should have.`,
  );
}

/** Reads the expressions of a setup whose first step has this index among the steps of the job. */
export function readSetup(steps: readonly SetupStep[], first: number, reader: OptionReader): void {
  for (const [index, step] of steps.entries()) {
    reader.inStep(undefined, first + index, () => readStepOptions(step, reader, "setup"));
  }
}
