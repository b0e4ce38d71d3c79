/** Warns of a setup-node that asks pnpm for its folder where nothing before it brings pnpm. */
import type { Automation } from "../../automation/automation.ts";
import { allSteps, type DeclaredJob, type DeclaredStep } from "../../automation/declaration.ts";
import type { Warning } from "../../automation/warning.ts";
import { setupNodeAction } from "../../steps/setup/setup-node.ts";
import { setupPnpmAction } from "../../steps/setup/setup-pnpm.ts";
import { setupActionOf } from "../../steps/setup/setup-actions.ts";
import type { SetupStep } from "../../steps/step.ts";

/**
 * GitHub's runners have npm and Yarn, and no pnpm: the images in https://github.com/actions/runner-images. An image of the
 * job's, a runner of one's own and a command may have it.
 */
export function warnOfMissingPnpm(
  { jobs }: Pick<Automation, "jobs">,
  appSetup: readonly SetupStep[],
): readonly Warning[] {
  return jobs.filter(isOnRunnerOfGitHub).flatMap((job): readonly Warning[] => {
    for (const step of allSteps(job, appSetup)) {
      if (asksPnpm(step)) {
        const text = `job ${JSON.stringify(job.id)} keeps the packages of pnpm by setup-node, which asks pnpm for their folder, and nothing before it installs pnpm. Put setupPnpm() before it.`;
        return [{ kind: "no-pnpm", job: job.id, text }];
      }
      if (mayBringPnpm(step)) return [];
    }
    return [];
  });
}

function isOnRunnerOfGitHub({ keys }: DeclaredJob): boolean {
  const labels = JSON.stringify(keys["runs-on"] ?? "");
  return keys.container === undefined && !labels.includes("self-hosted");
}

function asksPnpm(step: DeclaredStep): boolean {
  if (step.kind !== "action" || step.with?.["cache"] !== "pnpm") return false;
  return setupActionOf(step.action) === setupNodeAction;
}

/** A command, a task, or an action that nothing is known of. */
function mayBringPnpm(step: DeclaredStep): boolean {
  if (step.kind === "task") return true;
  if (step.kind === "shell") return step.setsUpTool !== true;
  const known = setupActionOf(step.action);
  return known === undefined || known === setupPnpmAction;
}
