/** The program and its surroundings, for loading an app. */
export interface LoadOptions {
  /** The exports of the running package, which the app's `import … from "recompose-ci"` gets. */
  readonly recompose: object;
  /** Errors name files relative to this folder. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly programVersion: string;
  /** As in `process.version`. */
  readonly nodeVersion: string;
  /** Absolute path of the `node` that runs. */
  readonly nodePath: string;
  /** As in `process.platform` and `process.arch`. */
  readonly platform: string;
  readonly architecture: string;
  /** The user's home folder, absolute. */
  readonly homeFolder: string;
  /** The command that adds a package to the project, for the error about a missing package. */
  readonly addPackage?: (name: string) => Promise<string>;
  /** Calls `listener` for an error that nothing caught, until the returned function is called. */
  readonly onFault?: (listener: (error: unknown) => void) => () => void;
}
