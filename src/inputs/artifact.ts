/** A file or folder that a task gets. `String(artifact)` is its path, so it can stand in a template string. */
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
