import { defined } from "../../problems/defined.ts";
import type { YamlValue } from "../../model/workflow.ts";
import type { ReadAt } from "./key-table.ts";

/** Reads one part of a value; `option` names it, as in `container.image`. */
type PartReader = (value: unknown, option: string) => YamlValue;

/**
 * Reads a mapping with parts, in the order of `readers`, and refuses other names. A part without a value is left out
 * unless it is required.
 */
export function readParts(
  value: unknown,
  { option, reader }: Pick<ReadAt, "option" | "reader">,
  readers: Readonly<Record<string, PartReader>>,
  required: readonly string[],
): YamlValue {
  reader.shape(value, Object.keys(readers), option);
  const values = value as Readonly<Record<string, unknown>>;
  const parts = Object.entries(readers).map(([name, read]) => {
    const part = values[name];
    const isLeftOut = part === undefined && !required.includes(name);
    return [name, isLeftOut ? undefined : read(part, `${option}.${name}`)] as const;
  });
  return defined(Object.fromEntries(parts)) as YamlValue;
}
