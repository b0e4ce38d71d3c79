/** The steps of a job: each of their options, and each expression in them. */
import { ownValue } from "../../problems/own-value.ts";
import { shown } from "../../problems/wording.ts";
import { BuiltStep, isSetupStep, type SetupStep } from "../../steps/step.ts";
import type { DescribedTask } from "../../task/definition.ts";
import {
  type Declaration,
  type DeclaredStep,
  type DeclaredTask,
  type DeclaredUpload,
  taskStepId,
} from "../declaration.ts";
import { readJobInputs } from "../keys/job-inputs.ts";
import type { UploadSettings } from "../keys/job-options.ts";
import type { OptionReader } from "../keys/option-reader.ts";
import { readStepOptions } from "../keys/step-options-reader.ts";
import type { OrderedStep } from "../keys/step-order.ts";
import { refuseCopy } from "../keys/values/setup.ts";
import { readUpload } from "../keys/values/uploads.ts";
import type { WorkflowMatrix } from "../../model/workflow.ts";
import { runs, type RunsStep } from "./runs.ts";

/** A step that is not read yet. */
export type ListedStep = SetupStep | RunsStep;

/**
 * What a job lists as its steps; a task stands for itself as a step.
 *
 * @throws DeclarationError for anything else.
 */
export function stepList(
  value: unknown,
  option: string,
  reader: OptionReader,
): readonly ListedStep[] {
  const items = reader.list(value, option);
  // https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idsteps
  if (option === "steps" && items.length === 0) throw reader.error(option, "there are no steps.");
  return items.map((item) => {
    if (isSetupStep(item) || isRunsStep(item)) return item;
    refuseCopy(item, option, reader);
    const info = (item as Partial<DescribedTask> | null | undefined)?.definition;
    if (info === undefined) {
      throw reader.error(
        option,
        `it lists steps, such as checkout(), shell("npm ci") or runs(task), and tasks, not ${shown(item)}.`,
      );
    }
    const required = Object.entries(info.inputs ?? {}).find(([, input]) => input.required);
    if (required === undefined) return runs({ definition: info } as DescribedTask<{}>);
    throw reader.error(
      option,
      `the task ${JSON.stringify(info.name)} needs the input ${JSON.stringify(required[0])}.`,
      [`runs(${info.name}, { inputs: { ${required[0]}: … } })`],
    );
  });
}

/** For the order in which steps may read each other. */
export function orderedStep(step: ListedStep): OrderedStep {
  const { id } = step;
  return { id, step, outputs: isRunsStep(step) ? (step.task.outputs ?? []) : undefined };
}

export interface StepReading {
  readonly declaration: Declaration;
  readonly reader: OptionReader;
  readonly matrix: WorkflowMatrix | string | undefined;
  /** How artifacts are uploaded, by their names. */
  readonly uploads: Readonly<Record<string, UploadSettings | undefined>>;
}

/** @param first The index of the first of them among all steps of the job. */
export function readSteps(
  steps: readonly ListedStep[],
  first: number,
  reading: StepReading,
): readonly DeclaredStep[] {
  const { reader } = reading;
  return steps.map((step, index) => {
    const position = first + index;
    return reader.inStep(labelOf(step), position, () => {
      readStepOptions(step, reader);
      return isRunsStep(step) ? readTaskStep(step, position, reading) : step;
    });
  });
}

function readTaskStep(
  { kind, id, name, env, if: condition, continueOnError, timeoutMinutes, task, inputs }: RunsStep,
  position: number,
  { declaration, reader, matrix, uploads }: StepReading,
): DeclaredTask {
  const settings = { name, env, if: condition, continueOnError, timeoutMinutes };
  const declaredInputs = readJobInputs(task.inputs ?? {}, inputs, { declaration, reader, matrix });
  // An upload comes between the task, whose result it may read, and the next step.
  const declaredUploads = reader.inStep(undefined, position + 0.5, () =>
    (task.artifacts ?? []).flatMap((artifact): [string, DeclaredUpload][] => {
      const upload = ownValue(uploads, artifact);
      return upload === undefined ? [] : [[artifact, readUpload(upload, artifact, reader)]];
    }),
  );
  return {
    ...settings,
    kind,
    id,
    task,
    inputs: declaredInputs,
    uploads: Object.fromEntries(declaredUploads),
  };
}

export function isRunsStep(step: unknown): step is RunsStep {
  const { kind } = (step ?? {}) as Partial<RunsStep>;
  return kind === "task" && BuiltStep.isBuilt(step as object);
}

/** In a few words, for errors. */
function labelOf(step: ListedStep): string | undefined {
  // The only task of a job has the options of the job.
  if (step.id === taskStepId && isRunsStep(step)) return undefined;
  const name = step.id ?? step.name;
  if (name !== undefined) return name;
  if (step.kind === "action") return step.action;
  return step.kind === "shell" ? (step.command.trim().split("\n", 1)[0] ?? "") : step.task.name;
}
