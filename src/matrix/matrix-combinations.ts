/**
 * The jobs of a matrix and their names, by GitHub's algorithm.
 * https://github.com/actions/runner/blob/main/src/Sdk/WorkflowParser/Conversion/MatrixBuilder.cs
 */
import { valueAt } from "../expression/values/access.ts";
import { equals, stringOf } from "../expression/values/coercion.ts";
import { known } from "../expression/values/unknown.ts";
import { foldCase, toValue, type Value } from "../expression/values/value.ts";
import type { YamlValue } from "../model/workflow.ts";
import { longestName } from "../github/limits.ts";

/** A matrix whose values are all known: the axes, with `include` and `exclude` among them. */
export type KnownMatrix = Readonly<Record<string, readonly YamlValue[]>>;

/** The values of one job of a matrix. */
export type Combination = Readonly<Record<string, YamlValue>>;

export interface MatrixLeg {
  /** Null where everything is excluded: GitHub then runs one job without a matrix. */
  readonly values: Combination | null;
  /** The values in the name of the job, without those that `include` adds to a combination. */
  readonly label: readonly string[];
}

/** In the order of `strategy.job-index`. */
export function matrixLegs(matrix: KnownMatrix): readonly MatrixLeg[] {
  const { include, exclude, vectors } = partsOf(matrix);
  const base = product(vectors).filter(
    (combination) => !exclude.some((entry) => matches(toValue(combination), entry)),
  );
  const combinations = [...base];
  const others: Combination[] = [];
  for (const entry of include) {
    const filter = pick(entry, (key) => nameIn(vectors, key) !== undefined);
    const extra = pick(entry, (key) => nameIn(vectors, key) === undefined);
    let isUsed = false;
    // An entry extends only combinations of the axes, and is compared with these, without values of other entries.
    for (const [index, combination] of base.entries()) {
      if (!matches(toValue(combination), filter)) continue;
      combinations[index] = extend(combinations[index] ?? combination, extra);
      isUsed = true;
    }
    if (!isUsed) others.push({ ...filter, ...extra });
  }
  const legs = [
    ...combinations.map((values, index) => ({ values, label: leaves(base[index]) })),
    ...others.map((values) => ({ values, label: leaves(values) })),
  ];
  return legs.length === 0 ? [{ values: null, label: [] }] : legs;
}

/** Whether a value of an axis is what an entry of `exclude` or `include` says of it. */
export function includesMatch(values: readonly YamlValue[], value: YamlValue): boolean {
  return values.some((own) => matches(toValue(own), value));
}

/** `test (20, ubuntu-latest)`, at most 100 characters. */
export function legName(prefix: string, label: readonly string[]): string {
  const name = label.length === 0 ? prefix : `${prefix} (${label.join(", ")})`;
  return name.length > longestName ? `${name.slice(0, longestName - 3)}...` : name;
}

interface MatrixParts {
  readonly vectors: readonly (readonly [string, readonly YamlValue[]])[];
  readonly include: readonly Combination[];
  readonly exclude: readonly Combination[];
}

function partsOf(matrix: KnownMatrix): MatrixParts {
  const entries = Object.entries(matrix);
  const entriesOf = (name: string): readonly Combination[] =>
    (entries.find(([key]) => key.toLowerCase() === name)?.[1] ?? []) as readonly Combination[];
  const vectors = entries.filter(([key]) => !/^(?:include|exclude)$/i.test(key));
  const [include, exclude] = [entriesOf("include"), entriesOf("exclude")];
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
function product(vectors: MatrixParts["vectors"]): readonly Combination[] {
  let combinations: readonly Combination[] = vectors.length === 0 ? [] : [{}];
  for (const [key, values] of vectors) {
    combinations = combinations.flatMap((combination) =>
      values.map((value) => ({ ...combination, [key]: value })),
    );
  }
  return combinations;
}

function nameIn(vectors: MatrixParts["vectors"], key: string): string | undefined {
  return vectors.find(([name]) => name.toLowerCase() === key.toLowerCase())?.[0];
}

function pick(entry: Combination, keep: (key: string) => boolean): Combination {
  return Object.fromEntries(Object.entries(entry).filter(([key]) => keep(key)));
}

/**
 * GitHub compares each value of the entry in an expression: `matrix['os'][0] == 'linux'`. A value that the combination
 * does not have is null there, which equals 0, false and the empty text.
 */
function matches(value: Value, entry: YamlValue): boolean {
  if (isList(entry)) return entry.every((item, index) => matches(itemOf(value, index), item));
  if (isMapping(entry)) {
    return Object.entries(entry).every(([key, item]) => matches(itemOf(value, key), item));
  }
  return equals(value, toValue(entry));
}

function itemOf(value: Value, key: string | number): Value {
  return known(valueAt(value, () => key));
}

/** Ignores the case of names: the first one gives the place and spelling, the second one the value. */
function extend(values: Combination, extra: Combination): Combination {
  const entries = new Map<string, readonly [string, YamlValue]>();
  for (const [name, value] of [...Object.entries(values), ...Object.entries(extra)]) {
    const key = foldCase(name);
    entries.set(key, [entries.get(key)?.[0] ?? name, value]);
  }
  return Object.fromEntries(entries.values());
}

/** All scalar values inside that are not empty. */
function leaves(value: YamlValue | undefined): readonly string[] {
  if (isList(value)) return value.flatMap(leaves);
  if (isMapping(value)) return Object.values(value).flatMap(leaves);
  const text = stringOf(toValue(value));
  return text === "" ? [] : [text];
}

function isList(value: YamlValue | undefined): value is readonly YamlValue[] {
  return Array.isArray(value);
}

function isMapping(value: YamlValue | undefined): value is Readonly<Record<string, YamlValue>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
