/** The types that stand for values which only a run knows. */

declare const valueType: unique symbol;
declare const openness: unique symbol;
declare const secrecy: unique symbol;

/** What all expressions have in common. */
export interface Expression {
  /** The GitHub expression, without `${{ }}`: `needs.build.outputs.version`. */
  readonly expression: string;
  /** Ids of the jobs that it reads: a job that uses it needs them. */
  readonly jobs: readonly string[];
  /** `${{ needs.build.outputs.version }}`, so that it can stand in a template string. */
  toString(): string;
}

/** Something that is true or false when the workflow runs, for a job's `condition`. */
export interface Condition extends Expression {
  /** @example environment.eq("prod").and(github.refName.eq("main")) */
  and(...others: readonly Condition[]): Condition;
  or(...others: readonly Condition[]): Condition;
  not(): Condition;
}

/** What a reference is compared with: a value of its own type, or another reference. */
export type Operand<Value> =
  | (Value & (string | number | boolean | null))
  | Reference
  | SecretReference;

/**
 * A value that is known only when the workflow runs, such as another job's output.
 * It stands where a value would, and becomes a GitHub expression in the workflow.
 * Comparisons are GitHub's: strings without regard to case, different types as numbers.
 */
export interface Reference<Value = unknown> extends Expression {
  eq(other: Operand<Value>): Condition;
  ne(other: Operand<Value>): Condition;
  lt(other: Operand<Value>): Condition;
  le(other: Operand<Value>): Condition;
  gt(other: Operand<Value>): Condition;
  ge(other: Operand<Value>): Condition;
  /** Never present at run time: it carries the type. */
  readonly [valueType]?: Value;
  /** Never present at run time: a secret is not taken where any other reference is. */
  readonly [secrecy]?: false;
}

/** A reference to a secret, for the `env` or `with` of one step, a registry, or a called workflow. */
export interface SecretReference extends Omit<Reference<string>, typeof secrecy> {
  readonly [secrecy]?: true;
}

/** Marks a reference to one of a few values. A choice input refuses it unless these are among its choices. */
interface KnownValues {
  /** Never present at run time. */
  [openness]?(known: true): void;
}

/** A reference to any text, such as a job's output. A choice input takes it. */
export interface AnyText extends Reference<string> {
  [openness]?(known: false): void;
}

export type BooleanReference = Reference<boolean> & Condition;

/** A reference to one of a few values, such as those of a choice. */
export type ReferenceToOneOf<Value> = Reference<Value> & KnownValues;

/** The reference to a value of this type. The reference to a boolean is a condition too. */
export type ReferenceTo<Value> = [Value] extends [boolean]
  ? BooleanReference
  : [Value] extends [string]
    ? string extends Value
      ? Reference<Value>
      : ReferenceToOneOf<Value>
    : Reference<Value>;
