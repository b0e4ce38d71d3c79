import type { Condition, Expression, Reference, ReferenceTo } from "./algebra.ts";
import { BuiltExpression, everywhere, type Owner } from "./built-expression.ts";
import { printProperty } from "../language/print.ts";
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

/** `needs.<job>.outputs.<output>`, with index syntax where a name is no identifier; without an owner it is known everywhere. */
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
 * `matrix.<key>`, which means something only in the jobs of its own matrix.
 *
 * @param matrix tells matrices apart; `matricesOf` gives it back.
 */
export function matrixReference<Value>(
  key: string,
  owner: Owner | undefined,
  matrix: object,
): ReferenceTo<Value> {
  const origin = { jobs: [], owners: owner === undefined ? [] : [owner], matrices: [matrix] };
  const built: unknown = new BuiltExpression(path("matrix", [key]), "both", origin);
  return built as ReferenceTo<Value>;
}

/** The text of `contextReference`, without a reference. */
export function contextExpression(context: string, properties: readonly string[]): string {
  return context + properties.map(printProperty).join("");
}

export function isReference(value: unknown): value is Reference {
  return value instanceof BuiltExpression && value.role !== "condition";
}

/** A boolean reference is a condition too. */
export function isCondition(value: unknown): value is Condition {
  return value instanceof BuiltExpression && value.role !== "reference";
}

/** Whether an expression was made while `owner` was being declared, or reads only what all workflows have. */
export function belongsTo(expression: Expression, owner: Owner): boolean {
  return built(expression).origin.owners.every((other) => other === owner);
}

/** The matrices that an expression reads: it may stand only in their jobs. */
export function matricesOf(expression: Expression): readonly object[] {
  return built(expression).origin.matrices;
}

/** A condition as it stands in `if`, where an absent boolean may do: `inputs.skip_tests`. */
export function conditionExpression(condition: Condition): string {
  const { conditionTree } = built(condition);
  return new BuiltExpression(conditionTree, "condition", everywhere).expression;
}

function built(expression: Expression): BuiltExpression {
  if (expression instanceof BuiltExpression) return expression;
  throw new TypeError("not an expression of this program");
}
