/** What `automation()` takes, as types. */
import type { Condition, ReferenceTo } from "../../expression/build/reference.ts";
import type { Inputs, ValueOf } from "../../inputs/input.ts";
import type { TriggerOption } from "../triggers/on.ts";
import type { WarningOption } from "../warning.ts";
import type { ExtraOptions } from "./extra.ts";
import type { ConcurrencyOptions, EnvironmentOptions, Text } from "./job-options.ts";
import type { PermissionOptions } from "./permissions.ts";

/** What `jobs` receives for each input: a reference of its type; that of a boolean is a condition, too. */
export type InputReferences<I extends Inputs> = {
  readonly [Name in keyof I]: ReferenceTo<ValueOf<I[Name]>>;
};

export interface AutomationOptions<I extends Inputs = Inputs> {
  /** Names the workflow's file, and the command that runs it here. */
  readonly name: string;
  /** One line for `--help`. */
  readonly description?: string | undefined;
  /** What starts the workflow on GitHub. Default: `workflow_dispatch`, by hand. */
  readonly on?: TriggerOption;
  /** The form of `workflow_dispatch`, and options of the command. On other events each has its default. */
  readonly inputs?: I;
  /** What the workflow's token may do. Default: the app's. */
  readonly permissions?: PermissionOptions;
  /** Default: a newer commit of a pull request cancels the run for the one before; every other run is alone. */
  readonly concurrency?: ConcurrencyOptions;
  readonly env?: EnvironmentOptions;
  /** What GitHub shows in the list of runs. */
  readonly runName?: Text;
  /** Name of the generated file. Default: the automation's, with `.yml`. */
  readonly file?: string;
  /** Has to be true for any of the jobs, in addition to the job's own. */
  readonly condition?: Condition;
  /** `false` for no warnings of this automation, or the kinds that are not wanted. */
  readonly warnings?: WarningOption;
  /** Merged into the workflow's YAML as it is, for what has no option. */
  readonly extra?: ExtraOptions;
  /** Declares the jobs, by calling `job()`. Runs once, at once: every mistake is reported here. */
  jobs(inputs: InputReferences<I>): void;
}
