/** The combinations of a matrix, where its declaration has all values. */
import { anyName, wholePath } from "../expression/analysis/usage.ts";
import { hasExpression } from "../expression/language/template.ts";
import { type KnownMatrix, matrixLegs } from "./matrix-combinations.ts";
import type { WorkflowMatrix, YamlValue } from "../model/workflow.ts";

export type MatrixScalar = string | number | boolean;

/** A value of an axis. Objects and lists may be nested. */
export type MatrixValue =
  | MatrixScalar
  | readonly (MatrixValue | null)[]
  | { readonly [name: string]: MatrixValue | null };

/** Values by the names of axes. */
export type MatrixEntry = Readonly<Record<string, MatrixValue>>;

/** The values of each combination; undefined where only the run knows them. */
export function combinationsOf(
  matrix: WorkflowMatrix | string,
): readonly MatrixEntry[] | undefined {
  if (typeof matrix === "string") return undefined;
  if (!cache.has(matrix)) cache.set(matrix, makeCombinations(matrix));
  return cache.get(matrix);
}

/** Several checks ask for the combinations of each matrix. */
const cache = new WeakMap<WorkflowMatrix, readonly MatrixEntry[] | undefined>();

function makeCombinations(matrix: WorkflowMatrix): readonly MatrixEntry[] | undefined {
  if (!isKnown(matrix)) return undefined;
  return matrixLegs(matrix).flatMap(({ values }) =>
    values === null ? [] : [values as MatrixEntry],
  );
}

function isKnown(matrix: WorkflowMatrix): matrix is KnownMatrix {
  return Object.values(matrix).every((values) => typeof values !== "string");
}

/** The axes of a matrix, without `include` and `exclude`, which stand among them. */
export function axesOf(
  matrix: WorkflowMatrix | string,
): readonly (readonly [name: string, WorkflowMatrix[string]])[] {
  if (typeof matrix === "string") return [];
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

/** The names in a text that is one path of a matrix and nothing else: `["config", "os"]` for `${{ matrix.config.os }}`. */
export function matrixPath(text: string): readonly string[] | undefined {
  const [context, ...names] = wholePath(text) ?? [];
  return context === "matrix" && names.length > 0 && !names.includes(anyName) ? names : undefined;
}

/**
 * The values at a path in all combinations, without those that have none; undefined where only the run knows them.
 * GitHub ignores the case of names.
 */
export function valuesAt(
  matrix: WorkflowMatrix | string,
  [key = "", ...names]: readonly string[],
): readonly YamlValue[] | undefined {
  if (typeof matrix === "string") return undefined;
  const axis = valueIn(Object.fromEntries(axesOf(matrix)), key) ?? [];
  if (typeof axis === "string" || typeof matrix["include"] === "string") return undefined;
  const extras = entriesOf(matrix, "include").map((entry) => valueIn(entry, key));
  const values: YamlValue[] = [];
  for (const all of [...(axis as readonly YamlValue[]), ...extras]) {
    let value: YamlValue | undefined = all;
    for (const name of names) {
      if (typeof value === "string" && hasExpression(value)) return undefined;
      value = valueIn(value, name);
    }
    if (value === undefined) continue;
    if (hasExpression(JSON.stringify(value))) return undefined;
    values.push(value);
  }
  return values;
}

/** The property of that name of a list or mapping. */
export function valueIn(value: YamlValue | undefined, name: string): YamlValue | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const entry = Object.entries(value).find(([own]) => own.toLowerCase() === name.toLowerCase());
  return entry?.[1] as YamlValue | undefined;
}
