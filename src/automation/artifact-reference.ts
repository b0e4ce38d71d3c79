/** An artifact that a job will have saved when the jobs that need it run. */
export class ArtifactReference {
  readonly job: string;
  readonly artifact: string;
  /** The automation that made it; it means nothing in another one. */
  readonly owner: object;

  constructor(job: string, artifact: string, owner: object) {
    this.job = job;
    this.artifact = artifact;
    this.owner = owner;
  }
}
