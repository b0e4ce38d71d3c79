import { matrixLegs } from "../matrix/matrix.ts";
import type { MatrixDefinition, MatrixEntry, MatrixValue } from "./matrix-definition.ts";

/** The values of each job that a matrix makes, none where everything is excluded; undefined where only the run will know. */
export function combinationsOf(definition: MatrixDefinition): readonly MatrixEntry[] | undefined {
  const { axes, include, exclude } = definition;
  if (typeof include === "string" || typeof exclude === "string" || !areKnown(axes)) {
    return undefined;
  }
  // Scalars go in, so scalars come out.
  return matrixLegs({ ...axes, include, exclude }).flatMap(({ values }) =>
    values === null ? [] : [values as MatrixEntry],
  );
}

function areKnown(
  axes: MatrixDefinition["axes"],
): axes is Readonly<Record<string, readonly MatrixValue[]>> {
  return Object.values(axes).every((values) => typeof values !== "string");
}
