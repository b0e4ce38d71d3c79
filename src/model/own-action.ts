/** Actions of the repository, as `uses` names them. */
import type { ActionStep } from "./workflow.ts";

const beginning = /^(?:\.|\$)\//;

export function isOwnAction({ uses }: Pick<ActionStep, "uses">): boolean {
  return beginning.test(uses);
}

/** The folder of the action, relative to the checkout. */
export function ownActionFolder({ uses }: Pick<ActionStep, "uses">): string {
  return uses.replace(beginning, "");
}
