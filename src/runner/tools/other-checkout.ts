/** A step that checks out other files than those that are here. */
import type { ActionStep, WorkflowStep } from "../../model/workflow.ts";

export interface OtherCheckout extends ActionStep {
  readonly brings: {
    /** In words: `the files of main`. */
    readonly files: string;
    /** Relative to the workspace; empty for the workspace itself. */
    readonly folder: string;
  };
}

export function isOtherCheckout(step: WorkflowStep): step is OtherCheckout {
  return "brings" in step;
}
