import type { Inputs, OptionalInputs, RequiredNames } from "../../inputs/input.ts";
import { UsageError } from "../../problems/usage-error.ts";
import { shown } from "../../problems/wording.ts";
import {
  checkStepOptions,
  referencesIn,
  type StepOptions,
  stepSettings,
} from "../../steps/step-options.ts";
import { builtStep, type Step, type StepSettings } from "../../steps/step.ts";
import type { DescribedTask, TaskInfo } from "../../task/definition.ts";
import type { JobInputs } from "../keys/job-options.ts";

/** A step that runs a task, as `runs()` returns it. */
export interface RunsStep<Output extends string = string, ArtifactName extends string = string>
  extends Step<Output, ArtifactName, Output>, StepSettings {
  /** Tells it from other steps. */
  readonly kind: "task";
  /** For `steps.<id>` in expressions. */
  readonly id: string;
  /** What is known of the task. */
  readonly task: TaskInfo;
  /** Not checked yet. */
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** Options of `runs()`: those of a step, and the inputs of the task. */
export type RunsOptions<I extends Inputs> = StepOptions &
  ([RequiredNames<I>] extends [never]
    ? {
        /** Values of the task's inputs, or references to them. Default: each has its own default. */
        readonly inputs?: JobInputs<I>;
      }
    : {
        /** Values of the task's inputs, or references to them. Those without a default are required. */
        readonly inputs: JobInputs<I>;
      });

/**
 * A step of a job that runs a task: `./run build --release`. Its id is the task's name, unless `id` says otherwise.
 *
 * @throws UsageError for anything but a task, and for an option that a step does not have.
 * @example
 * const built = runs(build, { inputs: { release: true } });
 * job("image", { steps: [checkout(), built, shell("npm run docs")] });
 */
export function runs<I extends Inputs, Output extends string, ArtifactName extends string>(
  task: DescribedTask<I, Output, ArtifactName>,
  options: RunsOptions<I>,
): RunsStep<Output, ArtifactName>;
/** A step of a job that runs a task without required inputs: `./run build`. In `steps`, the task itself does the same. */
export function runs<Output extends string, ArtifactName extends string>(
  task: DescribedTask<OptionalInputs, Output, ArtifactName>,
): RunsStep<Output, ArtifactName>;
export function runs(
  task: DescribedTask,
  options: StepOptions & { readonly inputs?: object } = {},
): RunsStep {
  const info: TaskInfo | undefined = (task as Partial<DescribedTask> | null | undefined)
    ?.definition;
  if (info === undefined) throw new UsageError(`runs() takes a task, not ${shown(task)}.`);
  const caller = `runs(${info.name})`;
  checkStepOptions(options, ["inputs"], caller);
  const { inputs = {}, ...others } = options;
  const settings = stepSettings(others, caller);
  refuseDeclaredSecrets(settings.env, info, caller);
  return builtStep<RunsStep>(
    {
      kind: "task",
      task: info,
      inputs: inputs as Readonly<Record<string, unknown>>,
      ...settings,
      id: others.id ?? info.name,
    },
    referencesIn(others),
  );
}

/** The step of a task has a variable for each secret that the task declares. Windows ignores the case of variables. */
function refuseDeclaredSecrets(
  env: StepSettings["env"],
  { name, secrets = [] }: TaskInfo,
  caller: string,
): void {
  for (const variable of Object.keys(env ?? {})) {
    const secret = secrets.find((other) => other.toUpperCase() === variable.toUpperCase());
    if (secret === undefined) continue;
    throw new UsageError(
      `${caller}: \`env\` has ${JSON.stringify(variable)}, and the task ${JSON.stringify(name)} declares the secret ${JSON.stringify(secret)}, which it gets from the repository's secret of that name.`,
      [
        `leave it out of \`env\``,
        `task({ name: "${name}", secrets: ["…"] }), with the name that the repository has for it`,
      ],
    );
  }
}
