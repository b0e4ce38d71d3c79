/** What `automation()` takes, as types. */
import type { Condition, ReferenceTo } from "../../expression/build/reference.ts";
import type { Inputs, ValueOf } from "../../inputs/input.ts";
import type { TriggerOption } from "../triggers/on.ts";
import type { WarningOption } from "../warning.ts";
import type { ExtraOptions } from "./extra.ts";
import type { ConcurrencyOptions, DefaultsOptions } from "./job-options.ts";
import type { EnvironmentOptions, Text } from "./values/text-options.ts";
import type { PermissionOptions } from "./values/permissions.ts";

/** What `jobs` receives: for each input a reference of its type. The reference to a boolean is also a condition. */
export type InputReferences<I extends Inputs> = {
  readonly [Name in keyof I]: ReferenceTo<ValueOf<I[Name]>>;
};

/** Options of `automation()`. https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax */
export interface AutomationOptions<I extends Inputs = Inputs> {
  /** Names the workflow's file, and the command that runs it here. */
  readonly name: string;
  /** What GitHub shows as the workflow's name. Default: `name`, which stays the command and the file. */
  readonly title?: string | undefined;
  /** One line for `--help`. Default: none. */
  readonly description?: string | undefined;
  /** What starts the workflow on GitHub. Default: `workflow_dispatch`, by hand. */
  readonly on?: TriggerOption;
  /**
   * The form of `workflow_dispatch`, what a `workflow_call` gives, and options of the command. Where `on` names neither
   * of these events, `workflow_dispatch` is added. On other events each input has its default. Default: none.
   */
  readonly inputs?: I;
  /**
   * What the workflow's token may do. Default: the app's. `"repository"` writes none, so that the repository's settings
   * say it for jobs without their own.
   * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions
   */
  readonly permissions?: PermissionOptions | "repository";
  /**
   * `false` for none. Default: a new commit of a pull request cancels the run for the commit before. Other runs do not
   * cancel each other. https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#concurrency
   */
  readonly concurrency?: ConcurrencyOptions | false;
  /** Environment variables of all jobs. No secrets: a task declares its own. Default: none. */
  readonly env?: EnvironmentOptions;
  /**
   * The shell and the folder of the commands of `shell()` in all jobs. Default: the runner's shell, and the top of the
   * repository, or `app({ workingDirectory })`.
   */
  readonly defaults?: DefaultsOptions;
  /**
   * What GitHub shows in the list of runs. Default: GitHub makes one of the event.
   * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#run-name
   */
  readonly runName?: Text;
  /** Name of the generated file. Default: the automation's name, with `.yml`. */
  readonly file?: string;
  /** Has to be true for each job, in addition to the job's own condition. Default: none. */
  readonly condition?: Condition;
  /** `false` for no warnings of this automation, or the kinds to silence. Default: all are shown. */
  readonly warnings?: WarningOption;
  /** Keys for the workflow's YAML that have no option. Default: none. */
  readonly extra?: ExtraOptions;
  /** Declares the jobs, by calling `job()`. `automation()` calls it once, before it returns. */
  jobs(inputs: InputReferences<I>): void;
}
