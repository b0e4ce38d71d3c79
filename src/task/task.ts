import type { InputArguments, Inputs, InputValues } from "../inputs/input.ts";
import { UsageError } from "../problems/usage-error.ts";
import type { TaskContext } from "./context.ts";
import { checkTaskInfo, type DescribedTask, type TaskInfo } from "./definition.ts";
import { executeTask } from "./execute.ts";
import type { Result, ReturnedValue } from "./result.ts";
import { currentPosition } from "./running-task.ts";
import { declareSecrets } from "./secrets.ts";
import { standaloneSession } from "./standalone-session.ts";

/** What `task()` takes: the description of the task, and what it does. */
export interface TaskDefinition<
  I extends Inputs = Inputs,
  Output extends string = string,
  ArtifactName extends string = string,
  Secret extends string = string,
  Returned = unknown,
> extends TaskInfo<I, Output, ArtifactName, Secret> {
  /** Returns nothing, a value, `ok(value)` or `err("message")`. Anything thrown makes the task fail. */
  run(
    inputs: InputValues<I>,
    context: TaskContext<Output, ArtifactName, Secret>,
  ): Returned | Promise<Returned>;
}

/** A task is a function: calling it runs it, as a nested task where another one is running. */
export interface Task<
  I extends Inputs = Inputs,
  Output extends string = string,
  ArtifactName extends string = string,
  Value = unknown,
> extends DescribedTask<I, Output, ArtifactName> {
  (...args: TaskArguments<I>): Promise<Result<Value, Output, ArtifactName>>;
  /** What `task()` took. */
  readonly definition: TaskDefinition<I, Output, ArtifactName>;
}

/** Any task, whatever its inputs: what `app()` lists. */
export interface AnyTask {
  /** What `task()` took. */
  readonly definition: TaskDefinition;
}

type TaskArguments<I extends Inputs> = [keyof I] extends [never]
  ? []
  : {} extends InputArguments<I>
    ? [inputs?: InputArguments<I>]
    : [inputs: InputArguments<I>];

/**
 * Declares a task.
 *
 * @throws UsageError for a name, input, output or artifact that GitHub or a command line could not take.
 * @example
 * export const lint = task({
 *   name: "lint",
 *   async run() {
 *     await run("oxlint", "src");
 *   },
 * });
 */
export function task<
  const I extends Inputs = {},
  const Output extends string = never,
  const ArtifactName extends string = never,
  const Secret extends string = never,
  Returned = void,
>(
  definition: TaskDefinition<I, Output, ArtifactName, Secret, Returned>,
): Task<I, Output, ArtifactName, ReturnedValue<Returned>> {
  checkTaskInfo(definition);
  if (typeof definition.run !== "function") {
    throw new UsageError(`task ${JSON.stringify(definition.name)} has no run function.`);
  }
  declareSecrets(definition.secrets ?? []);
  const call = async (inputs: object = {}): Promise<unknown> =>
    await executeTask(
      definition as TaskDefinition,
      inputs as Readonly<Record<string, unknown>>,
      currentPosition() ?? standaloneSession(),
    );
  Object.defineProperty(call, "name", { value: definition.name });
  const result: unknown = Object.assign(call, { definition });
  return result as Task<I, Output, ArtifactName, ReturnedValue<Returned>>;
}
