import { hasExpression } from "../../expression/language/template.ts";
import { wholePath } from "../../expression/analysis/usage.ts";
import { matrixLegs } from "../../github/matrix-combinations.ts";
import type { MatrixDefinition, MatrixEntry, MatrixValue } from "./matrix-definition.ts";

/** The values of each job that a matrix makes, none where everything is excluded; undefined where only the run will know. */
export function combinationsOf(definition: MatrixDefinition): readonly MatrixEntry[] | undefined {
  if (!known.has(definition)) known.set(definition, makeCombinations(definition));
  return known.get(definition);
}

/** Several checks ask for those of each matrix. */
const known = new WeakMap<MatrixDefinition, readonly MatrixEntry[] | undefined>();

function makeCombinations(definition: MatrixDefinition): readonly MatrixEntry[] | undefined {
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

/** The key of a matrix that a text is, and nothing beside it: `os` for `${{ matrix.os }}`. */
export function matrixKey(text: string): string | undefined {
  const path = wholePath(text);
  return path?.[0] === "matrix" && path.length === 2 ? path[1] : undefined;
}

/** The values that the combinations have for a key, which GitHub finds without regard to case; undefined where only the run will know them. */
export function valuesOf(
  { axes, include }: MatrixDefinition,
  key: string,
): readonly MatrixValue[] | undefined {
  const isKey = (name: string): boolean => name.toLowerCase() === key.toLowerCase();
  const axis = Object.entries(axes).find(([name]) => isKey(name))?.[1] ?? [];
  if (typeof axis === "string" || typeof include === "string") return undefined;
  const added = include.flatMap((entry) =>
    Object.entries(entry).flatMap(([name, value]) => (isKey(name) ? [value] : [])),
  );
  const values = [...axis, ...added];
  return values.some((value) => hasExpression(String(value))) ? undefined : values;
}
