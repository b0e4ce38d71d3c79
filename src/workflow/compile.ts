/** From an automation to the workflow that both back ends use. */
import { ArtifactReference } from "../automation/artifact-reference.ts";
import type { Automation } from "../automation/automation.ts";
import type { JobDefinition } from "../automation/declaration.ts";
import { contextExpression } from "../expression/reference.ts";
import { receivedInput, savedFolder } from "../inputs/artifact-folders.ts";
import { checkout, isCheckout, type SetupStep } from "../setup/setup-step.ts";
import { UsageError } from "../problems/usage-error.ts";
import { actionPins } from "./action-pins.ts";
import { taskCommand } from "./command.ts";
import type { ActionStep, Permissions, RunStep, Workflow, WorkflowJob } from "./model.ts";

/** What the app says for all of its workflows. */
export interface WorkflowDefaults {
  /** What calls recompose in the repository, such as `./run`. */
  readonly entryPoint: string;
  readonly runsOn: string;
  readonly permissions: Permissions;
  readonly setup: readonly SetupStep[];
}

/** The step that runs the task: its outputs become the job's. */
export const taskStepId = "run";

export function compileWorkflow(automation: Automation, defaults: WorkflowDefaults): Workflow {
  return {
    name: automation.name,
    on: Object.fromEntries(
      automation.triggers.map(({ event, filters }) => [
        event,
        Object.keys(filters).length === 0 ? null : filters,
      ]),
    ),
    permissions: defaults.permissions,
    jobs: Object.fromEntries(
      automation.jobs.map((job) => [job.id, compileJob(job, automation, defaults)]),
    ),
  };
}

function compileJob(
  job: JobDefinition,
  automation: Automation,
  defaults: WorkflowDefaults,
): WorkflowJob {
  const outputs = (job.task.outputs ?? []).map((output) => [
    output,
    `\${{ ${contextExpression("steps", [taskStepId, "outputs", output])} }}`,
  ]);
  return {
    ...(job.needs.length === 0 ? {} : { needs: job.needs }),
    "runs-on": job.runsOn ?? defaults.runsOn,
    ...(outputs.length === 0 ? {} : { outputs: Object.fromEntries(outputs) }),
    steps: [
      ...setupSteps(job.task.setup ?? defaults.setup),
      ...downloads(job, automation),
      taskStep(job, defaults),
      ...uploads(job, automation),
    ],
  };
}

/** Without a checkout there is no entry point to call. */
function setupSteps(setup: readonly SetupStep[]): ActionStep[] {
  const steps = setup.some(isCheckout) ? setup : [checkout(), ...setup];
  return steps.map((step) => ({ purpose: "setup", ...pinned(step.action, step.with) }));
}

function downloads(job: JobDefinition, automation: Automation): ActionStep[] {
  return Object.entries(job.inputs).flatMap(([input, value]) => {
    if (!(value instanceof ArtifactReference)) return [];
    const name = artifactName(automation, value.job, value.artifact);
    const settings = { name, path: onRunner(receivedInput(input)) };
    return [
      {
        purpose: "artifact",
        name: `Download ${name}`,
        ...pinned("actions/download-artifact", settings),
      },
    ];
  });
}

function taskStep(job: JobDefinition, defaults: WorkflowDefaults): RunStep {
  const { command, env } = taskCommand(job, defaults.entryPoint, (input) =>
    onRunner(receivedInput(input)),
  );
  return {
    purpose: "task",
    name: job.task.name,
    id: taskStepId,
    ...(Object.keys(env).length === 0 ? {} : { env }),
    run: command,
  };
}

function uploads(job: JobDefinition, automation: Automation): ActionStep[] {
  return (job.task.artifacts ?? []).map((artifact): ActionStep => {
    const name = artifactName(automation, job.id, artifact);
    const settings = {
      name,
      path: onRunner(savedFolder(artifact)),
      "if-no-files-found": "error",
      // The task named this very file or folder: all of it is meant to arrive.
      "include-hidden-files": true,
    };
    return {
      purpose: "artifact",
      name: `Upload ${name}`,
      ...pinned("actions/upload-artifact", settings),
    };
  });
}

/**
 * An artifact's name is unique in a run: the second upload of a name fails.
 * Where several jobs save an artifact of one name, each of them is prefixed by its job.
 */
function artifactName(automation: Automation, jobId: string, artifact: string): string {
  const makers = automation.jobs.filter((job) => job.task.artifacts?.includes(artifact));
  return makers.length > 1 ? `${jobId}-${artifact}` : artifact;
}

function onRunner(path: string): string {
  return `\${{ runner.temp }}/${path}`;
}

function pinned(
  action: string,
  settings: ActionStep["with"],
): Pick<ActionStep, "uses" | "version" | "with"> {
  const pin = actionPins[action];
  if (pin === undefined)
    throw new UsageError(`There is no pinned release of the action ${action}.`);
  return {
    uses: `${action}@${pin.sha}`,
    version: pin.version,
    ...(settings === undefined ? {} : { with: settings }),
  };
}
