/** What a matrix comes to, as far as its declaration says. */
import { wholePath } from "../../expression/analysis/usage.ts";
import { hasExpression } from "../../expression/language/template.ts";
import { type KnownMatrix, matrixLegs } from "../../github/matrix-combinations.ts";
import type { MatrixKeys } from "../../model/workflow.ts";

export type MatrixScalar = string | number | boolean;

/** Values by the names of axes. */
export type MatrixEntry = Readonly<Record<string, MatrixScalar>>;

/** The values of each job that a matrix makes, none where everything is excluded; undefined where only the run will know. */
export function combinationsOf(matrix: MatrixKeys): readonly MatrixEntry[] | undefined {
  if (!known.has(matrix)) known.set(matrix, makeCombinations(matrix));
  return known.get(matrix);
}

/** Several checks ask for those of each matrix. */
const known = new WeakMap<MatrixKeys, readonly MatrixEntry[] | undefined>();

function makeCombinations(matrix: MatrixKeys): readonly MatrixEntry[] | undefined {
  if (!isKnown(matrix)) return undefined;
  // Scalars go in, so scalars come out.
  return matrixLegs(matrix).flatMap(({ values }) =>
    values === null ? [] : [values as MatrixEntry],
  );
}

function isKnown(matrix: MatrixKeys): matrix is KnownMatrix {
  return Object.values(matrix).every((values) => typeof values !== "string");
}

/** The axes of a matrix: `include` and `exclude` stand among them. */
export function axesOf(
  matrix: MatrixKeys,
): readonly (readonly [name: string, MatrixKeys[string]])[] {
  return Object.entries(matrix).filter(([name]) => name !== "include" && name !== "exclude");
}

/** The entries of `include` or `exclude`; none where only the run will know them. */
export function entriesOf(matrix: MatrixKeys, name: "include" | "exclude"): readonly MatrixEntry[] {
  const entries = matrix[name] ?? [];
  return typeof entries === "string" ? [] : (entries as readonly MatrixEntry[]);
}

/** The key of a matrix that a text is, and nothing beside it: `os` for `${{ matrix.os }}`. */
export function matrixKey(text: string): string | undefined {
  const path = wholePath(text);
  return path?.[0] === "matrix" && path.length === 2 ? path[1] : undefined;
}

/** The values that the combinations have for a key, which GitHub finds without regard to case; undefined where only the run will know them. */
export function valuesOf(matrix: MatrixKeys, key: string): readonly MatrixScalar[] | undefined {
  const isKey = (name: string): boolean => name.toLowerCase() === key.toLowerCase();
  const axis = axesOf(matrix).find(([name]) => isKey(name))?.[1] ?? [];
  if (typeof axis === "string" || typeof matrix["include"] === "string") return undefined;
  const added = entriesOf(matrix, "include").flatMap((entry) =>
    Object.entries(entry).flatMap(([name, value]) => (isKey(name) ? [value] : [])),
  );
  const values = [...(axis as readonly MatrixScalar[]), ...added];
  return values.some((value) => hasExpression(String(value))) ? undefined : values;
}
