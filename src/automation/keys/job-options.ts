/** What `job()` takes, as types. */
import type { AnyText, Condition, Reference } from "../../expression/build/reference.ts";
import type { Artifact } from "../../inputs/artifact.ts";
import type {
  InputArguments,
  Inputs,
  OptionalInputs,
  RequiredNames,
  ValueOf,
} from "../../inputs/input.ts";
import type { SetupStep, Step } from "../../steps/step.ts";
import type { DescribedTask } from "../../task/definition.ts";
import type { ArtifactReference } from "../../steps/artifacts/artifact-reference.ts";
import type { ExtraOptions } from "./extra.ts";
import type { Matrix } from "../matrix/matrix-references.ts";
import type { ContainerOptions, ServiceOptions } from "./values/container-options.ts";
import type { PermissionOptions } from "./values/permissions.ts";
import type { EnvironmentOptions, Text } from "./values/text-options.ts";
import type { WarningOption } from "../warning.ts";

/** What `job()` returns: other jobs get references to its outputs, artifacts and result from it. */
export interface Job<Output extends string = string, ArtifactName extends string = string> {
  /** Its key among the `jobs` of the workflow. */
  readonly id: string;
  /** An output of the job's task, for another job's input. */
  get(output: Output): Reference<string>;
  /** An artifact of the job's tasks, for another job: for an artifact input, or for download(). */
  artifact(name: ArtifactName): ArtifactReference;
  /** An artifact of every combination of a matrix job: a folder with one folder for each. */
  artifacts(name: ArtifactName): ArtifactReference;
  /** How the job ended. https://docs.github.com/en/actions/reference/workflows-and-actions/contexts#needs-context */
  readonly result: Reference<JobResult>;
}

/** How a job ended. https://docs.github.com/en/actions/reference/workflows-and-actions/contexts#needs-context */
export type JobResult = "success" | "failure" | "cancelled" | "skipped";

/** Any job, for `needs`. */
export interface AnyJob {
  /** Its key among the `jobs` of the workflow. */
  readonly id: string;
  /** How the job ended. */
  readonly result: Reference<JobResult>;
}

/** A value of the input's type, or a reference to one. A choice also takes a reference to any text. */
type JobInput<Value> = [Value] extends [Artifact]
  ? ArtifactReference
  : | Value
    | Reference<Value>
    | ([Value] extends [string] ? AnyText : never)
    | ([Value] extends [boolean] ? Condition : never);

/** The same inputs are required as for a caller of the task. */
export type JobInputs<I extends Inputs> = [keyof I] extends [never]
  ? Readonly<Record<string, never>>
  : { readonly [Name in keyof InputArguments<I>]: JobInput<ValueOf<I[Name]>> };

/** What a job of steps puts out of its steps, by its own names. GitHub makes a text of it. */
export type MappedOutputs = Readonly<Record<string, Text | Reference | Condition>>;

/**
 * Which runner: its label, several labels that it has to have, or a group of runners.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idruns-on
 */
export type RunsOn =
  | Text
  | readonly Text[]
  | Reference<string | readonly string[]>
  | {
      /** The name of the group. */
      readonly group: Text;
      /** The labels that a runner of the group has to have. Default: none. */
      readonly labels?: Text | readonly Text[];
    };

/**
 * At most one job or workflow of a group runs at a time.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#concurrency
 */
export type ConcurrencyOptions =
  | Text
  | {
      /** The name of the group, in the repository. GitHub ignores its case. */
      readonly group: Text;
      /** Whether a new run cancels the one that is running. Default: false. */
      readonly cancelInProgress?: boolean | Condition;
      /** Whether only the newest run waits (`single`), or all of them, in turn (`max`). Default: `single`. */
      readonly queue?: "single" | "max";
    };

/**
 * What the commands of `shell()` run in. A task's own step has the shell and the folder of its entry point.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#defaults
 */
export interface DefaultsOptions {
  /** What each command has, unless its step says otherwise. */
  readonly run: {
    /** `bash`, `pwsh`, …, or a command with `{0}` for the script. Default: the runner's. */
    readonly shell?: Text;
    /** From the top of the repository. Default: the top itself. */
    readonly workingDirectory?: Text;
  };
}

/**
 * The deployment environment, whose rules GitHub applies before the job starts.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idenvironment
 */
export type EnvironmentOption =
  | Text
  | {
      /** Its name. One that the repository does not have yet is made. */
      readonly name: Text;
      /** The address of what was deployed, which GitHub links. Default: none. */
      readonly url?: Text;
      /** `false` uses the environment's secrets and rules without recording a deployment. Default: true. */
      readonly deployment?: boolean | Condition;
    };

/** How an artifact of a task is uploaded. https://github.com/actions/upload-artifact#inputs */
export interface UploadSettings {
  /**
   * Its name in the run. Default: the task's, with the job's id before it where several jobs save one of that name, and
   * in a matrix with the combination behind it.
   */
  readonly name?: Text;
  /** Whether it is uploaded. Default: where the task succeeded. */
  readonly if?: Condition;
  /** Days after which GitHub removes it, 400 at most; 0 for the repository's setting. Default: 0. */
  readonly retentionDays?: number | Reference<number>;
  /** From 0, no compression, to 9. Default: 6. */
  readonly compressionLevel?: number | Reference<number>;
  /** Whether it replaces an artifact of the same name. Default: false. */
  readonly overwrite?: boolean | Condition;
  /** Default: `error`. */
  readonly ifNoFilesFound?: "error" | "warn" | "ignore";
}

/** Options that all jobs have. https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobs */
export interface JobSettings {
  /** What GitHub shows. Default: the id, with the matrix values after it. */
  readonly name?: Text;
  /**
   * Jobs that have to succeed first. Jobs that other options refer to are added. Default: only those.
   * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idneeds
   */
  readonly needs?: readonly (AnyJob | string)[];
  /**
   * Default: the app's.
   * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idruns-on
   */
  readonly runsOn?: RunsOn;
  /**
   * Runs the job once for each combination. Default: none.
   * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstrategy
   */
  readonly matrix?: Matrix;
  /**
   * Whether the job runs. Without a status function it also needs the success of all jobs before it. Default:
   * `success()`. https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idif
   */
  readonly condition?: Condition;
  /** Steps before the job's own. Default: the setup of the task, else that of the app. */
  readonly setup?: readonly SetupStep[];
  /** Environment variables of all steps. No secrets: a task declares its own. Default: none. */
  readonly env?: EnvironmentOptions;
  /**
   * What the job's token may do. Default: the automation's permissions.
   * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions
   */
  readonly permissions?: PermissionOptions;
  /**
   * The deployment environment, whose rules GitHub applies before the job starts. Default: none.
   * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idenvironment
   */
  readonly environment?: EnvironmentOption;
  /**
   * The group in which only one job or workflow runs at a time. Default: none, which `false` says, too.
   * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idconcurrency
   */
  readonly concurrency?: ConcurrencyOptions | false;
  /**
   * The job is cancelled after this time, in minutes. Default: 360. For GitHub a fraction is rounded up to a whole
   * minute. https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idtimeout-minutes
   */
  readonly timeoutMinutes?: number | Reference<number>;
  /**
   * Whether the workflow goes on, and succeeds, when the job fails. Default: false.
   * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idcontinue-on-error
   */
  readonly continueOnError?: boolean | Condition;
  /**
   * The shell and the folder of the job's `shell()` commands, in place of all of the automation's `defaults`. Default:
   * those.
   */
  readonly defaults?: DefaultsOptions;
  /** Runs the job's steps in a container. Default: none. */
  readonly container?: Text | ContainerOptions;
  /** Containers beside the job, by the host names under which it reaches them. Default: none. */
  readonly services?: Readonly<Record<string, Text | ServiceOptions>>;
  /** `false` for no warnings of this job, or the kinds to silence. Default: all are shown. */
  readonly warnings?: WarningOption;
  /** Keys for the job's YAML that have no option. Default: none. */
  readonly extra?: ExtraOptions;
}

/** Options of a job that runs one task. */
export type JobOptions<
  I extends Inputs = Inputs,
  ArtifactName extends string = string,
> = JobSettings & {
  /** Default: the task's name. */
  readonly id?: string;
  /** Steps behind the task and its uploads. Default: none. */
  readonly after?: readonly AnyStep[];
  /** How its artifacts are uploaded. Default: each where the task succeeded, under its own name. */
  readonly artifacts?: { readonly [Name in ArtifactName]?: UploadSettings };
} & ([RequiredNames<I>] extends [never]
    ? {
        /** Values of the task's inputs, or references to them. Default: each has its own default. */
        readonly inputs?: JobInputs<I>;
      }
    : {
        /** Values of the task's inputs, or references to them. Those without a default are required. */
        readonly inputs: JobInputs<I>;
      });

/** A step, or a task that needs no inputs. */
export type AnyStep = Step<string, string, never> | DescribedTask<OptionalInputs>;

type OutputsOf<Item> =
  Item extends DescribedTask<infer _I, infer Output, infer _A>
    ? Output
    : Item extends Step<infer Output, infer _A, infer _K>
      ? Output
      : never;

type ArtifactsOf<Item> =
  Item extends DescribedTask<infer _I, infer _O, infer ArtifactName>
    ? ArtifactName
    : Item extends Step<infer _O, infer ArtifactName, infer _K>
      ? ArtifactName
      : never;

/** Options of a job of steps. */
export interface StepsJobOptions<
  Steps extends readonly AnyStep[] = readonly AnyStep[],
  Mapped extends MappedOutputs = MappedOutputs,
> extends JobSettings {
  /** In order. A task needs no `runs()` where it has no required inputs. */
  readonly steps: Steps;
  /**
   * Outputs beside those of its tasks, by their names. Default: none.
   * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idoutputs
   */
  readonly outputs?: Mapped;
  /** How the artifacts of its tasks are uploaded. Default: each where its task succeeded, under its own name. */
  readonly artifacts?: { readonly [Name in ArtifactsOf<Steps[number]>]?: UploadSettings };
}

/** The job of these steps, with the outputs and artifacts of its tasks, and the outputs that it maps. */
export type StepsJob<Steps extends readonly AnyStep[], Mapped extends MappedOutputs> = Job<
  OutputsOf<Steps[number]> | (keyof Mapped & string),
  ArtifactsOf<Steps[number]>
>;
