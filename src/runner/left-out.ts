/** Steps that a local run leaves out: what they would do is GitHub's, or this machine's own tools are there instead. */
import type { WorkflowStep } from "../workflow/model.ts";

/** Actions that have something here that does the same. */
const done: ReadonlySet<string> = new Set(["actions/upload-artifact", "actions/download-artifact"]);

export function isLeftOut(step: WorkflowStep): boolean {
  return step.purpose === "setup" || ("uses" in step && !done.has(actionName(step)));
}

/** As the log of a job calls it: its name, else its action or the first line of its command. */
export function titleOf(step: WorkflowStep): string {
  if (step.name !== undefined) return step.name;
  return "uses" in step
    ? step.uses.replace(/@.*/, "")
    : (step.run.trim().split("\n", 1)[0] ?? "a command");
}

/** Without its version; GitHub compares owners and repositories without regard to case. */
export function actionName({ uses }: { readonly uses: string }): string {
  return uses.replace(/@.*/, "").toLowerCase();
}

/** Why a job of which nothing runs here is elsewhere. */
export function leftOutReason(steps: readonly WorkflowStep[]): string {
  return `elsewhere: nothing of it runs on this machine: ${steps.map(titleOf).join(", ")}`;
}
