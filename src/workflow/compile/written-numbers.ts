import type { YamlValue } from "../../model/workflow.ts";
import { writtenNumber } from "../../expression/language/number.ts";

/** Turns numbers that GitHub would print in another way into texts. Returns the same object if there are none. */
export function withWrittenNumbers<Value>(value: Value): Value;
export function withWrittenNumbers(value: YamlValue): YamlValue {
  if (typeof value === "number") return writtenNumber(value);
  if (typeof value !== "object" || value === null || !hasOthers(value)) return value;
  if (Array.isArray(value))
    return (value as readonly YamlValue[]).map((it) => withWrittenNumbers(it));
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, withWrittenNumbers(part)]),
  );
}

function hasOthers(value: YamlValue): boolean {
  if (typeof value === "number") return writtenNumber(value) !== value;
  if (typeof value !== "object" || value === null) return false;
  const parts: readonly YamlValue[] = Array.isArray(value) ? value : Object.values(value);
  return parts.some(hasOthers);
}
