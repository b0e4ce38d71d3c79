import { pathOf } from "../../expression/analysis/usage.ts";
import { parse } from "../../expression/language/parser.ts";
import type { YamlValue } from "../../model/workflow.ts";
import { listOf, mappingOf, type YamlMapping } from "../read-workflow.ts";

/** Whether a key of the job's matrix has only values that a shell reads as words. */
export function isPlainIn(job: YamlMapping, expression: string): boolean {
  const [context, key = "", ...others] = pathOf(parse(expression)) ?? [];
  const matrix = mappingOf(mappingOf(job["strategy"])?.["matrix"]);
  if (context !== "matrix" || others.length > 0 || matrix === undefined) return false;
  const included = listOf(matrix["include"]).flatMap((entry) => mappingOf(entry)?.[key] ?? []);
  const values = [...listOf(matrix[key]), ...included];
  return values.length > 0 && values.every(isPlainValue);
}

function isPlainValue(value: YamlValue): boolean {
  return typeof value !== "object" && /^[\w./@:+, -]*$/.test(String(value));
}
