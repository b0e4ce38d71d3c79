/** The values of a matrix, with what its expressions come to. */
import { type Contexts, evaluate, interpolate } from "../expression/evaluate.ts";
import { ExpressionError } from "../expression/expression-error.ts";
import { parse } from "../expression/parser.ts";
import { segmentsOf } from "../expression/template.ts";
import { contextsOf } from "../expression/usage.ts";
import { plain } from "../expression/value.ts";
import type { Matrix, MatrixValue } from "../matrix/matrix.ts";
import { UsageError } from "../problems/usage-error.ts";
import { shown } from "../problems/wording.ts";
import type { Matrix as WorkflowMatrix } from "../workflow/model.ts";

/** Whether a matrix has values that other jobs put out, so that nobody knows its combinations before these have ended. */
export function isLate(matrix: WorkflowMatrix): boolean {
  return textsOf(matrix).some((text) =>
    segmentsOf(text).some(
      (segment) =>
        "expression" in segment && contextsOf(parse(segment.expression)).includes("needs"),
    ),
  );
}

function textsOf(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

/** @throws UsageError for values that are no list, or cannot be computed. */
export function plannedMatrix(id: string, matrix: WorkflowMatrix, contexts: Contexts): Matrix {
  return Object.fromEntries(
    Object.entries(matrix).map(([key, values]) => {
      const list = valueOf(values, id, contexts);
      if (Array.isArray(list)) return [key, list as readonly MatrixValue[]];
      throw new UsageError(
        `the matrix of the job ${JSON.stringify(id)} has no list for ${JSON.stringify(key)}: ${shown(values)} is ${shown(list)} here.`,
      );
    }),
  );
}

function valueOf(value: MatrixValue, id: string, contexts: Contexts): MatrixValue {
  if (typeof value === "string") return textValue(value, id, contexts);
  if (Array.isArray(value)) {
    return (value as readonly MatrixValue[]).map((item) => valueOf(item, id, contexts));
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, valueOf(item as MatrixValue, id, contexts)]),
  );
}

/** An expression alone keeps the type of its value. */
function textValue(text: string, id: string, contexts: Contexts): MatrixValue {
  const [first, ...others] = segmentsOf(text);
  if (first === undefined || ("text" in first && others.length === 0)) return text;
  try {
    return "expression" in first && others.length === 0
      ? plain(evaluate(first.expression, contexts))
      : interpolate(text, contexts);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw new UsageError(
      `the matrix of the job ${JSON.stringify(id)} cannot be computed: ${text}: ${error.message}`,
    );
  }
}
