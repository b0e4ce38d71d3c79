/** What the program tells about itself and its surroundings when it loads an app. */
export interface LoadOptions {
  /** The running instance of this package, for `import … from "recompose-ci"`: there is one registry of what runs. */
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
  /** The command that adds a package to the project, for an error that misses it. */
  readonly addPackage?: (name: string) => Promise<string>;
  /** Calls `listener` for an error that nothing caught, until the returned function is called. */
  readonly onFault?: (listener: (error: unknown) => void) => () => void;
}
