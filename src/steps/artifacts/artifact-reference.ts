import { UsageError } from "../../problems/usage-error.ts";

/** An artifact that a job saves before the jobs that need it run. */
export class ArtifactReference {
  /** The id of the job. */
  readonly job: string;
  /** Its name, as the task declares it. */
  readonly artifact: string;
  /** The declaration of the automation that it belongs to: another automation cannot use it. */
  readonly owner: object;
  /** Whether it stands for the artifacts of all combinations of a matrix: a folder with a folder for each. */
  readonly allCombinations: boolean;

  /** Only `Job.artifact()` and `Job.artifacts()` make one. */
  constructor(job: string, artifact: string, owner: object, allCombinations: boolean) {
    this.job = job;
    this.artifact = artifact;
    this.owner = owner;
    this.allCombinations = allCombinations;
  }

  /** For `shown()` in errors, and to tell steps apart. */
  toJSON(): object {
    return { job: this.job, artifact: this.artifact };
  }

  /** Only the task that takes the artifact knows its path. */
  [Symbol.toPrimitive](): never {
    throw new UsageError(
      `the artifact ${JSON.stringify(this.artifact)} of the job ${JSON.stringify(this.job)} is not a text: give it to an artifact input of a task, or to download().`,
      ['inputs: { wheel: build.artifact("wheel") }', 'download(build.artifact("wheel"))'],
    );
  }
}
