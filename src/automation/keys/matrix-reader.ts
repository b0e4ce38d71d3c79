/** From what `matrix()` was given to the matrix of a job, each value read where it may have an expression in it. */
import { isReference, type Reference } from "../../expression/build/reference.ts";
import { checkMatrix } from "../matrix/matrix-check.ts";
import {
  type MatrixDefinition,
  type MatrixEntry,
  type MatrixValue,
} from "../matrix/matrix-definition.ts";
import { type GivenMatrix, givenMatrix } from "../matrix/matrix.ts";
import { counts, type OptionReader } from "./option-reader.ts";
import { DeclarationError, type Place } from "../place.ts";

/** @throws DeclarationError for anything but what `matrix()` returned. */
export function requireMatrix(value: unknown, place: Place): GivenMatrix {
  const definition = givenMatrix(value);
  if (definition !== undefined) return definition;
  throw new DeclarationError({ ...place, option: "matrix" }, "it takes what matrix() returned.", [
    'const m = matrix({ node: ["20", "22"] });',
  ]);
}

export function readMatrix(
  given: GivenMatrix,
  place: Place,
  reader: OptionReader,
): MatrixDefinition {
  const value = (item: unknown, key: string): MatrixValue =>
    reader.scalar(item, `matrix.${key}`, "strategy");
  const list = <Item>(
    items: readonly unknown[] | Reference,
    key: string,
    read: (item: unknown) => Item,
  ): readonly Item[] | string =>
    isReference(items) ? reader.text(items, `matrix.${key}`, "strategy") : items.map(read);
  const entry = (item: unknown): MatrixEntry =>
    Object.fromEntries(
      Object.entries(item as object).map(([key, part]) => [key, value(part, key)]),
    );
  const { axes, include, exclude, failFast, maxParallel } = given;
  const definition: MatrixDefinition = {
    axes: Object.fromEntries(
      Object.entries(axes).map(([axis, values]) => [
        axis,
        list(values, axis, (item) => value(item, axis)),
      ]),
    ),
    include: list(include, "include", entry),
    exclude: list(exclude, "exclude", entry),
    ...(failFast === undefined
      ? {}
      : { failFast: reader.flag(failFast, "matrix.failFast", "strategy") }),
    ...(maxParallel === undefined
      ? {}
      : { maxParallel: reader.number(maxParallel, "matrix.maxParallel", "strategy", counts) }),
  };
  checkMatrix(definition, { ...place, option: "matrix" });
  return definition;
}
