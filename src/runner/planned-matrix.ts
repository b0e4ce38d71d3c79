/** The values of a matrix, with what its expressions come to when the run is planned. */
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

/** @throws UsageError for values that other jobs make: a local run has to know its jobs when it starts. */
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
  refuseNeeds(text, id);
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

function refuseNeeds(text: string, id: string): void {
  const reads = segmentsOf(text).flatMap((segment) =>
    "text" in segment ? [] : contextsOf(parse(segment.expression)),
  );
  if (!reads.includes("needs")) return;
  throw new UsageError(
    `the matrix of the job ${JSON.stringify(id)} is known only when the workflow runs on GitHub: ${text}. A local run has to know all of its jobs when it starts.`,
    ["--only=JOB, for jobs that do not need it"],
  );
}
