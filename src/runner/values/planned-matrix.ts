/** The values of a matrix, with its expressions evaluated. */
import type { Contexts } from "../../expression/values/evaluate.ts";
import { ExpressionError } from "../../expression/language/expression-error.ts";
import type { KnownMatrix } from "../../matrix/matrix-combinations.ts";
import { UsageError } from "../../problems/usage-error.ts";
import { shown } from "../../problems/wording.ts";
import type { WorkflowMatrix, YamlValue } from "../../model/workflow.ts";
import { typedValue } from "./evaluated-values.ts";

/** @throws UsageError for values that are not a list, or cannot be computed. */
export function plannedMatrix(
  id: string,
  matrix: WorkflowMatrix | string,
  contexts: Contexts,
): KnownMatrix {
  const all = typeof matrix === "string" ? textValue(matrix, id, contexts) : matrix;
  if (typeof all !== "object" || all === null || Array.isArray(all)) {
    throw new UsageError(
      `the matrix of the job ${JSON.stringify(id)} is no mapping of names to lists: ${shown(matrix)} is ${shown(all)} here.`,
    );
  }
  return Object.fromEntries(
    Object.entries(all as WorkflowMatrix).map(([key, values]) => {
      const list = valueOf(values, id, contexts);
      if (Array.isArray(list)) return [key, list as readonly YamlValue[]];
      throw new UsageError(
        `the matrix of the job ${JSON.stringify(id)} has no list for ${JSON.stringify(key)}: ${shown(values)} is ${shown(list)} here.`,
      );
    }),
  );
}

function valueOf(value: YamlValue, id: string, contexts: Contexts): YamlValue {
  if (typeof value === "string") return textValue(value, id, contexts);
  if (Array.isArray(value)) {
    return (value as readonly YamlValue[]).map((item) => valueOf(item, id, contexts));
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, valueOf(item as YamlValue, id, contexts)]),
  );
}

function textValue(text: string, id: string, contexts: Contexts): YamlValue {
  try {
    return typedValue(text, contexts);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw new UsageError(
      `the matrix of the job ${JSON.stringify(id)} cannot be computed: ${text}: ${error.message}`,
    );
  }
}
