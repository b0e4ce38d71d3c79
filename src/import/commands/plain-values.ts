import { pathOf, readsIn } from "../../expression/analysis/usage.ts";
import { parse } from "../../expression/language/parser.ts";
import { hasExpression } from "../../expression/language/template.ts";
import type { YamlValue } from "../../model/workflow.ts";
import { listOf, mappingOf, type YamlMapping } from "../read-workflow.ts";

/**
 * Whether an expression has only values that a shell reads as words: those of the job's matrix, or a variable of the workflow.
 *
 * @param owners The step, its job and the workflow.
 */
export function isPlainIn(owners: readonly YamlMapping[], expression: string): boolean {
  const [context, key = "", ...others] = pathOf(parse(expression)) ?? [];
  if (others.length > 0) return false;
  const values =
    context === "env"
      ? owners.flatMap((owner) => mappingOf(owner["env"])?.[key] ?? [])
      : context === "matrix"
        ? owners.flatMap((owner) => matrixValues(owner, key))
        : [];
  return values.length > 0 && values.every(isPlainValue);
}

function matrixValues(job: YamlMapping, key: string): readonly YamlValue[] {
  const matrix = mappingOf(mappingOf(job["strategy"])?.["matrix"]);
  const included = listOf(matrix?.["include"]).flatMap((entry) => mappingOf(entry)?.[key] ?? []);
  return [...listOf(matrix?.[key]), ...included];
}

function isPlainValue(value: YamlValue): boolean {
  return typeof value !== "object" && /^[\w./@:+, -]*$/.test(String(value));
}

/**
 * Whether every expression of a command reads nothing but values that are written in the job's matrix. Such a command may
 * stay as it is: whoever wrote the matrix wrote them.
 */
export function hasOnlyWritten(run: string, job: YamlMapping): boolean {
  if (!hasExpression(run)) return false;
  const { contexts, functions, paths } = readsIn(run);
  const isWritten = ([, key = ""]: readonly string[]): boolean => {
    const values = matrixValues(job, key);
    return values.length > 0 && !hasExpression(JSON.stringify(values));
  };
  return (
    contexts.every((name) => name === "matrix") &&
    !functions.includes("hashfiles") &&
    paths.every(isWritten)
  );
}
