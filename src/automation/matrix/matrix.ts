import {
  type Condition,
  isReference,
  matrixReference,
  type Reference,
  type ReferenceTo,
} from "../../expression/build/reference.ts";
import { checkList, checkOptions } from "../../problems/options.ts";
import { UsageError } from "../../problems/usage-error.ts";
import { didYouMean, quotedList, shown } from "../../problems/wording.ts";
import { requireDeclaration } from "../declaration.ts";
import { withKnownKeys } from "../known-keys.ts";
import type { MatrixEntry, MatrixScalar } from "../../matrix/workflow-matrix.ts";
import { at, DeclarationError, type Place } from "../place.ts";

/** The values of an axis, or a reference where only the run knows them: `fromJSON(plan.get("versions"))`. */
export type AxisValues = readonly MatrixScalar[] | Reference;

type ValueOfAxis<Values> = Values extends readonly (infer Value)[]
  ? Value
  : Values extends Reference<readonly (infer Value)[]>
    ? Value
    : unknown;

export interface MatrixOptions<
  Axes extends Readonly<Record<string, AxisValues>>,
  Include extends readonly MatrixEntry[],
> {
  /** Combinations to leave out: those that have all of an entry's values. */
  readonly exclude?:
    | readonly { readonly [Axis in keyof Axes]?: ValueOfAxis<Axes[Axis]> }[]
    | Reference;
  /** Values for the combinations that match an entry. An entry that matches none becomes a combination of its own. */
  readonly include?: Include | Reference;
  /** Whether one failure cancels the other combinations. Default on GitHub: true. */
  readonly failFast?: boolean | Condition;
  /** How many combinations run at a time; 0 for as many as there are runners. */
  readonly maxParallel?: number | Reference<number>;
}

/** What `matrix()` returns: a reference for each axis. A job takes it as its `matrix`. */
export type Matrix = Readonly<Record<string, Reference>>;

/** Keys that only `include` entries have. */
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

export type MatrixReferences<
  Axes extends Readonly<Record<string, AxisValues>>,
  Include extends readonly MatrixEntry[],
> = {
  readonly [Axis in keyof Axes]: ReferenceTo<ValueOfAxis<Axes[Axis]>>;
} & {
  readonly [Key in Exclude<IncludedKeys<Include>, keyof Axes> & string]: ReferenceTo<
    IncludedValue<Include, Key>
  >;
};

/** What `matrix()` took. The values are not checked yet. */
export interface MatrixDefinition {
  readonly axes: Readonly<Record<string, readonly unknown[] | Reference>>;
  readonly include: readonly Readonly<Record<string, unknown>>[] | Reference;
  readonly exclude: readonly Readonly<Record<string, unknown>>[] | Reference;
  readonly failFast?: unknown;
  readonly maxParallel?: unknown;
}

/** The definitions by what `matrix()` returned, which has no room for them: an axis may have any name. */
const definitions = new WeakMap<object, MatrixDefinition>();

const optionNames: readonly string[] = ["exclude", "include", "failFast", "maxParallel"];

/**
 * Axes with values, for a job that runs once for each combination of them. The result has a reference for each axis,
 * for the options of the job with this `matrix`: it stands for the value in the combination.
 *
 * @throws UsageError outside of an automation, and for values of another type.
 * @example
 * const m = matrix({ python: ["3.12", "3.13"], os: ["ubuntu-latest", "macos-latest"] }, { failFast: false });
 * job(test, { matrix: m, runsOn: m.os, inputs: { python: m.python } });
 */
export function matrix<
  const Axes extends Readonly<Record<string, AxisValues>>,
  const Include extends readonly MatrixEntry[] = [],
>(axes: Axes, options: MatrixOptions<Axes, Include> = {}): MatrixReferences<Axes, Include> {
  const declaration = requireDeclaration("matrix()");
  const { automation } = declaration;
  const definition = at({ automation }, () => checkShape(axes, options));
  const { include } = definition;
  const keys = keysOf(definition);
  const references: Record<string, Reference> = {};
  const token: Matrix = withKnownKeys<Reference>(references, (key): Reference | Error =>
    isReference(include)
      ? matrixReference(key, declaration, token)
      : new DeclarationError(
          { automation },
          `the matrix has no ${JSON.stringify(key)}. It has ${quotedList(keys)}.${didYouMean(key, keys)}`,
        ),
  );
  for (const key of keys) {
    // Not by assignment: an axis may be called `__proto__`.
    const value = matrixReference(key, declaration, token);
    Object.defineProperty(references, key, { value, enumerable: true });
  }
  Object.defineProperty(references, Symbol.toPrimitive, {
    value: () => {
      throw new DeclarationError({ automation }, "a matrix is not a text: use one of its axes.", [
        keys.map((key) => `m.${key}`).join(", "),
      ]);
    },
  });
  definitions.set(token, definition);
  return token as MatrixReferences<Axes, Include>;
}

/** The names of the axes, then those that only `include` entries have. */
export function keysOf({ axes, include }: MatrixDefinition): readonly string[] {
  const extraKeys = isReference(include) ? [] : include.flatMap((entry) => Object.keys(entry));
  return [...new Set([...Object.keys(axes), ...extraKeys])];
}

/** @throws DeclarationError for anything but what `matrix()` returned. */
export function requireMatrix(value: unknown, place: Place): MatrixDefinition {
  const definition = definitions.get(value as object);
  if (definition !== undefined) return definition;
  throw new DeclarationError({ ...place, option: "matrix" }, "it takes what matrix() returned.", [
    'const m = matrix({ node: ["20", "22"] });',
  ]);
}

function checkShape(axes: unknown, options: object): MatrixDefinition {
  checkOptions(options, optionNames, "matrix()");
  const {
    include = [],
    exclude = [],
    failFast,
    maxParallel,
  } = options as Partial<MatrixDefinition>;
  if (!isMapping(axes)) {
    throw new UsageError(`matrix() takes axes with their values, not ${shown(axes)}.`, [
      'matrix({ node: ["20", "22"] })',
    ]);
  }
  for (const [axis, values] of Object.entries(axes)) {
    if (!isReference(values)) checkList(values, `matrix(): ${JSON.stringify(axis)}`);
  }
  for (const [name, entries] of Object.entries({ include, exclude })) {
    if (isReference(entries)) continue;
    checkList(entries, `matrix(): \`${name}\``);
    const wrong = entries.find((entry) => !isMapping(entry));
    if (wrong === undefined) continue;
    throw new UsageError(
      `matrix(): \`${name}\` lists names with their values, not ${shown(wrong)}.`,
      [`${name}: [{ node: "22" }]`],
    );
  }
  return {
    axes: { ...(axes as MatrixDefinition["axes"]) },
    include: isReference(include) ? include : [...include],
    exclude: isReference(exclude) ? exclude : [...exclude],
    failFast,
    maxParallel,
  };
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === "object" && value !== null && !Array.isArray(value) && !isReference(value)
  );
}
