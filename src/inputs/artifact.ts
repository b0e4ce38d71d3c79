/** A file or folder that a task gets. `String(artifact)` is its path, so it can stand in a template string. */
export class Artifact {
  /** Absolute. */
  readonly path: string;

  /**
   * Recompose makes one for each artifact input.
   *
   * @param path Absolute.
   */
  constructor(path: string) {
    this.path = path;
  }

  /** The path. */
  toString(): string {
    return this.path;
  }
}
