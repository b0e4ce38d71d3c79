/** A task in a job: the download of the artifacts that it takes, its command, the upload of those that it saves. */
import { ArtifactReference } from "../../steps/artifacts/artifact-reference.ts";
import type { ArtifactNames } from "../../automation/artifact-names.ts";
import { type DeclaredTask, taskStepId } from "../../automation/declaration.ts";
import { callsStatusFunction } from "../../expression/analysis/implied-success.ts";
import { contextReference } from "../../expression/build/reference.ts";
import { receivedInput, savedFolder } from "../../inputs/artifact-folders.ts";
import { defined } from "../../problems/defined.ts";
import { ownValue } from "../../problems/own-value.ts";
import type { ActionStep, RunDefaults, RunStep, WorkflowStep } from "../../model/workflow.ts";
import { pinAction, type PinChoice } from "../pins/action-pins.ts";
import { taskCommand } from "./command.ts";
import { downloadInputs } from "./download-inputs.ts";
import { firstKeys, lastKeys } from "./step-keys.ts";

export interface TaskStepsOptions {
  readonly jobId: string;
  readonly names: ArtifactNames;
  readonly pins: PinChoice;
  readonly entryPoint: string;
  readonly run: RunDefaults;
}

export function taskSteps(step: DeclaredTask, options: TaskStepsOptions): readonly WorkflowStep[] {
  return [...downloads(step, options), commandStep(step, options), ...uploads(step, options)];
}

function downloads(step: DeclaredTask, { names, pins }: TaskStepsOptions): ActionStep[] {
  return Object.entries(step.inputs).flatMap(([input, value]) => {
    if (!(value instanceof ArtifactReference)) return [];
    const inputs = downloadInputs(value, { path: receivedPath(step, input) }, names);
    return [
      defined({
        purpose: "artifact" as const,
        name: `Download ${String(inputs["pattern"] ?? inputs["name"])}`,
        if: step.if === undefined ? undefined : `\${{ ${step.if} }}`,
        ...pinAction("actions/download-artifact", {}, pins),
        with: inputs,
      }),
    ];
  });
}

function commandStep(step: DeclaredTask, { entryPoint, run }: TaskStepsOptions): RunStep {
  const { task } = step;
  const { command, env } = taskCommand(step, entryPoint, (input) => receivedPath(step, input));
  const secrets = (task.secrets ?? []).map((name) => [name, `\${{ secrets.${name} }}`]);
  const own = Object.fromEntries(secrets) as Readonly<Record<string, string>>;
  const all = { ...step.env, ...env, ...own };
  return defined({
    purpose: "task" as const,
    ...firstKeys({ ...step, name: step.name ?? task.name }),
    env: Object.keys(all).length === 0 ? undefined : all,
    ...run,
    run: command,
    ...lastKeys(step),
  });
}

function uploads(step: DeclaredTask, { jobId, names, pins }: TaskStepsOptions): ActionStep[] {
  return (step.task.artifacts ?? []).map((artifact): ActionStep => {
    const own = ownValue(step.uploads, artifact);
    const condition = own?.if ?? afterSuccess(step);
    return defined({
      purpose: "artifact" as const,
      name: `Upload ${artifact}`,
      if: condition === undefined ? undefined : `\${{ ${condition} }}`,
      ...pinAction("actions/upload-artifact", {}, pins),
      with: {
        name: names.uploaded(jobId, artifact),
        path: onRunner(savedFolder(artifact)),
        "if-no-files-found": "error",
        // By default the action leaves hidden files out. The task has copied only the files that it saves.
        "include-hidden-files": true,
        ...own?.with,
      },
    });
  });
}

/**
 * A task that was skipped, or whose failure the job tolerates, has saved nothing. Where the task runs although a step
 * before it failed, so does its upload.
 */
function afterSuccess({ id, if: condition, continueOnError }: DeclaredTask): string | undefined {
  if (condition === undefined && (continueOnError ?? false) === false) return undefined;
  const succeeded = `${contextReference("steps", [id, "outcome"]).expression} == 'success'`;
  const runsAnyway = condition !== undefined && callsStatusFunction(condition);
  return runsAnyway ? `!cancelled() && ${succeeded}` : succeeded;
}

/** A step of a job of steps has a folder of its own: two tasks of the job may have an input of the same name. */
function receivedPath({ id }: DeclaredTask, input: string): string {
  return onRunner(receivedInput(id === taskStepId ? input : `${id}/${input}`));
}

/**
 * In a container the folder has another path. The runner translates the path at the start of values of `env` and `with`.
 * https://github.com/actions/runner/blob/main/src/Runner.Worker/Handlers/StepHost.cs
 */
function onRunner(path: string): string {
  return `\${{ runner.temp }}/${path}`;
}
