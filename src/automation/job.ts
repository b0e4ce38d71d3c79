import {
  type Condition,
  contextReference,
  isCondition,
  isReference,
  type Reference,
} from "../expression/build/reference.ts";
import type { Inputs, OptionalInputs, RequiredNames } from "../inputs/input.ts";
import { checkOptions } from "../problems/options.ts";
import { didYouMean, quotedList, shown } from "../problems/wording.ts";
import type { DescribedTask, TaskInfo } from "../task/definition.ts";
import { idRule, isValidId } from "../github/name-rules.ts";
import { ArtifactReference } from "./artifact-reference.ts";
import {
  type Declaration,
  type DeclaredJob,
  type JobKeys,
  requireDeclaration,
} from "./declaration.ts";
import { readJobInputs } from "./keys/job-inputs.ts";
import type { Job, JobOptions, JobResult, JobSettings } from "./keys/job-options.ts";
import { jobKeys, otherJobKeys } from "./keys/job-keys.ts";
import { readKeys } from "./keys/key-table.ts";
import { readExtra } from "./keys/extra.ts";
import { readWarningOption } from "./warning.ts";
import { readStrategy } from "./keys/matrix-reader.ts";
import { keysOf, requireMatrix } from "./matrix/matrix.ts";
import { OptionReader } from "./keys/option-reader.ts";
import { at, DeclarationError, type Place } from "./place.ts";
import { readSetup } from "./keys/values/setup.ts";

/**
 * Adds a job that runs a task to the automation that is being declared.
 *
 * @throws UsageError outside of an automation, and for every name or value that does not fit the task.
 * @example
 * const buildJob = job(build);
 * job(publish, { inputs: { version: buildJob.get("version"), package: buildJob.artifact("package") } });
 */
export function job<I extends Inputs, Output extends string, ArtifactName extends string>(
  task: DescribedTask<I, Output, ArtifactName>,
  options: [RequiredNames<I>] extends [never] ? JobOptions<I> | undefined : JobOptions<I>,
): Job<Output, ArtifactName>;
export function job<Output extends string, ArtifactName extends string>(
  task: DescribedTask<OptionalInputs, Output, ArtifactName>,
): Job<Output, ArtifactName>;
export function job(task: DescribedTask, options?: JobOptions): Job {
  const declaration = requireDeclaration("job()");
  const info: TaskInfo | undefined = (task as Partial<DescribedTask> | undefined)?.definition;
  const { automation } = declaration;
  if (info === undefined) {
    throw new DeclarationError({ automation }, `job() takes a task, not ${typeof task}.`);
  }
  const settings: JobSettings & { readonly inputs?: Readonly<Record<string, unknown>> } =
    options ?? {};
  at({ automation, job: info.name }, () => checkOptions(settings, Object.keys(jobKeys), "a job"));
  const id = settings.id ?? info.name;
  const place = { automation, job: id };
  checkId(id, info, declaration);
  const matrix = settings.matrix === undefined ? undefined : requireMatrix(settings.matrix, place);
  const reader = new OptionReader({
    place,
    owner: declaration,
    matrix: matrix && {
      token: settings.matrix,
      keys: isReference(matrix.include) ? undefined : keysOf(matrix),
    },
  });
  const strategy = matrix && readStrategy(matrix, reader);
  const inputs = readJobInputs(info, settings.inputs ?? {}, declaration, reader, strategy?.matrix);
  const needs = reader
    .list(settings.needs ?? [], "needs")
    .map((need) => idOfNeed(need, place, declaration));
  const condition = both(declaration.condition, settings.condition);
  const steps = settings.setup === undefined ? info.setup : settings.setup;
  const setup = steps === undefined ? undefined : readSetup(steps, reader);
  const keys = readKeys<JobSettings, JobKeys>(
    jobKeys,
    condition === undefined ? settings : { ...settings, condition },
    reader,
    "jobs.<job_id>.",
  );
  const { warnings, extra } = settings;
  const result: DeclaredJob = {
    id,
    task: info,
    inputs,
    setup,
    warningOption: readWarningOption(warnings, place),
    extra: readExtra(extra, jobKeys, otherJobKeys, reader),
    // Last: reading the options adds to `reader.needs`.
    keys: {
      ...keys,
      ...(strategy && { strategy }),
      needs: [...new Set([...needs, ...reader.needs])],
    },
  };
  declaration.jobs.set(id, result);
  declaration.ids.set(id.toLowerCase(), id);
  return new JobHandle(result, declaration);
}

/** The automation's condition, then the job's. */
function both(first: Condition | undefined, second: Condition | undefined): Condition | undefined {
  if (first === undefined || !isCondition(second)) return second ?? first;
  return first.and(second);
}

function checkId(id: unknown, info: TaskInfo, { automation, ids }: Declaration): void {
  if (!isValidId(id)) {
    throw new DeclarationError(
      { automation },
      `a job has the id ${shown(id)}, which is not valid. ${idRule}`,
    );
  }
  const twin = ids.get(id.toLowerCase());
  if (twin === undefined) return;
  const same = twin === id ? "" : ` (${quotedList([twin, id])} are the same to GitHub)`;
  throw new DeclarationError(
    { automation, job: id },
    `two jobs have this id${same}. Give one of them an id of its own with \`id\`.`,
    [`job(${info.name}, { id: "${info.name}_2" })`],
  );
}

/** Takes any text: checkGraph() knows all jobs. */
function idOfNeed(need: unknown, place: Place, declaration: Declaration): string {
  if (typeof need === "string") return need;
  if (need instanceof JobHandle && need.declaration === declaration) return need.id;
  throw new DeclarationError(
    { ...place, option: "needs" },
    need instanceof JobHandle
      ? `the job ${JSON.stringify(need.id)} is another automation's. A workflow sees its own jobs only.`
      : `it lists what job() returned, not ${shown(need)}.`,
  );
}

class JobHandle implements Job {
  readonly id: string;
  readonly declaration: Declaration;
  readonly #job: DeclaredJob;

  constructor(job: DeclaredJob, declaration: Declaration) {
    this.id = job.id;
    this.declaration = declaration;
    this.#job = job;
  }

  get(output: string): Reference<string> {
    this.#check("output", output, this.#job.task.outputs ?? []);
    this.#refuseMatrix(
      `its output ${JSON.stringify(output)} has one value for all combinations, that of the last to finish, so which one is chance`,
      "Save the value as an artifact, and gather those with artifacts().",
    );
    return this.#reference(["outputs", output]);
  }

  artifact(name: string): ArtifactReference {
    this.#check("artifact", name, this.#job.task.artifacts ?? []);
    this.#refuseMatrix(
      `each combination saves an artifact ${JSON.stringify(name)} of its own`,
      "Gather them all, as a folder, with artifacts().",
    );
    return new ArtifactReference(this.id, name, this.declaration, false);
  }

  artifacts(name: string): ArtifactReference {
    this.#check("artifact", name, this.#job.task.artifacts ?? []);
    if (this.#job.keys.strategy === undefined) {
      throw this.#error(
        `there is one artifact ${JSON.stringify(name)}, because the job has no matrix. Use artifact().`,
      );
    }
    return new ArtifactReference(this.id, name, this.declaration, true);
  }

  get result(): Reference<JobResult> {
    return this.#reference(["result"]);
  }

  /** For `shown()` in errors. */
  toJSON(): object {
    return { id: this.id };
  }

  [Symbol.toPrimitive](): never {
    throw this.#error("a job is not a text. Use one of its outputs with get(), or its result.");
  }

  #reference<Value>(properties: readonly string[]): Reference<Value> {
    return contextReference("needs", [this.id, ...properties], [this.id], this.declaration);
  }

  #check(what: "output" | "artifact", name: string, names: readonly string[]): void {
    if (names.includes(name)) return;
    throw this.#error(
      `there is no ${what} ${JSON.stringify(name)}. The ${what}s of its task are ${quotedList(names)}.${didYouMean(name, names)}`,
    );
  }

  #refuseMatrix(reason: string, instead: string): void {
    if (this.#job.keys.strategy === undefined) return;
    throw this.#error(`the job has a matrix: ${reason}. ${instead}`);
  }

  #error(message: string): DeclarationError {
    return new DeclarationError({ automation: this.declaration.automation, job: this.id }, message);
  }
}
