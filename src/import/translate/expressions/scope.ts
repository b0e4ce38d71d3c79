/** What the expressions of a job may refer to by name. */
import type { InputScope } from "./input-scope.ts";
import type { MatrixScope } from "./matrix-scope.ts";

export interface JobScope {
  readonly constant: string;
  /**
   * Those that get() knows: none of a job with a matrix, since these are of any combination. Undefined for any, of a
   * workflow that it calls.
   */
  readonly outputs: readonly string[] | undefined;
}

export interface StepScope {
  readonly constant: string;
  /** Those that get() knows. Undefined for any. */
  readonly outputs: readonly string[] | undefined;
}

export interface Scope {
  /** The matrix of the job. */
  readonly matrix?: MatrixScope | undefined;
  /** The jobs that are declared already, by their ids. */
  readonly jobs: ReadonlyMap<string, JobScope>;
  /** The steps of the job that come before, by their ids. */
  readonly steps: ReadonlyMap<string, StepScope>;
  /** The inputs of the automation, which `jobs` gets references to. */
  readonly inputs: ReadonlyMap<string, InputScope>;
  /** The releases of actions by what names them: `owner/name@commit`. */
  readonly releases: ReadonlyMap<string, string>;
  /** The releases that the app chooses for actions with functions, by `owner/name`. */
  readonly chosen: Readonly<Record<string, string>>;
}

export const noScope: Scope = {
  jobs: new Map(),
  steps: new Map(),
  inputs: new Map(),
  releases: new Map(),
  chosen: {},
};
