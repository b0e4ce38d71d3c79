/** The steps of a job: its setup, then its own. */
import { defined } from "../../problems/defined.ts";
import type { ArtifactNames } from "../../automation/artifact-names.ts";
import type { Automation } from "../../automation/automation.ts";
import {
  checksOutItself,
  type DeclaredJob,
  isTaskStep,
  setupOf,
  tasksOf,
} from "../../automation/declaration.ts";
import { at } from "../../automation/place.ts";
import { checkout } from "../../steps/setup/checkout.ts";
import { isCheckout } from "../../steps/own-checkout.ts";
import type { SetupStep, UsesStep } from "../../steps/step.ts";
import { pinAction, type PinChoice } from "../pins/action-pins.ts";
import { readChosenReleases } from "../pins/chosen-releases.ts";
import type { WorkflowDefaults } from "./workflow-defaults.ts";
import type { LocalStep, RunDefaults, WorkflowStep } from "../../model/workflow.ts";
import { runSettings } from "./run-settings.ts";
import { downloadInputs } from "./download-inputs.ts";
import { firstKeys, lastKeys } from "./step-keys.ts";
import { withoutOwnInputs } from "./own-inputs.ts";
import { taskSteps } from "./task-steps.ts";

export function compileSteps(
  job: DeclaredJob,
  automation: Automation,
  defaults: WorkflowDefaults,
): readonly WorkflowStep[] {
  const pins = pinChoice(defaults);
  const { entryPoint } = defaults;
  const run = runSettings(job, automation, defaults);
  const place = { automation: automation.name, job: job.id };
  const setup = withCheckout(setupOf(job, defaults.setup), job);
  let hasCheckout = false;
  const plainStep = (step: SetupStep, purpose: "setup" | "other"): WorkflowStep => {
    hasCheckout ||= isCheckout(step);
    // Without a checkout there is no folder of the app's.
    const hasFolder = hasCheckout || (purpose === "setup" && !checksOutItself(job));
    const own = hasFolder ? run.setup : { ...run.setup, ...noFolder };
    return compileStep(step, purpose, {
      pins,
      run: own,
      taskRun: run.task,
      entryPoint,
      names: automation.artifacts,
    });
  };
  return [
    ...at({ ...place, option: "setup" }, () => setup.map((step) => plainStep(step, "setup"))),
    ...at({ ...place, option: "steps" }, () =>
      job.steps.flatMap((step) =>
        isTaskStep(step)
          ? taskSteps(step, {
              jobId: job.id,
              names: automation.artifacts,
              pins,
              entryPoint,
              run: run.task,
            })
          : [plainStep(step, "other")],
      ),
    ),
  ];
}

export function pinChoice({ actionPins, pins }: WorkflowDefaults): PinChoice {
  const found = pins ?? { committed: {} };
  return typeof actionPins === "object"
    ? { style: "sha", ...found, chosen: readChosenReleases(actionPins) }
    : { style: actionPins ?? "sha", ...found };
}

const noFolder = { "working-directory": undefined };

/** The entry point of a task is in the repository, so a checkout comes first if there is none. */
function withCheckout(setup: readonly SetupStep[], job: DeclaredJob): readonly SetupStep[] {
  if (checksOutItself(job) || tasksOf(job).length === 0 || setup.some(isCheckout)) return setup;
  return [checkout(), ...setup];
}

interface StepCompilation {
  readonly pins: PinChoice;
  readonly run: { readonly [Key in keyof RunDefaults]: RunDefaults[Key] | undefined };
  /** For a task that stands in for an action. */
  readonly taskRun: RunDefaults;
  readonly entryPoint: string;
  readonly names: ArtifactNames;
}

function compileStep(
  step: SetupStep,
  purpose: "setup" | "other",
  { pins, run, taskRun, entryPoint, names }: StepCompilation,
): WorkflowStep {
  const { env } = step;
  const keys = firstKeys(step);
  if (step.kind === "shell") {
    const { command, workingDirectory, setsUpTool = false } = step;
    const shell = step.shell === "default" ? undefined : (step.shell ?? run.shell);
    return defined({
      purpose: setsUpTool ? "setup" : purpose,
      ...keys,
      run: command,
      env,
      shell,
      "working-directory": workingDirectory ?? run["working-directory"],
      ...lastKeys(step),
      local: step.local,
    });
  }
  const pin = pinAction(step.action, step, pins);
  const local = localStep(step.local, entryPoint, taskRun);
  const { artifact } = step;
  const inputs = artifact
    ? downloadInputs(artifact, step.with ?? {}, names)
    : withoutOwnInputs(step, pin);
  return defined({ purpose, ...keys, env, ...pin, with: inputs, ...lastKeys(step), local });
}

/** What stands in for an action here. A task runs as everywhere else, by its command. */
function localStep(
  local: UsesStep["local"],
  entryPoint: string,
  run: RunDefaults,
): LocalStep | undefined {
  if (local === undefined || local === "skip") return local;
  return "outputs" in local
    ? { outputs: local.outputs }
    : { run: `${entryPoint} ${local.definition.name}`, ...run };
}
