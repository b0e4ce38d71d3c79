import type { Inputs, OptionalInputs, RequiredNames } from "../../inputs/input.ts";
import { checkOptions, isMapping } from "../../problems/options.ts";
import { shown } from "../../problems/wording.ts";
import { isCheckout } from "../../steps/own-checkout.ts";
import { builtStep, type SetupStep } from "../../steps/step.ts";
import type { DescribedTask, TaskInfo } from "../../task/definition.ts";
import {
  type Declaration,
  type DeclaredJob,
  type JobKeys,
  requireDeclaration,
  setupOf,
  taskStepId,
} from "../declaration.ts";
import { readExtra } from "../keys/extra.ts";
import { jobKeys, optionsOfJob, otherJobKeys } from "../keys/job-keys.ts";
import type {
  AnyStep,
  Job,
  JobOptions,
  JobSettings,
  MappedOutputs,
  StepsJob,
  StepsJobOptions,
} from "../keys/job-options.ts";
import { readKeys } from "../keys/key-table.ts";
import { readStrategy } from "../keys/matrix-reader.ts";
import { OptionReader } from "../keys/option-reader.ts";
import { StepOrder } from "../keys/step-order.ts";
import { readSetup, setupList } from "../keys/values/setup.ts";
import { checkSavedOnce, checkUploads } from "../keys/values/uploads.ts";
import { at, DeclarationError, type Place } from "../place.ts";
import { readWarningOption } from "../warning.ts";
import { addJob, checkId, checkStepIds, matrixOf, readNeeds, withShared } from "./add-job.ts";
import { readOutputs } from "./outputs.ts";
import { isRunsStep, type ListedStep, orderedStep, readSteps, stepList } from "./read-steps.ts";
import type { RunsStep } from "./runs.ts";

/** The options of all kinds of jobs. */
type AllSettings = JobSettings & {
  readonly id?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly steps?: unknown;
  readonly after?: unknown;
  readonly outputs?: unknown;
  readonly artifacts?: unknown;
};

/**
 * Adds a job that runs a task to the automation that is being declared.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_id
 *
 * @throws UsageError outside of an automation, and for every name or value that does not fit.
 * @example
 * const buildJob = job(build);
 * job(publish, { inputs: { version: buildJob.get("version"), package: buildJob.artifact("package") } });
 * job("lock", { steps: [uses("dessant/lock-threads@v6", { with: { "issue-inactive-days": 14 } })] });
 */
export function job<Output extends string, ArtifactName extends string>(
  task: DescribedTask<OptionalInputs, Output, ArtifactName>,
): Job<Output, ArtifactName>;
// One signature for tasks and ids: with two, a mistake in the options would be reported at the name of the function.
/**
 * Adds a job to the automation that is being declared: one that runs a task, or one of several steps, by its id.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_id
 *
 * @throws UsageError outside of an automation, and for every name or value that does not fit.
 * @example
 * job(test, { runsOn: "macos-latest", timeoutMinutes: 10 });
 * job("docs", { steps: [checkout(), shell("npm run docs")], needs: ["test"] });
 */
export function job<
  Subject extends string | DescribedTask<I, Output, ArtifactName>,
  I extends Inputs,
  Output extends string,
  ArtifactName extends string,
  const Steps extends readonly AnyStep[],
  const Mapped extends MappedOutputs = {},
>(
  taskOrId: Subject | DescribedTask<I, Output, ArtifactName>,
  options: Subject extends string
    ? StepsJobOptions<Steps, Mapped>
    : [RequiredNames<I>] extends [never]
      ? JobOptions<I, ArtifactName> | undefined
      : JobOptions<I, ArtifactName>,
): Subject extends string ? StepsJob<Steps, Mapped> : Job<Output, ArtifactName>;
export function job(subject: DescribedTask | string, options: unknown = {}): Job {
  const declaration = requireDeclaration("job()");
  const { automation } = declaration;
  const task = (subject as Partial<DescribedTask> | null | undefined)?.definition;
  if (task === undefined && typeof subject !== "string") {
    throw new DeclarationError(
      { automation },
      `job() takes a task, or an id and steps, not ${shown(subject)}.`,
      ["job(build)", stepsExample],
    );
  }
  const name = task?.name ?? (subject as string);
  if (task !== undefined && isMapping(options) && "outputs" in options) {
    throw new DeclarationError(
      { automation, job: name, option: "outputs" },
      "a job of a task has the outputs of its task. Other outputs belong to a job of steps.",
      [`job("${name}", { steps: [${name}, …], outputs: { … } })`],
    );
  }
  at({ automation, job: name }, () =>
    checkOptions(options, optionsOfJob(task === undefined ? "steps" : "task"), "a job"),
  );
  const settings = options as AllSettings;
  if (task === undefined && settings.steps === undefined) {
    throw new DeclarationError({ automation }, `job(${shown(name)}) needs its steps.`, [
      stepsExample,
    ]);
  }
  const id = settings.id ?? name;
  const place = { automation, job: id };
  const other = task === undefined ? `job("${name}_2", …)` : `job(${name}, { id: "${name}_2" })`;
  checkId(id, declaration, other);
  const shapes = new OptionReader({ place, owner: declaration });
  const steps =
    task === undefined
      ? stepList(settings.steps, "steps", shapes)
      : [onlyTask(task, settings.inputs ?? {}), ...stepList(settings.after ?? [], "after", shapes)];
  const setups = setupsOf(settings.setup, steps, shapes);
  return declareJob({ id, settings, steps, setups, place, declaration });
}

const stepsExample = 'job("image", { steps: [checkout(), shell("make image")] })';

interface JobDraft {
  readonly id: string;
  readonly settings: AllSettings;
  readonly steps: readonly ListedStep[];
  readonly setups: DeclaredJob["setups"];
  readonly place: Place;
  readonly declaration: Declaration;
}

/** Reads the options and the steps of a job whose shape is known. */
function declareJob({ id, settings, steps, setups, place, declaration }: JobDraft): Job {
  const setup = setupOf({ setups }, []);
  const entries = [...setup, ...steps].map(orderedStep);
  checkStepIds(entries, setup.length, place, settings.after === undefined ? "steps" : "after");
  const matrix = matrixOf(settings.matrix, place);
  const reader = new OptionReader({
    place,
    owner: declaration,
    matrix: matrix?.scope,
    steps: new StepOrder(entries, setups.includes(undefined)),
  });
  const strategy = matrix && readStrategy(matrix.definition, reader);
  const tasks = steps.filter(isRunsStep);
  const uploads = checkUploads(settings.artifacts, tasks, reader);
  const declaredSteps = readSteps(steps, setup.length, {
    declaration,
    reader,
    matrix: strategy?.matrix,
    uploads,
  });
  const needs = readNeeds(settings.needs, reader, declaration);
  readSetup(setup, 0, reader);
  const keys = readKeys<JobSettings, JobKeys>(
    jobKeys,
    withShared(settings, declaration),
    reader,
    "jobs.<job_id>.",
  );
  const { warnings, extra } = settings;
  const outputs = readOutputs(settings.outputs, declaredSteps, reader);
  checkSavedOnce(tasks, uploads, reader);
  const result: DeclaredJob = {
    id,
    setups,
    steps: declaredSteps,
    outputs,
    warningOption: readWarningOption(warnings, place),
    extra: readExtra(extra, jobKeys, otherJobKeys, reader),
    // Last: reading the options adds to `reader.needs`.
    keys: {
      ...keys,
      ...(strategy && { strategy }),
      needs: [...new Set([...needs, ...reader.needs])],
    },
  };
  return addJob(result, declaration);
}

/** The one step of a job that runs a task. Its options are the job's. */
function onlyTask(task: TaskInfo, inputs: Readonly<Record<string, unknown>>): RunsStep {
  return builtStep<RunsStep>({ kind: "task", id: taskStepId, task, inputs });
}

/**
 * A task calls the entry point in the repository, so the setup of each comes first, with a checkout in it, unless the
 * steps check out the repository before the first task.
 */
function setupsOf(
  own: readonly SetupStep[] | undefined,
  steps: readonly ListedStep[],
  reader: OptionReader,
): DeclaredJob["setups"] {
  if (own !== undefined) return [setupList(own, reader)];
  const first = steps.findIndex(isRunsStep);
  if (steps.slice(0, first).some((step) => !isRunsStep(step) && isCheckout(step))) return [];
  const setups = steps.flatMap((step) => (isRunsStep(step) ? [step.task.setup] : []));
  return [...new Set(setups)].map((setup) =>
    setup === undefined ? undefined : setupList(setup, reader),
  );
}
