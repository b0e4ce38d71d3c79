/** Which jobs a matrix makes, by GitHub's algorithm; what is counted and named here is run elsewhere. */
import type { MatrixDefinition, MatrixValue } from "./matrix-definition.ts";

export type Combination = Readonly<Record<string, MatrixValue>>;

/**
 * The first axis varies slowest; what an `exclude` entry matches is left out; an `include` entry extends the
 * combinations it does not contradict, or is one of its own.
 * https://github.com/actions/runner/blob/main/src/Sdk/WorkflowParser/Conversion/MatrixBuilder.cs
 */
export function combinationsOf(matrix: MatrixDefinition): readonly Combination[] {
  const axes = Object.entries(matrix.axes);
  let product: readonly Combination[] = axes.length === 0 ? [] : [{}];
  for (const [axis, values] of axes) {
    product = product.flatMap((combination) =>
      values.map((value) => ({ ...combination, [axis]: value })),
    );
  }
  const kept = product.filter(
    (combination) => !matrix.exclude.some((entry) => matches(combination, entry)),
  );
  const extended: Record<string, MatrixValue>[] = kept.map((combination) => ({ ...combination }));
  const added: Combination[] = [];
  for (const entry of matrix.include) {
    const filter = pick(entry, (key) => Object.hasOwn(matrix.axes, key));
    const fitting = extended.filter((_, index) => matches(kept[index] ?? {}, filter));
    for (const combination of fitting)
      Object.assign(combination, entry, filterOf(combination, filter));
    if (fitting.length === 0) added.push(entry);
  }
  return [...extended, ...added];
}

/** A combination keeps its own spelling of the values that the filter matched. */
function filterOf(combination: Combination, filter: Combination): Combination {
  return pick(combination, (key) => Object.hasOwn(filter, key));
}

function matches(combination: Combination, entry: Combination): boolean {
  return Object.entries(entry).every(([key, value]) => isEqual(combination[key], value));
}

/** As `==` in an expression: strings without regard to case. */
function isEqual(a: MatrixValue | undefined, b: MatrixValue): boolean {
  if (typeof a === "string" && typeof b === "string") return a.toUpperCase() === b.toUpperCase();
  return a === b || (a !== undefined && typeof a !== typeof b && toNumber(a) === toNumber(b));
}

function toNumber(value: MatrixValue): number {
  return typeof value === "string" && value.trim() === "" ? 0 : Number(value);
}

function pick(entry: Combination, keep: (key: string) => boolean): Combination {
  return Object.fromEntries(Object.entries(entry).filter(([key]) => keep(key)));
}
