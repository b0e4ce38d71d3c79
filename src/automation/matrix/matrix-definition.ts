export type MatrixValue = string | number | boolean;

/** Values that only the run will know: an expression in `${{ }}`, which has to give a list. */
export type RunTimeList = string;

export type MatrixEntry = Readonly<Record<string, MatrixValue>>;

/** The values that a matrix job runs with: one list for each axis. */
export type MatrixAxes = Readonly<Record<string, readonly MatrixValue[] | RunTimeList>>;

/** A matrix as plain data. */
export interface MatrixDefinition {
  readonly axes: MatrixAxes;
  readonly include: readonly MatrixEntry[] | RunTimeList;
  readonly exclude: readonly MatrixEntry[] | RunTimeList;
  readonly failFast?: boolean | string;
  /** 0 for no limit. */
  readonly maxParallel?: number | string;
}
