/** What `matrix()` takes, keeps and returns, as types. */
import type { Condition, Reference, ReferenceTo } from "../../expression/build/reference.ts";
import type { MatrixEntry, MatrixScalar, MatrixValue } from "../../matrix/workflow-matrix.ts";

/** The values of an axis, or a reference where only the run knows them: `fromJSON(plan.get("versions"))`. */
export type AxisValues = readonly MatrixValue[] | Reference;

type ValueOfAxis<Values> = Values extends readonly (infer Value)[]
  ? Value
  : Values extends Reference<readonly (infer Value)[]>
    ? Value
    : unknown;

/** Some of the properties of an object are enough to exclude a combination. */
type PartOf<Value> = Value extends readonly (infer Item)[]
  ? readonly PartOf<Item>[]
  : Value extends object
    ? { readonly [Name in keyof Value]?: PartOf<Value[Name]> }
    : Value;

/**
 * Options of `matrix()`.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstrategy
 */
export interface MatrixOptions<
  Axes extends Readonly<Record<string, AxisValues>>,
  Include extends readonly MatrixEntry[],
> {
  /**
   * Combinations to leave out: those that have all of an entry's values, each of which may be one that the run knows: an
   * empty text leaves out nothing. Default: none.
   */
  readonly exclude?:
    | readonly { readonly [Axis in keyof Axes]?: PartOf<ValueOfAxis<Axes[Axis]>> | Reference }[]
    | Reference;
  /**
   * Values for the combinations that match an entry. An entry that matches none becomes a combination of its own.
   * Default: none.
   */
  readonly include?: Include | Reference;
  /** Whether one failure cancels the other combinations. Default on GitHub: true. */
  readonly failFast?: boolean | Condition | Reference<boolean>;
  /** How many combinations run at a time; 0 for as many as there are runners. Default: 0. */
  readonly maxParallel?: number | Reference<number>;
}

/** What `matrix()` returns: a reference for each axis. A job takes it as its `matrix`. */
export type Matrix = Readonly<Record<string, Reference>>;

/** Keys that `include` entries have. */
type IncludedKeys<Include extends readonly object[]> = Include[number] extends infer Entry
  ? Entry extends object
    ? keyof Entry
    : never
  : never;

type IncludedValue<
  Include extends readonly object[],
  Key extends PropertyKey,
> = Include[number] extends infer Entry
  ? Entry extends { readonly [Name in Key]: infer Value }
    ? Value
    : never
  : never;

/**
 * The names of the properties that any of the objects has, without those that every reference has, and the indices of
 * lists.
 */
type NamesIn<Value> = Value extends readonly unknown[]
  ? number extends Value["length"]
    ? number
    : Exclude<keyof Value, keyof (readonly unknown[])>
  : Value extends object
    ? Exclude<keyof Value & string, keyof Condition | keyof Reference>
    : never;

type PropertyOf<Value, Name> = Name extends string
  ? Value extends { readonly [Own in Name]: infer Property }
    ? Property
    : never
  : Value extends readonly (infer Item)[]
    ? Item
    : never;

/** The reference to a value of a matrix. That to an object or a list has its properties: `m.config.os`. */
export type MatrixReference<Value> = unknown extends Value
  ? Reference<Value>
  : [Value] extends [MatrixScalar]
    ? ReferenceTo<Value>
    : Reference<Value> & {
        readonly [Name in NamesIn<Value>]: MatrixReference<PropertyOf<Value, Name>>;
      };

export type MatrixReferences<
  Axes extends Readonly<Record<string, AxisValues>>,
  Include extends readonly MatrixEntry[],
> = {
  readonly [Axis in keyof Axes]: MatrixReference<
    ValueOfAxis<Axes[Axis]> | IncludedValue<Include, Axis>
  >;
} & {
  readonly [Key in Exclude<IncludedKeys<Include>, keyof Axes> & string]: MatrixReference<
    IncludedValue<Include, Key>
  >;
};

/** The options of a matrix that only the run knows. */
export type WholeMatrixOptions = Pick<MatrixOptions<{}, []>, "failFast" | "maxParallel">;

/** A reference for each name in a matrix that only the run knows; its type may say which these are. */
export type WholeMatrixReferences<Whole> = unknown extends Whole
  ? Matrix
  : {
      readonly [Axis in Exclude<keyof Whole, "include" | "exclude">]: MatrixReference<
        Whole[Axis] extends readonly (infer Value)[] | undefined ? Value : unknown
      >;
    } & (Whole extends { readonly include?: readonly (infer Entry)[] }
      ? {
          readonly [Key in Exclude<keyof Entry, keyof Whole> & string]: MatrixReference<Entry[Key]>;
        }
      : unknown);

/** What `matrix()` took. The values are not checked yet. */
export interface MatrixDefinition {
  /** In place of the others: the run makes all of it. */
  readonly whole?: Reference | undefined;
  readonly axes: Readonly<Record<string, readonly unknown[] | Reference>>;
  readonly include: readonly Readonly<Record<string, unknown>>[] | Reference;
  readonly exclude: readonly Readonly<Record<string, unknown>>[] | Reference;
  readonly failFast?: unknown;
  readonly maxParallel?: unknown;
}
