/** Which names there are in a matrix, and in its values where these are objects or lists. */
import { anyName } from "../../expression/analysis/usage.ts";
import { isReference } from "../../expression/build/reference.ts";
import { hasExpression } from "../../expression/language/template.ts";
import { didYouMean, quotedList } from "../../problems/wording.ts";
import type { MatrixDefinition } from "./matrix-references.ts";

/** Names with the shapes of their values; a text or a number has none. Undefined where only the run knows. */
export type Shape = ReadonlyMap<string, Shape> | undefined;

export function shapeOf({ whole, axes, include }: MatrixDefinition): Shape {
  if (whole !== undefined || isReference(include)) return undefined;
  const names = [...Object.keys(axes), ...include.flatMap((entry) => Object.keys(entry))];
  return new Map(
    names.map((name) => {
      const values = Object.hasOwn(axes, name) ? axes[name] : [];
      const extras = include.flatMap((entry) => (Object.hasOwn(entry, name) ? [entry[name]] : []));
      return [
        name,
        values === undefined || isReference(values)
          ? undefined
          : shapeOfValues([...values, ...extras]),
      ];
    }),
  );
}

/** The shape of what may be any of the values. */
function shapeOfValues(values: readonly unknown[]): Shape {
  if (values.some(isLate)) return undefined;
  const parts = new Map<string, unknown[]>();
  for (const value of values) {
    if (typeof value !== "object" || value === null) continue;
    for (const [name, part] of Object.entries(value)) {
      parts.set(name, [...(parts.get(name) ?? []), part]);
    }
  }
  return new Map([...parts].map(([name, own]) => [name, shapeOfValues(own)]));
}

function isLate(value: unknown): boolean {
  return isReference(value) || (typeof value === "string" && hasExpression(value));
}

/** The end of a sentence about the first of the names that there is not. GitHub ignores case. */
export function pathProblem(names: readonly string[], shape: Shape): string | undefined {
  const before: string[] = [];
  let current = shape;
  for (const name of names) {
    if (current === undefined || name === anyName) return undefined;
    const all = [...current.keys()];
    const own = all.find((other) => other.toLowerCase() === name.toLowerCase());
    if (own === undefined) {
      const [whole] = before;
      const what = whole === undefined ? "matrix has" : `matrix.${before.join(".")} has`;
      if (all.length === 0) return `${what} no ${JSON.stringify(name)}: its values are no objects.`;
      return `${what} no ${JSON.stringify(name)}. It has ${quotedList(all)}.${didYouMean(name, all)}`;
    }
    before.push(own);
    current = current.get(own);
  }
  return undefined;
}

/** The shape of the values under a path; undefined where there are none, or only the run knows. */
export function shapeAt(names: readonly string[], shape: Shape): Shape {
  let current = shape;
  for (const name of names) {
    const own = [...(current ?? [])].find(([key]) => key.toLowerCase() === name.toLowerCase());
    current = own?.[1];
  }
  return current;
}

/** Whether all values that there are under a path are written in the matrix. */
export function isWritten(names: readonly string[], shape: Shape): boolean {
  if (shape === undefined) return false;
  const [name, ...others] = names;
  if (name === undefined || name === anyName) {
    return [...shape.values()].every((part) => isWritten(others, part));
  }
  const own = [...shape].find(([other]) => other.toLowerCase() === name.toLowerCase());
  return own === undefined || isWritten(others, own[1]);
}
