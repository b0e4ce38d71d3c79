export type MatrixValue = string | number | boolean;

/** The values that a matrix job runs with: one list for each axis. */
export type MatrixAxes = Readonly<Record<string, readonly MatrixValue[]>>;

/** A matrix as plain data. */
export interface MatrixDefinition {
  readonly axes: MatrixAxes;
  readonly include: readonly Readonly<Record<string, MatrixValue>>[];
  readonly exclude: readonly Readonly<Record<string, MatrixValue>>[];
  readonly failFast?: boolean;
  readonly maxParallel?: number;
}

/** The axes, then what `include` entries add. */
export function matrixKeys({ axes, include }: MatrixDefinition): readonly string[] {
  return [...new Set([...Object.keys(axes), ...include.flatMap((entry) => Object.keys(entry))])];
}
