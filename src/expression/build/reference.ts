import type { Condition, Expression, Reference, ReferenceTo } from "./algebra.ts";
import { BuiltExpression, everywhere, type Owner } from "./built-expression.ts";
import { path } from "../language/syntax-tree.ts";

export type { Owner } from "./built-expression.ts";
export type {
  AnyText,
  BooleanReference,
  Condition,
  Operand,
  Reference,
  ReferenceTo,
  ReferenceToOneOf,
} from "./algebra.ts";

/** `needs.<job>.outputs.<output>`, with brackets where a name is not an identifier. Default owner: any automation. */
export function contextReference<Value>(
  context: string,
  properties: readonly string[],
  jobs: readonly string[] = [],
  owner?: Owner,
): Reference<Value> {
  return new BuiltExpression(path(context, properties), "reference", {
    ...everywhere,
    jobs,
    owners: owner === undefined ? [] : [owner],
  }) as Reference<Value>;
}

/**
 * `matrix.<key>`, for the jobs of its own matrix.
 *
 * @param matrix Identifies the matrix. `matricesOf` returns it.
 */
export function matrixReference<Value>(
  key: string,
  owner: Owner | undefined,
  matrix: object,
): ReferenceTo<Value> {
  const origin = { jobs: [], owners: owner === undefined ? [] : [owner], matrices: [matrix] };
  const reference: unknown = new BuiltExpression(path("matrix", [key]), "both", origin);
  return reference as ReferenceTo<Value>;
}

export function isReference(value: unknown): value is Reference {
  return value instanceof BuiltExpression && value.role !== "condition";
}

/** A boolean reference is a condition too. */
export function isCondition(value: unknown): value is Condition {
  return value instanceof BuiltExpression && value.role !== "reference";
}

/** Whether an expression may stand in `owner`. */
export function belongsTo(expression: Expression, owner: Owner): boolean {
  return implementationOf(expression).origin.owners.every((other) => other === owner);
}

/** The matrices that an expression reads: it may stand only in their jobs. */
export function matricesOf(expression: Expression): readonly object[] {
  return implementationOf(expression).origin.matrices;
}

/** The text of a condition in its shortest form: `inputs.skip_tests`. */
export function conditionExpression(condition: Condition): string {
  const { conditionTree } = implementationOf(condition);
  return new BuiltExpression(conditionTree, "condition", everywhere).expression;
}

function implementationOf(expression: Expression): BuiltExpression {
  if (expression instanceof BuiltExpression) return expression;
  throw new TypeError("not an expression of this program");
}
