/** What `call()` takes, as types. */
import type { Condition, Reference, SecretReference } from "../../expression/build/reference.ts";
import type { Inputs, RequiredNames } from "../../inputs/input.ts";
import type { Matrix } from "../matrix/matrix-references.ts";
import type { WarningOption } from "../warning.ts";
import type { ExtraOptions } from "./extra.ts";
import type { AnyJob, ConcurrencyOptions, JobInputs } from "./job-options.ts";
import type { Text } from "./values/text-options.ts";
import type { PermissionOptions } from "./values/permissions.ts";

/**
 * Options of a job that calls a workflow. https://docs.github.com/en/actions/how-tos/reuse-automations/reuse-workflows
 */
export interface CallSettings {
  /** Default: the automation's name, or that of the file. */
  readonly id?: string;
  /** What GitHub shows before the names of its jobs. Default: the id. */
  readonly name?: Text;
  /** Jobs that have to succeed first. Jobs that other options refer to are added. Default: only those. */
  readonly needs?: readonly (AnyJob | string)[];
  /**
   * Whether it is called. Without a status function it also needs the success of all jobs before it. Default:
   * `success()`.
   */
  readonly condition?: Condition;
  /** Calls it once for each combination. Default: none. */
  readonly matrix?: Matrix;
  /** What the tokens of its jobs may do at most. Default: the automation's permissions. */
  readonly permissions?: PermissionOptions;
  /** The group in which only one job or workflow runs at a time. Default: none. */
  readonly concurrency?: ConcurrencyOptions;
  /**
   * The secrets that it gets: all of them (`"inherit"`), some by their names, or each under the name that the called
   * workflow has for it. Default: none.
   */
  readonly secrets?:
    | "inherit"
    | readonly string[]
    | Readonly<Record<string, SecretReference | Reference<string>>>;
  /** `false` for no warnings of this job, or the kinds to silence. Default: all are shown. */
  readonly warnings?: WarningOption;
  /** Keys for the job's YAML that have no option. Default: none. */
  readonly extra?: ExtraOptions;
}

/** Options of a call of an automation, whose inputs are checked. */
export type CallOptions<I extends Inputs = Inputs> = CallSettings &
  ([RequiredNames<I>] extends [never]
    ? {
        /** Values of its inputs, or references to them. Default: each has its own default. */
        readonly inputs?: JobInputs<I>;
      }
    : {
        /** Values of its inputs, or references to them. Those without a default are required. */
        readonly inputs: JobInputs<I>;
      });

/** Options of a call of a file. Its inputs are not known here. */
export interface CallFileOptions extends CallSettings {
  /** Values of its inputs, or references to them. Nothing checks their names. Default: none. */
  readonly inputs?: Readonly<Record<string, string | number | boolean | Reference | Condition>>;
}
