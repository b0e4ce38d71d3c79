/** The combinations of a matrix, where its declaration has all values. */
import { wholePath } from "../expression/analysis/usage.ts";
import { hasExpression } from "../expression/language/template.ts";
import { type KnownMatrix, matrixLegs } from "./matrix-combinations.ts";
import type { WorkflowMatrix } from "../model/workflow.ts";

export type MatrixScalar = string | number | boolean;

/** Values by the names of axes. */
export type MatrixEntry = Readonly<Record<string, MatrixScalar>>;

/** The values of each combination; undefined where only the run knows them. */
export function combinationsOf(matrix: WorkflowMatrix): readonly MatrixEntry[] | undefined {
  if (!cache.has(matrix)) cache.set(matrix, makeCombinations(matrix));
  return cache.get(matrix);
}

/** Several checks ask for the combinations of each matrix. */
const cache = new WeakMap<WorkflowMatrix, readonly MatrixEntry[] | undefined>();

function makeCombinations(matrix: WorkflowMatrix): readonly MatrixEntry[] | undefined {
  if (!isKnown(matrix)) return undefined;
  // Scalars go in, so scalars come out.
  return matrixLegs(matrix).flatMap(({ values }) =>
    values === null ? [] : [values as MatrixEntry],
  );
}

function isKnown(matrix: WorkflowMatrix): matrix is KnownMatrix {
  return Object.values(matrix).every((values) => typeof values !== "string");
}

/** The axes of a matrix, without `include` and `exclude`, which stand among them. */
export function axesOf(
  matrix: WorkflowMatrix,
): readonly (readonly [name: string, WorkflowMatrix[string]])[] {
  return Object.entries(matrix).filter(([name]) => name !== "include" && name !== "exclude");
}

/** The entries of `include` or `exclude`; none where only the run knows them. */
export function entriesOf(
  matrix: WorkflowMatrix,
  name: "include" | "exclude",
): readonly MatrixEntry[] {
  const entries = matrix[name] ?? [];
  return typeof entries === "string" ? [] : (entries as readonly MatrixEntry[]);
}

/** The key in a text that is one key of a matrix and nothing else: `os` for `${{ matrix.os }}`. */
export function matrixKey(text: string): string | undefined {
  const path = wholePath(text);
  return path?.[0] === "matrix" && path.length === 2 ? path[1] : undefined;
}

/** The values of a key in all combinations; undefined where only the run knows them. GitHub ignores the key's case. */
export function valuesOf(matrix: WorkflowMatrix, key: string): readonly MatrixScalar[] | undefined {
  const isKey = (name: string): boolean => name.toLowerCase() === key.toLowerCase();
  const axis = axesOf(matrix).find(([name]) => isKey(name))?.[1] ?? [];
  if (typeof axis === "string" || typeof matrix["include"] === "string") return undefined;
  const extras = entriesOf(matrix, "include").flatMap((entry) =>
    Object.entries(entry).flatMap(([name, value]) => (isKey(name) ? [value] : [])),
  );
  const values = [...(axis as readonly MatrixScalar[]), ...extras];
  return values.some((value) => hasExpression(String(value))) ? undefined : values;
}
