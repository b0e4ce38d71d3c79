import { matrixLegs } from "../matrix/matrix.ts";
import type { MatrixDefinition, MatrixValue } from "./matrix-definition.ts";

export type Combination = Readonly<Record<string, MatrixValue>>;

/** The values of each job that a matrix makes; none where everything is excluded. */
export function combinationsOf({
  axes,
  include,
  exclude,
}: MatrixDefinition): readonly Combination[] {
  // Scalars go in, so scalars come out.
  return matrixLegs({ ...axes, include, exclude }).flatMap(({ values }) =>
    values === null ? [] : [values as Combination],
  );
}
