/** What `job()` takes, as types. */
import type {
  AnyText,
  Condition,
  Reference,
  SecretReference,
} from "../../expression/build/reference.ts";
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
import type { PermissionOptions } from "./values/permissions.ts";
import type { WarningOption } from "../warning.ts";

/** What `job()` returns: other jobs get references to its outputs, artifacts and result from it. */
export interface Job<Output extends string = string, ArtifactName extends string = string> {
  readonly id: string;
  /** An output of the job's task, for another job's input. */
  get(output: Output): Reference<string>;
  /** An artifact of the job's tasks, for another job: for an artifact input, or for download(). */
  artifact(name: ArtifactName): ArtifactReference;
  /** An artifact of every combination of a matrix job: a folder with one folder for each. */
  artifacts(name: ArtifactName): ArtifactReference;
  /** How the job ended. */
  readonly result: Reference<JobResult>;
}

export type JobResult = "success" | "failure" | "cancelled" | "skipped";

/** Any job, for `needs`. */
export interface AnyJob {
  readonly id: string;
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

/** A text, or a reference to one; a text may contain references: `` `node-${m.node}` ``. */
export type Text = string | Reference<string>;

/** What a job of steps puts out of its steps, by its own names. GitHub makes a text of it. */
export type MappedOutputs = Readonly<Record<string, Text | Reference | Condition>>;

/** Values of environment variables. A secret does not belong here: its task declares it. */
export type EnvironmentOptions = Readonly<
  Record<string, string | number | boolean | Reference | Condition>
>;

/** Which runner: its label, several labels that it has to have, or a group of runners. */
export type RunsOn =
  | Text
  | readonly Text[]
  | Reference<string | readonly string[]>
  | { readonly group: Text; readonly labels?: Text | readonly Text[] };

/** At most one job or workflow of a group runs at a time. */
export type ConcurrencyOptions =
  | Text
  | {
      readonly group: Text;
      /** Whether a new run cancels the one that is running. Default: false. */
      readonly cancelInProgress?: boolean | Condition;
      /** Whether only the newest run waits (`single`, the default), or all of them, in turn. */
      readonly queue?: "single" | "max";
    };

/** What the commands of `shell()` run in. A task's own step has the shell and the folder of its entry point. */
export interface DefaultsOptions {
  readonly run: {
    /** `bash`, `pwsh`, …, or a command with `{0}` for the script. */
    readonly shell?: Text;
    /** From the top of the repository. */
    readonly workingDirectory?: Text;
  };
}

/** The deployment environment, whose rules GitHub applies before the job starts. */
export type EnvironmentOption =
  | Text
  | {
      readonly name: Text;
      readonly url?: Text;
      /** `false` uses the environment's secrets and rules without recording a deployment. */
      readonly deployment?: boolean | Condition;
    };

export interface ContainerOptions {
  readonly image: Text;
  /** For a registry that asks for them: `` { username: github.actor, password: secret("REGISTRY_TOKEN") } ``. */
  readonly credentials?: {
    readonly username: Text | SecretReference;
    readonly password: Text | SecretReference;
  };
  readonly env?: EnvironmentOptions;
  readonly ports?: readonly (number | string)[];
  readonly volumes?: readonly string[];
  /** Options of `docker create`. */
  readonly options?: string;
}

export interface ServiceOptions extends ContainerOptions {
  readonly entrypoint?: string;
  readonly command?: string;
}

/** How an artifact of a task is uploaded. https://github.com/actions/upload-artifact#inputs */
export interface UploadSettings {
  /** Its name in the run, in place of the task's. */
  readonly name?: Text;
  /** Whether it is uploaded. Default: where the task succeeded. */
  readonly if?: Condition;
  /** Days after which GitHub removes it; 0 for the repository's setting. */
  readonly retentionDays?: number | Reference<number>;
  /** From 0, no compression, to 9. Default: 6. */
  readonly compressionLevel?: number | Reference<number>;
  /** Whether it replaces an artifact of the same name. Default: false. */
  readonly overwrite?: boolean | Condition;
  /** Default: `error`. */
  readonly ifNoFilesFound?: "error" | "warn" | "ignore";
}

export interface JobSettings {
  /** What GitHub shows. Default: the id, with the matrix values after it. */
  readonly name?: Text;
  /** Jobs that have to succeed first. Jobs that other options refer to are added. */
  readonly needs?: readonly (AnyJob | string)[];
  /** Default: the app's. */
  readonly runsOn?: RunsOn;
  /** Runs the job once for each combination. */
  readonly matrix?: Matrix;
  /** Whether the job runs. Without a status function it also needs the success of all jobs before it. */
  readonly condition?: Condition;
  /** Replaces the setup of the task and of the app. */
  readonly setup?: readonly SetupStep[];
  readonly env?: EnvironmentOptions;
  /** What the job's token may do, in place of the automation's permissions. */
  readonly permissions?: PermissionOptions;
  readonly environment?: EnvironmentOption;
  /** Default: none, which `false` says, too. */
  readonly concurrency?: ConcurrencyOptions | false;
  /** The job is cancelled after this time. Default: 360. For GitHub a fraction is rounded up to a whole minute. */
  readonly timeoutMinutes?: number | Reference<number>;
  /** Whether the workflow goes on, and succeeds, when the job fails. */
  readonly continueOnError?: boolean | Condition;
  /** Replaces the automation's `defaults` as a whole. */
  readonly defaults?: DefaultsOptions;
  /** Runs the job's steps in a container. */
  readonly container?: Text | ContainerOptions;
  /** Containers beside the job, by the host names under which it reaches them. */
  readonly services?: Readonly<Record<string, Text | ServiceOptions>>;
  /** `false` for no warnings of this job, or the kinds to silence. */
  readonly warnings?: WarningOption;
  /** Keys for the job's YAML that have no option. */
  readonly extra?: ExtraOptions;
}

/** Options of a job that runs one task. */
export type JobOptions<
  I extends Inputs = Inputs,
  ArtifactName extends string = string,
> = JobSettings & {
  /** Default: the task's name. */
  readonly id?: string;
  /** Steps behind the task and its uploads. */
  readonly after?: readonly AnyStep[];
  /** How its artifacts are uploaded. */
  readonly artifacts?: { readonly [Name in ArtifactName]?: UploadSettings };
} & ([RequiredNames<I>] extends [never]
    ? { readonly inputs?: JobInputs<I> }
    : { readonly inputs: JobInputs<I> });

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
  /** Outputs beside those of its tasks, by their names. */
  readonly outputs?: Mapped;
  /** How the artifacts of its tasks are uploaded. */
  readonly artifacts?: { readonly [Name in ArtifactsOf<Steps[number]>]?: UploadSettings };
}

/** The job of these steps, with the outputs and artifacts of its tasks, and the outputs that it maps. */
export type StepsJob<Steps extends readonly AnyStep[], Mapped extends MappedOutputs> = Job<
  OutputsOf<Steps[number]> | (keyof Mapped & string),
  ArtifactsOf<Steps[number]>
>;
