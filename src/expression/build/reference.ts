import type { Condition, Expression, Reference, ReferenceTo } from "./algebra.ts";
import {
  builtExpression,
  BuiltExpression,
  everywhere,
  type Owner,
  withProperties,
} from "./built-expression.ts";
import { listIndex, path } from "../language/syntax-tree.ts";

export type { Owner } from "./built-expression.ts";
export type {
  AnyText,
  BooleanReference,
  Condition,
  Operand,
  Reference,
  ReferenceTo,
  ReferenceToOneOf,
  SecretReference,
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
 * `matrix.<key>`, for the jobs of its own matrix, or a property of that: `matrix.config.os`.
 *
 * @param matrix Identifies the matrix. `matricesOf` returns it.
 * @param property Makes the reference to a property of the value; without it there are none.
 */
export function matrixReference<Value>(
  key: string | readonly string[],
  owner: Owner | undefined,
  matrix: object,
  property?: (name: string) => unknown,
): ReferenceTo<Value> {
  const keys = typeof key === "string" ? [key] : key;
  const owners = owner === undefined ? [] : [owner];
  const origin = { ...everywhere, owners, matrices: [matrix] };
  const reference = new BuiltExpression(
    path(
      "matrix",
      keys.map((name) => listIndex(name) ?? name),
    ),
    "both",
    origin,
  );
  const result: unknown = property === undefined ? reference : withProperties(reference, property);
  return result as ReferenceTo<Value>;
}

/**
 * `steps.<id>.outputs.<output>` and `steps.<id>.outcome`, for what comes behind the step.
 *
 * @param step Identifies the step. `stepsOf` returns it.
 */
export function referenceToStep<Value>(
  step: object,
  properties: readonly string[],
): Reference<Value> {
  const origin = { ...everywhere, steps: [step] };
  return new BuiltExpression(path("steps", properties), "reference", origin) as Reference<Value>;
}

export function isReference(value: unknown): value is Reference {
  const built = builtExpression(value);
  return built !== undefined && built.role !== "condition";
}

/** A boolean reference is a condition too. */
export function isCondition(value: unknown): value is Condition {
  const built = builtExpression(value);
  return built !== undefined && built.role !== "reference";
}

/** Whether an expression may stand in `owner`. */
export function belongsTo(expression: Expression, owner: Owner): boolean {
  return implementationOf(expression).origin.owners.every((other) => other === owner);
}

/** The matrices that an expression reads: it may stand only in their jobs. */
export function matricesOf(expression: Expression): readonly object[] {
  return implementationOf(expression).origin.matrices;
}

/** The steps that an expression reads: it may stand only behind them, in their job. */
export function stepsOf(expression: Expression): readonly object[] {
  return implementationOf(expression).origin.steps;
}

/** The text of a condition in its shortest form: `inputs.skip_tests`. */
export function conditionExpression(condition: Condition): string {
  const { conditionTree } = implementationOf(condition);
  return new BuiltExpression(conditionTree, "condition", everywhere).expression;
}

function implementationOf(expression: Expression): BuiltExpression {
  const built = builtExpression(expression);
  if (built !== undefined) return built;
  throw new TypeError("not an expression of this program");
}
