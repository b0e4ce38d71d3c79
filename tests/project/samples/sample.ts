/** Small projects that are well, one for each way to build them, for which the real tools are at hand. */
import type { Files } from "../project-files.ts";

export interface Sample {
  readonly name: string;
  readonly files: Files;
  /** Programs that have to be on the PATH, beside those that `prepare` installs into the project. */
  readonly programs: readonly string[];
  /** What a person did once, before the project was committed: it wrote the lockfile. */
  readonly prepare: readonly (readonly string[])[];
  /** What that wrote, where the commands of the checks depend on it. */
  readonly lockfile?: string;
  /** The checks that are found, by name, with their commands. */
  readonly checks: Readonly<Record<string, string>>;
}
