/** `extra`: keys of the YAML that have no option. Others are refused, because they would evade the checks of theirs. */
import type { Condition, Reference } from "../../expression/build/reference.ts";
import { checkMapping } from "../../problems/options.ts";
import { shown } from "../../problems/wording.ts";
import { ownValue } from "../../problems/own-value.ts";
import { at } from "../place.ts";
import { type AnyTable, optionOf, type OtherKey } from "./key-table.ts";
import type { ExpressionKey, OptionReader } from "./option-reader.ts";
import type { YamlValue } from "../../model/workflow.ts";
import { mostLevels } from "../../github/limits.ts";

/** A value of YAML, with references in it. */
export type ExtraValue =
  | string
  | number
  | boolean
  | null
  | Reference
  | Condition
  | readonly ExtraValue[]
  | { readonly [key: string]: ExtraValue };

export type ExtraOptions = Readonly<Record<string, ExtraValue>>;

/**
 * @param table The keys that have an option.
 * @param others Keys that no option writes, or another function does, and what to use in their place.
 */
export function readExtra(
  extra: ExtraOptions | undefined,
  table: AnyTable,
  others: Readonly<Record<string, OtherKey>>,
  reader: OptionReader,
): Readonly<Record<string, YamlValue>> | undefined {
  if (extra === undefined) return undefined;
  at(reader.place("extra"), () => checkMapping(extra, "it"));
  for (const key of Object.keys(extra)) {
    const option = optionOf(table, key);
    const instead = ownValue(others, key)?.instead ?? (option && `the option \`${option}\``);
    if (instead === undefined) continue;
    throw reader.error(
      "extra",
      `the key ${JSON.stringify(key)} is written by recompose: use ${instead}.`,
    );
  }
  return Object.fromEntries(
    Object.entries(extra).map(([key, value]) => [key, readYaml(value, `extra.${key}`, reader)]),
  );
}

/** @param key Where the value stands, and so what its expressions may read. */
export function readYaml(
  value: unknown,
  option: string,
  reader: OptionReader,
  key: ExpressionKey = "anywhere",
  depth = 0,
): YamlValue {
  if (value === null || typeof value === "boolean" || Number.isFinite(value)) {
    return value as YamlValue;
  }
  if (reader.isText(value)) return reader.text(value, option, key);
  const isPlain =
    typeof value === "object" &&
    [Object.prototype, Array.prototype, null].includes(
      Object.getPrototypeOf(value) as object | null,
    );
  if (!isPlain || depth === mostLevels) {
    throw reader.error(
      option,
      depth === mostLevels
        ? `it is nested more than ${mostLevels} levels deep.`
        : `it is a value of YAML: a text, a number, true, false, null, a list or a mapping, not ${shown(value)}.`,
    );
  }
  const readPart = (part: unknown, name: string | number): YamlValue =>
    readYaml(part, `${option}.${name}`, reader, key, depth + 1);
  if (Array.isArray(value)) return value.map(readPart);
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [
      reader.text(name, option, key),
      readPart(part, name),
    ]),
  );
}
