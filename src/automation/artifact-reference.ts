import { UsageError } from "../problems/usage-error.ts";

/** An artifact that a job will have saved when the jobs that need it run. */
export class ArtifactReference {
  readonly job: string;
  readonly artifact: string;
  /** The automation that made it; it means nothing in another one. */
  readonly owner: object;
  /** Whether it stands for those of all combinations of a matrix: a folder with one folder for each. */
  readonly gathered: boolean;

  constructor(job: string, artifact: string, owner: object, gathered: boolean) {
    this.job = job;
    this.artifact = artifact;
    this.owner = owner;
    this.gathered = gathered;
  }

  /** Its path is the task's to know. */
  [Symbol.toPrimitive](): never {
    throw new UsageError(
      `the artifact ${JSON.stringify(this.artifact)} of the job ${JSON.stringify(this.job)} is no text: give it to an artifact input of a task.`,
      ['inputs: { wheel: build.artifact("wheel") }'],
    );
  }
}
