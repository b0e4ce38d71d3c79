/** The steps of a job: setup, downloads, the task, uploads. */
import { defined } from "../../problems/defined.ts";
import { ArtifactReference } from "../../automation/artifact-reference.ts";
import type { Automation } from "../../automation/automation.ts";
import type { DeclaredJob } from "../../automation/declaration.ts";
import { at } from "../../automation/place.ts";
import { receivedInput, savedFolder } from "../../inputs/artifact-folders.ts";
import { checkout } from "../../setup/checkout.ts";
import { isCheckout } from "../../setup/own-checkout.ts";
import type { SetupStep } from "../../setup/setup-step.ts";
import { pinAction, type PinChoice } from "../pins/action-pins.ts";
import type { ArtifactNames } from "../../automation/artifact-names.ts";
import { taskCommand } from "./command.ts";
import { taskStepId, type WorkflowDefaults } from "./workflow-defaults.ts";
import type { ActionStep, RunDefaults, RunStep, WorkflowStep } from "../../model/workflow.ts";
import { runSettings } from "./run-settings.ts";

export function compileSteps(
  job: DeclaredJob,
  automation: Automation,
  defaults: WorkflowDefaults,
): readonly WorkflowStep[] {
  const pins: PinChoice = { style: defaults.actionPins ?? "sha", committed: defaults.pins ?? {} };
  const run = runSettings(job, automation, defaults);
  const place = { automation: automation.name, job: job.id, option: "setup" };
  return [
    ...at(place, () => setupSteps(job.setup ?? defaults.setup, pins, run.setup)),
    ...downloads(job, automation.artifacts, pins),
    taskStep(job, defaults, run.task),
    ...uploads(job, automation.artifacts, pins),
  ];
}

/** Adds a checkout if there is none, because the entry point is in the repository. */
function setupSteps(
  setup: readonly SetupStep[],
  pins: PinChoice,
  run: RunDefaults,
): readonly WorkflowStep[] {
  const steps = setup.some(isCheckout) ? setup : [checkout(), ...setup];
  return steps.map((step): WorkflowStep => {
    const { name, id, env } = step;
    const condition = step.if === undefined ? undefined : `\${{ ${step.if} }}`;
    const common = { purpose: "setup" as const, name, id, if: condition };
    if (step.kind === "shell") return defined({ ...common, run: step.command, env, ...run });
    const pin = pinAction(step.action, step, pins);
    return defined({ ...common, env, ...pin, with: step.with });
  });
}

function downloads(job: DeclaredJob, names: ArtifactNames, pins: PinChoice): ActionStep[] {
  return Object.entries(job.inputs).flatMap(([input, value]) => {
    if (!(value instanceof ArtifactReference)) return [];
    const path = onRunner(receivedInput(input));
    const source = names.source(value);
    return [
      {
        purpose: "artifact" as const,
        name: `Download ${"pattern" in source ? source.pattern : source.name}`,
        ...pinAction("actions/download-artifact", {}, pins),
        with:
          "pattern" in source
            ? { pattern: source.pattern, path }
            : // Gathered artifacts have a folder for each combination, even for a single one.
              { name: source.name, path: value.allCombinations ? `${path}/${source.name}` : path },
      },
    ];
  });
}

function taskStep(job: DeclaredJob, defaults: WorkflowDefaults, run: RunDefaults): RunStep {
  const { command, env } = taskCommand(job, defaults.entryPoint, (input) =>
    onRunner(receivedInput(input)),
  );
  const secrets = (job.task.secrets ?? []).map(
    (name) => [name, `\${{ secrets.${name} }}`] as const,
  );
  const all = { ...env, ...Object.fromEntries(secrets) };
  return defined({
    purpose: "task" as const,
    name: job.task.name,
    id: taskStepId,
    env: Object.keys(all).length === 0 ? undefined : all,
    ...run,
    run: command,
  });
}

function uploads(job: DeclaredJob, names: ArtifactNames, pins: PinChoice): ActionStep[] {
  return (job.task.artifacts ?? []).map((artifact): ActionStep => ({
    purpose: "artifact",
    name: `Upload ${artifact}`,
    ...pinAction("actions/upload-artifact", {}, pins),
    with: {
      name: names.uploaded(job.id, artifact),
      path: onRunner(savedFolder(artifact)),
      "if-no-files-found": "error",
      // By default the action leaves hidden files out. The task has copied only the files that it saves.
      "include-hidden-files": true,
    },
  }));
}

/**
 * In a container the folder has another path. The runner translates the path at the start of values of `env` and `with`.
 * https://github.com/actions/runner/blob/main/src/Runner.Worker/Handlers/StepHost.cs
 */
function onRunner(path: string): string {
  return `\${{ runner.temp }}/${path}`;
}
