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
  /**
   * This condition, and all of the others.
   *
   * @example environment.eq("prod").and(github.refName.eq("main"))
   */
  and(...others: readonly Condition[]): Condition;
  /** This condition, or one of the others, or more. */
  or(...others: readonly Condition[]): Condition;
  /** The opposite of this condition. */
  not(): Condition;
}

/** What a reference is compared with: a value of its own type, or another reference. */
export type Operand<Value> =
  | (Value & (string | number | boolean | null))
  | Reference
  | SecretReference;

/**
 * A value that is known only when the workflow runs, such as another job's output. It stands where a value would, and
 * becomes a GitHub expression in the workflow. Comparisons are GitHub's: strings without regard to case, different types
 * as numbers. https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#operators
 */
export interface Reference<Value = unknown> extends Expression {
  /** Equal: `github.refName.eq("main")`. */
  eq(other: Operand<Value>): Condition;
  /** Not equal: `github.actor.ne("dependabot[bot]")`. */
  ne(other: Operand<Value>): Condition;
  /** Less than, as numbers unless both are texts. */
  lt(other: Operand<Value>): Condition;
  /** Less than, or equal, as numbers unless both are texts. */
  le(other: Operand<Value>): Condition;
  /** Greater than, as numbers unless both are texts. */
  gt(other: Operand<Value>): Condition;
  /** Greater than, or equal, as numbers unless both are texts. */
  ge(other: Operand<Value>): Condition;
  /** Never present at run time: it carries the type. */
  readonly [valueType]?: Value;
  /** Never present at run time: a secret is not taken where any other reference is. */
  readonly [secrecy]?: false;
}

/** A reference to a secret, for the `env` or `with` of one step, a service, a registry, or a called workflow. */
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

/** A reference to a boolean, which is a condition, too. */
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
