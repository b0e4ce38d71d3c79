/** A file or folder that was handed to a task. `String(artifact)` is its path, so it can stand in a template. */
export class Artifact {
  /** Absolute. */
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  toString(): string {
    return this.path;
  }
}
