/**
 * Which jobs a matrix makes, and what they are called, by GitHub's algorithm.
 * https://github.com/actions/runner/blob/main/src/Sdk/WorkflowParser/Conversion/MatrixBuilder.cs
 */
import { equals, stringOf } from "../expression/coercion.ts";
import { toValue } from "../expression/value.ts";

/** What can stand in a matrix. */
export type MatrixValue =
  | string
  | number
  | boolean
  | null
  | readonly MatrixValue[]
  | { readonly [key: string]: MatrixValue };

/** The axes, with `include` and `exclude` among them, as GitHub has it. */
export type Matrix = Readonly<Record<string, readonly MatrixValue[]>>;

/** The values that one job of a matrix runs with. */
export type Combination = Readonly<Record<string, MatrixValue>>;

export interface MatrixLeg {
  /** Null where everything was excluded: GitHub then runs one job without a matrix. */
  readonly values: Combination | null;
  /** The values in the name of the job; what `include` adds to a combination is not among them. */
  readonly label: readonly string[];
}

/** In the order of `strategy.job-index`. */
export function matrixLegs(matrix: Matrix): readonly MatrixLeg[] {
  const { include, exclude, vectors } = partsOf(matrix);
  const kept = product(vectors).filter(
    (combination) => !exclude.some((entry) => matches(combination, entry)),
  );
  const extended = kept.map((combination): Record<string, MatrixValue> => ({ ...combination }));
  const added: Combination[] = [];
  for (const entry of include) {
    const filter = pick(entry, (key) => nameIn(vectors, key) !== undefined);
    const extra = pick(entry, (key) => nameIn(vectors, key) === undefined);
    let used = false;
    // Only combinations of the matrix itself are extended, never what another entry added.
    for (const [index, combination] of kept.entries()) {
      if (!matches(combination, filter)) continue;
      Object.assign(extended[index] ?? {}, extra);
      used = true;
    }
    if (!used) added.push({ ...filter, ...extra });
  }
  const legs = [
    ...extended.map((values, index) => ({ values, label: leaves(kept[index]) })),
    ...added.map((values) => ({ values, label: leaves(values) })),
  ];
  return legs.length === 0 ? [{ values: null, label: [] }] : legs;
}

const longestName = 100;

/** `test (20, ubuntu-latest)`, at most 100 characters. */
export function legName(prefix: string, label: readonly string[]): string {
  const name = label.length === 0 ? prefix : `${prefix} (${label.join(", ")})`;
  return name.length > longestName ? `${name.slice(0, longestName - 3)}...` : name;
}

interface Parts {
  readonly vectors: readonly (readonly [string, readonly MatrixValue[]])[];
  readonly include: readonly Combination[];
  readonly exclude: readonly Combination[];
}

function partsOf(matrix: Matrix): Parts {
  const entries = Object.entries(matrix);
  const named = (name: string): readonly Combination[] =>
    (entries.find(([key]) => key.toLowerCase() === name)?.[1] ?? []) as readonly Combination[];
  const vectors = entries.filter(([key]) => !/^(?:include|exclude)$/i.test(key));
  const [include, exclude] = [named("include"), named("exclude")];
  for (const [key, values] of vectors) {
    if (values.length === 0) throw new Error(`Matrix vector '${key}' does not contain any values`);
  }
  if (vectors.length === 0 && include.length === 0) {
    throw new Error("Matrix must define at least one vector");
  }
  for (const key of exclude.flatMap((entry) => Object.keys(entry))) {
    if (nameIn(vectors, key) !== undefined) continue;
    throw new Error(`Matrix exclude key '${key}' does not match any key within the matrix`);
  }
  return { vectors, include, exclude };
}

/** The first vector varies slowest. */
function product(vectors: Parts["vectors"]): readonly Combination[] {
  let combinations: readonly Combination[] = vectors.length === 0 ? [] : [{}];
  for (const [key, values] of vectors) {
    combinations = combinations.flatMap((combination) =>
      values.map((value) => ({ ...combination, [key]: value })),
    );
  }
  return combinations;
}

function nameIn(vectors: Parts["vectors"], key: string): string | undefined {
  return vectors.find(([name]) => name.toLowerCase() === key.toLowerCase())?.[0];
}

function pick(entry: Combination, keep: (key: string) => boolean): Combination {
  return Object.fromEntries(Object.entries(entry).filter(([key]) => keep(key)));
}

/** An entry may name some of the values only, also within a mapping or a list; they are compared as by `==`. */
function matches(value: MatrixValue | undefined, pattern: MatrixValue): boolean {
  if (isList(pattern)) {
    return isList(value) && pattern.every((item, index) => matches(value[index], item));
  }
  if (isMapping(pattern)) {
    if (!isMapping(value)) return false;
    return Object.entries(pattern).every(([key, item]) => {
      const name = Object.keys(value).find((other) => other.toLowerCase() === key.toLowerCase());
      return name !== undefined && matches(value[name], item);
    });
  }
  return equals(toValue(value), toValue(pattern));
}

/** All scalar values inside; what is empty does not stand in a name. */
function leaves(value: MatrixValue | undefined): readonly string[] {
  if (isList(value)) return value.flatMap(leaves);
  if (isMapping(value)) return Object.values(value).flatMap(leaves);
  const text = stringOf(toValue(value));
  return text === "" ? [] : [text];
}

function isList(value: MatrixValue | undefined): value is readonly MatrixValue[] {
  return Array.isArray(value);
}

function isMapping(value: MatrixValue | undefined): value is Readonly<Record<string, MatrixValue>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
