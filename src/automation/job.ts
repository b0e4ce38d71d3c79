import {
  belongsTo,
  contextReference,
  isReference,
  type Reference,
} from "../expression/reference.ts";
import type { Artifact } from "../inputs/artifact.ts";
import { checkGivenNames, checkValue } from "../inputs/check.ts";
import type { Inputs, RequiredNames, ValueOf } from "../inputs/input.ts";
import { UsageError } from "../problems/usage-error.ts";
import { didYouMean, quotedList } from "../problems/wording.ts";
import { type DescribedTask, idRule, isValidId, type TaskInfo } from "../task/definition.ts";
import { ArtifactReference } from "./artifact-reference.ts";
import { type Declaration, type JobInputValue, requireDeclaration } from "./declaration.ts";

/** What `job()` returns: the names by which other jobs refer to what this one makes. */
export interface Job<Output extends string = string, ArtifactName extends string = string> {
  readonly id: string;
  /** An output of the job's task, for another job's input. */
  get(output: Output): Reference<string>;
  /** An artifact of the job's task, for another job's artifact input. */
  artifact(name: ArtifactName): ArtifactReference;
  /** How the job ended, as other jobs see it. */
  readonly result: Reference<"success" | "failure" | "cancelled" | "skipped">;
}

/** A value of the input's type, or a reference to one. */
type JobInput<Value> = [Value] extends [Artifact]
  ? ArtifactReference
  : Value | Reference<Value> | ([Value] extends [string] ? Reference<string> : never);

type JobInputs<I extends Inputs> = {
  readonly [Name in RequiredNames<I>]: JobInput<ValueOf<I[Name]>>;
} & {
  readonly [Name in Exclude<keyof I, RequiredNames<I>>]?: JobInput<ValueOf<I[Name]>>;
};

export interface JobSettings {
  /** Default: the task's name. */
  readonly id?: string;
  /** Jobs that have to end in success first; those that `inputs` refer to need not be named. */
  readonly needs?: readonly Job[];
  /** The runner's label, such as `ubuntu-latest`. Default: the app's. */
  readonly runsOn?: string;
}

export type JobOptions<I extends Inputs = Inputs> = JobSettings &
  ({} extends JobInputs<I>
    ? { readonly inputs?: JobInputs<I> }
    : { readonly inputs: JobInputs<I> });

type JobArguments<I extends Inputs> =
  {} extends JobInputs<I> ? [options?: JobOptions<I>] : [options: JobOptions<I>];

/**
 * Adds a job that runs a task to the automation that is being declared.
 *
 * @throws UsageError outside of an automation, and for every name or value that does not fit the task.
 * @example
 * const built = job(build);
 * job(publish, { inputs: { version: built.get("version"), package: built.artifact("package") } });
 */
export function job<I extends Inputs, Output extends string, ArtifactName extends string>(
  task: DescribedTask<I, Output, ArtifactName>,
  ...[options]: JobArguments<I>
): Job<Output, ArtifactName> {
  const declaration = requireDeclaration();
  const info: TaskInfo | undefined = (task as Partial<DescribedTask> | undefined)?.definition;
  if (info === undefined) {
    throw new UsageError(`${declaration.label}: job() takes a task, not ${typeof task}.`);
  }
  const settings: JobSettings & { readonly inputs?: object } = options ?? {};
  const id = settings.id ?? info.name;
  const label = `${declaration.label}, job ${JSON.stringify(id)}`;
  if (!isValidId(id)) throw new UsageError(`${label}: that is no valid id. ${idRule}`);
  // GitHub compares job ids without regard to case.
  const twin = [...declaration.jobs.keys()].find((o) => o.toLowerCase() === id.toLowerCase());
  if (twin !== undefined) {
    throw new UsageError(
      `${declaration.label} has two jobs with the id ${JSON.stringify(twin)}. Give one of them an id of its own.`,
      [`job(${info.name}, { id: "${info.name}_2" })`],
    );
  }
  const inputs = { ...settings.inputs } as Record<string, JobInputValue>;
  const references = checkInputs(info, inputs, label, declaration);
  const needs = (settings.needs ?? []).map((needed) => neededId(needed, label, declaration));
  declaration.jobs.set(id, {
    id,
    task: info,
    needs: [...new Set([...needs, ...references])],
    inputs,
    ...(settings.runsOn === undefined ? {} : { runsOn: settings.runsOn }),
  });
  return new DeclaredJob(id, info, label, declaration);
}

/** The ids of the jobs that the inputs refer to. */
function checkInputs(
  info: TaskInfo,
  inputs: Readonly<Record<string, JobInputValue>>,
  label: string,
  declaration: Declaration,
): string[] {
  const declared = info.inputs ?? {};
  checkGivenNames(declared, inputs, `${label}: its task`);
  return Object.entries(inputs).flatMap(([name, value]) => {
    const input = declared[name];
    if (input === undefined || value === undefined) return [];
    const isArtifact = value instanceof ArtifactReference;
    if (isArtifact !== (input.kind === "artifact")) {
      throw new UsageError(
        isArtifact
          ? `${label}: the input ${JSON.stringify(name)} takes a ${input.kind}, not an artifact.`
          : `${label}: the input ${JSON.stringify(name)} takes an artifact of another job.`,
        isArtifact ? [] : [`inputs: { ${name}: otherJob.artifact("…") }`],
      );
    }
    if (!isArtifact && !isReference(value)) {
      checkValue(input, name, value, label);
      return [];
    }
    const owned = isArtifact ? value.owner === declaration : belongsTo(value, declaration);
    if (!owned) {
      throw new UsageError(
        `${label}: the input ${JSON.stringify(name)} refers to a job of another automation. A workflow sees its own jobs only.`,
      );
    }
    return isArtifact ? [value.job] : value.jobs;
  });
}

function neededId(needed: unknown, label: string, declaration: Declaration): string {
  if (needed instanceof DeclaredJob && needed.declaration === declaration) return needed.id;
  throw new UsageError(
    needed instanceof DeclaredJob
      ? `${label} needs the job ${JSON.stringify(needed.id)} of another automation. A workflow sees its own jobs only.`
      : `${label}: \`needs\` lists what job() returned, not ${JSON.stringify(needed) ?? typeof needed}.`,
  );
}

class DeclaredJob implements Job {
  readonly id: string;
  readonly declaration: Declaration;
  readonly #info: TaskInfo;
  readonly #label: string;

  constructor(id: string, info: TaskInfo, label: string, declaration: Declaration) {
    this.id = id;
    this.declaration = declaration;
    this.#info = info;
    this.#label = label;
  }

  get(output: string): Reference<string> {
    this.#check("output", output, this.#info.outputs ?? []);
    return this.#reference(["outputs", output]);
  }

  artifact(name: string): ArtifactReference {
    this.#check("artifact", name, this.#info.artifacts ?? []);
    return new ArtifactReference(this.id, name, this.declaration);
  }

  get result(): Reference<"success" | "failure" | "cancelled" | "skipped"> {
    return this.#reference(["result"]);
  }

  #reference<Value>(properties: readonly string[]): Reference<Value> {
    return contextReference("needs", [this.id, ...properties], [this.id], this.declaration);
  }

  #check(what: "output" | "artifact", name: string, declared: readonly string[]): void {
    if (declared.includes(name)) return;
    throw new UsageError(
      `${this.#label} has no ${what} ${JSON.stringify(name)}. The ${what}s of its task are ${quotedList(declared)}.${didYouMean(name, declared)}`,
    );
  }
}
