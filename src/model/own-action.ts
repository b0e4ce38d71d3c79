/** Actions and workflows of the repository, as `uses` names them. */
import type { ActionStep } from "./workflow.ts";

const beginning = /^(?:\.|\$)\//;

export function isOwnAction({ uses }: Pick<ActionStep, "uses">): boolean {
  return beginning.test(uses);
}

/** The folder of the action, relative to the checkout. */
export function ownActionFolder({ uses }: Pick<ActionStep, "uses">): string {
  return uses.replace(beginning, "");
}

/** The path of a called workflow: `./.github/workflows/ci.yml`. Undefined for one of another repository. */
export function ownWorkflowPath(uses: unknown): string | undefined {
  if (typeof uses !== "string" || !beginning.test(uses)) return undefined;
  return uses.replace(beginning, "./");
}

/** Whether a command may put files into a folder of the checkout. */
export function commandMayBring(command: string, folder: string): boolean {
  return (
    /\b(?:git|gh|tar|unzip|curl|wget|cp|mv|mkdir)\b/.test(command) ||
    (folder !== "" && command.includes(folder))
  );
}

/** Whether an action other than actions/checkout may put files anywhere, by its name. */
export function actionMayBring(action: string): boolean {
  return /checkout|clone|download|restore|cache/i.test(action);
}
