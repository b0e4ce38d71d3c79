/**
 * Any matrix makes the jobs that a second implementation makes of it, written plainly after the steps of
 * https://github.com/actions/runner/blob/main/src/Sdk/WorkflowParser/Conversion/MatrixBuilder.cs
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { legName, matrixLegs } from "../../src/matrix/matrix-combinations.ts";
import type { KnownMatrix } from "../../src/matrix/matrix-combinations.ts";
import type { YamlValue } from "../../src/model/workflow.ts";
import { cases } from "../support/cases.ts";

interface Entry {
  [key: string]: YamlValue;
}

interface Job {
  values: Entry | null;
  label: string[];
}

function jobsOf(matrix: KnownMatrix): Job[] {
  const axes: [string, readonly YamlValue[]][] = [];
  let include: Entry[] = [];
  let exclude: Entry[] = [];
  for (const key of Object.keys(matrix)) {
    const items = matrix[key] ?? [];
    if (key === "include") include = [...items] as Entry[];
    else if (key === "exclude") exclude = [...items] as Entry[];
    else axes.push([key, items]);
  }
  // Count through the combinations like an odometer whose last wheel turns fastest.
  const combinations: Entry[] = [];
  const count = axes.reduce((product, [, items]) => product * items.length, 1);
  for (let number = 0; number < (axes.length === 0 ? 0 : count); number += 1) {
    const wheels: YamlValue[] = [];
    let left = number;
    for (const [, items] of [...axes].reverse()) {
      wheels.unshift(items[left % items.length] ?? null);
      left = Math.floor(left / items.length);
    }
    combinations.push(entryOf(axes.map(([key], index) => [key, wheels[index] ?? null])));
  }
  const kept = combinations.filter((one) => !exclude.some((entry) => agrees(one, entry)));
  const jobs: Job[] = kept.map((one) => ({ values: { ...one }, label: scalars(one) }));
  const extra: Job[] = [];
  for (const entry of include) {
    const isAxis = (key: string): boolean => axes.some(([name]) => same(name, key));
    const filter = entryOf(Object.entries(entry).filter(([key]) => isAxis(key)));
    const more = Object.entries(entry).filter(([key]) => !isAxis(key));
    let used = false;
    kept.forEach((one, index) => {
      if (!agrees(one, filter)) return;
      used = true;
      const values = jobs[index]?.values ?? {};
      for (const [key, value] of more) {
        values[Object.keys(values).find((name) => same(name, key)) ?? key] = value;
      }
    });
    if (used) continue;
    const values = entryOf([...Object.entries(filter), ...more]);
    extra.push({ values, label: scalars(values) });
  }
  const all = [...jobs, ...extra];
  return all.length === 0 ? [{ values: null, label: [] }] : all;
}

function entryOf(pairs: readonly (readonly [string, YamlValue])[]): Entry {
  return Object.fromEntries(pairs);
}

function same(a: string, b: string): boolean {
  return a.toUpperCase() === b.toUpperCase();
}

/** A comparison of each leaf of the entry with what the combination has at the same place, which may be nothing. */
function agrees(value: YamlValue, entry: YamlValue): boolean {
  return leavesOf(entry, []).every(({ at, leaf }) => {
    let found: YamlValue = value;
    for (const key of at) {
      if (typeof found !== "object" || found === null) found = null;
      else if (Array.isArray(found)) {
        const items = found as readonly YamlValue[];
        found = items[typeof key === "number" ? key : toNumber(key)] ?? null;
      } else {
        found = Object.entries(found).find(([name]) => same(name, String(key)))?.[1] ?? null;
      }
    }
    return (typeof found !== "object" || found === null) && isEqual(found, leaf);
  });
}

type Scalar = string | number | boolean | null;

interface Leaf {
  readonly at: readonly (string | number)[];
  readonly leaf: Scalar;
}

function leavesOf(entry: YamlValue, at: Leaf["at"]): Leaf[] {
  if (Array.isArray(entry)) {
    const items = entry as readonly YamlValue[];
    return items.flatMap((item, index) => leavesOf(item, [...at, index]));
  }
  if (typeof entry === "object" && entry !== null) {
    return Object.entries(entry).flatMap(([key, item]) => leavesOf(item, [...at, key]));
  }
  return [{ at, leaf: entry }];
}

/** `==` of expressions: texts without case, other kinds by number. */
function isEqual(a: Scalar, b: Scalar): boolean {
  if (typeof a === "string" && typeof b === "string") return same(a, b);
  return toNumber(a) === toNumber(b);
}

function toNumber(value: Scalar): number {
  return Number(typeof value === "string" ? value.trim() : value);
}

function scalars(value: YamlValue): string[] {
  if (Array.isArray(value)) return (value as YamlValue[]).flatMap(scalars);
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(scalars);
  return value === null || value === "" ? [] : [String(value)];
}

const scalar = fc.oneof(
  fc.constantFrom("a", "A", "b", "1", "0", "", " 1 ", "true", "0x1", "1.0", "x-y"),
  fc.constantFrom(0, 1, 2, 0.5, -1),
  fc.boolean(),
  fc.constant(null),
);
const axis = fc.constantFrom("os", "node", "flag", "constructor");
const key = fc.oneof(axis, fc.constantFrom("OS", "Node", "extra", "other", "EXTRA"));
const { value } = fc.letrec<{ value: YamlValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2, depthSize: "small" },
    scalar,
    scalar,
    fc.array(tie("value"), { maxLength: 2 }),
    fc.dictionary(fc.constantFrom("a", "B", "c"), tie("value"), { maxKeys: 2 }),
  ),
}));

/** Entries that begin with what the axes have, so that they match often. */
const matrix = fc
  .dictionary(axis, fc.array(value, { minLength: 1, maxLength: 3 }), { maxKeys: 3 })
  .chain((axes) => {
    const names = Object.keys(axes);
    const own = fc
      .tuple(fc.subarray(names), fc.nat(), fc.dictionary(key, value, { maxKeys: 2 }))
      .map(([some, nth, others]) =>
        Object.fromEntries([
          ...some.map((name) => [
            name,
            (axes[name] ?? [])[nth % (axes[name]?.length ?? 1)] ?? null,
          ]),
          ...Object.entries(others),
        ] as [string, YamlValue][]),
      );
    const ofAxes = (entry: Entry): Entry =>
      entryOf(Object.entries(entry).filter(([name]) => names.some((one) => same(one, name))));
    return fc.record({
      axes: fc.constant(axes),
      include: fc.option(fc.array(own.map(withoutTwins), { minLength: 1, maxLength: 4 })),
      exclude: fc.option(fc.array(own.map(withoutTwins).map(ofAxes), { maxLength: 3 })),
    });
  })
  .map(({ axes, include, exclude }): KnownMatrix => ({
    ...axes,
    ...(include === null ? {} : { include }),
    ...(exclude === null ? {} : { exclude: exclude.filter((one) => Object.keys(one).length > 0) }),
  }))
  .filter((all) => Object.keys(all).some((name) => name !== "exclude"));

/** YAML has no mapping with a key twice, also in another case: https://github.com/actions/runner/blob/main/src/Sdk/WorkflowParser/ObjectTemplating/TemplateReader.cs */
function withoutTwins(entry: Entry): Entry {
  const pairs = Object.entries(entry);
  return entryOf(pairs.filter(([a], index) => pairs.findIndex(([b]) => same(a, b)) === index));
}

test("a matrix makes the jobs, in the order and with the names, that a plain second implementation makes", () => {
  fc.assert(
    fc.property(matrix, (given) => {
      const expected = jobsOf(given);
      const legs = matrixLegs(given);
      expect(legs.map(({ values }) => values)).toEqual(expected.map(({ values }) => values));
      expect(legs.map(({ label }) => legName("job", label))).toEqual(
        expected.map(({ label }) => {
          const name = label.length === 0 ? "job" : `job (${label.join(", ")})`;
          return name.length > 100 ? `${name.substring(0, 97)}...` : name;
        }),
      );
    }),
    cases(500),
  );
});
