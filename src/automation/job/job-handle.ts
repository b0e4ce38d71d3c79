/** What `job()` and `call()` return: the references that other jobs get from a job. */
import { contextReference, type Reference } from "../../expression/build/reference.ts";
import { didYouMean, quotedList } from "../../problems/wording.ts";
import { ArtifactReference } from "../../steps/artifacts/artifact-reference.ts";
import {
  artifactsOf,
  type Declaration,
  type DeclaredJob,
  isTaskStep,
  nounFor,
} from "../declaration.ts";
import type { Job, JobResult } from "../keys/job-options.ts";
import { DeclarationError } from "../place.ts";

export class JobHandle implements Job {
  readonly id: string;
  readonly declaration: Declaration;
  readonly #job: DeclaredJob;

  constructor(job: DeclaredJob, declaration: Declaration) {
    this.id = job.id;
    this.declaration = declaration;
    this.#job = job;
  }

  get(output: string): Reference<string> {
    const { outputs, keys } = this.#job;
    // A called file is not read: it may have any output.
    if (keys.uses === undefined || this.#job.called !== undefined) {
      this.#check("output", output, Object.keys(outputs));
    }
    this.#refuseMatrix(
      `its output ${JSON.stringify(output)} has one value for all combinations, that of the last to finish, so which one is chance`,
      "Save the value as an artifact, and gather those with artifacts().",
    );
    return this.#reference(["outputs", output]);
  }

  artifact(name: string): ArtifactReference {
    this.#check("artifact", name, artifactsOf(this.#job));
    this.#refuseMatrix(
      `each combination saves an artifact ${JSON.stringify(name)} of its own`,
      "Gather them all, as a folder, with artifacts().",
    );
    return this.#request(name, false);
  }

  artifacts(name: string): ArtifactReference {
    this.#check("artifact", name, artifactsOf(this.#job));
    if (this.#job.keys.strategy === undefined) {
      throw this.#error(
        `there is one artifact ${JSON.stringify(name)}, because the job has no matrix. Use artifact().`,
      );
    }
    return this.#request(name, true);
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

  #request(artifact: string, allCombinations: boolean): ArtifactReference {
    const reference = new ArtifactReference(this.id, artifact, this.declaration, allCombinations);
    this.declaration.requested.push(reference);
    return reference;
  }

  #reference<Value>(properties: readonly string[]): Reference<Value> {
    return contextReference("needs", [this.id, ...properties], [this.id], this.declaration);
  }

  #check(what: "output" | "artifact", name: string, names: readonly string[]): void {
    if (names.includes(name)) return;
    if (what === "output") this.#checkCall(name, names);
    const isMappable = what === "output" && !this.#job.steps.every(isTaskStep);
    throw this.#error(
      `there is no ${what} ${JSON.stringify(name)}. The ${what}s of ${nounFor(this.#job)} are ${quotedList(names)}.${didYouMean(name, names)}${isMappable ? " An output of another step becomes the job's by its option `outputs`." : ""}`,
      isMappable ? [`outputs: { ${name}: step.get("${name}") }`] : [],
    );
  }

  /** @throws DeclarationError where the automation that it calls has no such output. */
  #checkCall(name: string, names: readonly string[]): void {
    const { called } = this.#job;
    if (called === undefined) return;
    throw this.#error(
      `there is no output ${JSON.stringify(name)}. The outputs of the automation ${JSON.stringify(called.name)} for its callers are ${quotedList(names)}.${didYouMean(name, names)}`,
      [`onWorkflowCall({ outputs: { ${name}: { value: "\${{ jobs.JOB.outputs.${name} }}" } } })`],
    );
  }

  #refuseMatrix(reason: string, instead: string): void {
    if (this.#job.keys.strategy === undefined) return;
    throw this.#error(`the job has a matrix: ${reason}. ${instead}`);
  }

  #error(message: string, hints: readonly string[] = []): DeclarationError {
    const place = { automation: this.declaration.automation, job: this.id };
    return new DeclarationError(place, message, hints);
  }
}
