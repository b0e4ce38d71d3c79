/** Warns of tasks and actions of the repository that the workspace does not have when they run. */
import { hasExpression } from "../../expression/language/template.ts";
import { actionMayBring, commandMayBring } from "../../model/own-action.ts";
import { isAtTop, namedCheckout } from "../../steps/own-checkout.ts";
import { isCheckoutAction, type SetupStep } from "../../steps/step.ts";
import {
  allSteps,
  checksOutItself,
  type DeclaredJob,
  isTaskStep,
  tasksOf,
} from "../declaration.ts";
import type { Warning } from "../warning.ts";

/** A task is called by the entry point in the workspace, which a checkout of another repository puts its own files into. */
export function otherRepositories(jobs: readonly DeclaredJob[]): readonly Warning[] {
  return jobs.flatMap((job): readonly Warning[] => {
    let other: string | undefined;
    for (const step of allSteps(job)) {
      if (!isTaskStep(step)) {
        if (isAtTop(step)) other = namedCheckout(step);
        continue;
      }
      if (other === undefined) continue;
      const text = `job ${JSON.stringify(job.id)} runs the task ${JSON.stringify(step.task.name)} behind a checkout of ${JSON.stringify(other)} into the workspace, whose files it would run. Give that checkout a \`path\`.`;
      return [{ kind: "other-repository", job: job.id, text }];
    }
    return [];
  });
}

/**
 * GitHub looks for `./folder` in the workspace, which is empty before a checkout.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#example-using-an-action-in-the-same-repository-as-the-workflow
 */
export function actionsWithoutCheckout(jobs: readonly DeclaredJob[]): readonly Warning[] {
  return jobs.flatMap((job): readonly Warning[] => {
    const hasAddedCheckout = tasksOf(job).length > 0 && !checksOutItself(job);
    if (hasAddedCheckout) return [];
    const steps = allSteps(job).filter((step) => !isTaskStep(step));
    for (const [index, step] of steps.entries()) {
      if (step.kind !== "action" || !step.action.startsWith("./")) continue;
      const folder = step.action.slice(2);
      if (steps.slice(0, index).some((earlier) => mayBring(earlier, folder))) return [];
      const text = `job ${JSON.stringify(job.id)} uses the action ${JSON.stringify(step.action)} without a checkout before it, and GitHub looks for it in the workspace. Put checkout() before it.`;
      return [{ kind: "no-checkout", job: job.id, text }];
    }
    return [];
  });
}

/** Whether a step may put files into the folder. */
function mayBring(step: SetupStep, folder: string): boolean {
  if (step.kind === "shell") return commandMayBring(step.command, folder);
  if (!isCheckoutAction(step.action)) return actionMayBring(step.action);
  if (isAtTop(step)) return true;
  const path = String(step.with?.["path"]).replace(/^\.\/|\/$/g, "");
  return hasExpression(path) || `${folder}/`.startsWith(`${path}/`);
}
