import type { YamlValue } from "../automation/yaml-value.ts";
import { writtenNumber } from "../expression/number.ts";

/** A value in which each number that GitHub would print in other words is the text that it is written as. */
export function withWrittenNumbers<Value>(value: Value): Value;
export function withWrittenNumbers(value: YamlValue): YamlValue {
  if (typeof value === "number") return writtenNumber(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value))
    return (value as readonly YamlValue[]).map((it) => withWrittenNumbers(it));
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, withWrittenNumbers(part)]),
  );
}
