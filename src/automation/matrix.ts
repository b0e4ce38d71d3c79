import { matrixReference, type Reference, type ReferenceTo } from "../expression/reference.ts";
import { requireDeclaration } from "./declaration.ts";
import {
  type MatrixAxes,
  type MatrixDefinition,
  matrixKeys,
  type MatrixValue,
} from "./matrix-definition.ts";

export interface MatrixOptions<
  Axes extends MatrixAxes,
  Include extends readonly Readonly<Record<string, MatrixValue>>[],
> {
  /** Combinations to leave out: those that have all of an entry's values. */
  readonly exclude?: readonly { readonly [Axis in keyof Axes]?: Axes[Axis][number] }[];
  /** Values added to the combinations that have an entry's other values; else a combination of its own. */
  readonly include?: Include;
  /** Whether one failure cancels the other combinations. Default on GitHub: true. */
  readonly failFast?: boolean;
  /** How many combinations run at a time. */
  readonly maxParallel?: number;
}

/** What `matrix()` returns, for a job's `matrix`: it has a reference for each axis. */
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
  Axes extends MatrixAxes,
  Include extends readonly Readonly<Record<string, MatrixValue>>[],
> = {
  readonly [Axis in keyof Axes]: ReferenceTo<Axes[Axis][number]>;
} & {
  readonly [Key in Exclude<IncludedKeys<Include>, keyof Axes> & string]: ReferenceTo<
    IncludedValue<Include, Key>
  >;
};

/** Kept apart from the references, so that an axis may have any name. */
const definitions = new WeakMap<object, MatrixDefinition>();

/**
 * Values for a job that runs once for each of their combinations. Each axis is a reference to the value that a
 * combination has of it, for the options of the job that has this `matrix`.
 *
 * @throws UsageError outside of an automation.
 * @example
 * const m = matrix({ python: ["3.12", "3.13"], os: ["ubuntu-latest", "macos-latest"] }, { failFast: false });
 * job(test, { matrix: m, runsOn: m.os, inputs: { python: m.python } });
 */
export function matrix<
  const Axes extends MatrixAxes,
  const Include extends readonly Readonly<Record<string, MatrixValue>>[] = [],
>(axes: Axes, options: MatrixOptions<Axes, Include> = {}): MatrixReferences<Axes, Include> {
  const declaration = requireDeclaration("matrix()");
  const { include, exclude, failFast, maxParallel } = options;
  const definition: MatrixDefinition = {
    axes: { ...axes },
    include: [...(include ?? [])],
    exclude: [...((exclude ?? []) as MatrixDefinition["exclude"])],
    ...(failFast === undefined ? {} : { failFast }),
    ...(maxParallel === undefined ? {} : { maxParallel }),
  };
  const references: Record<string, Reference> = {};
  for (const key of matrixKeys(definition)) {
    references[key] = matrixReference(key, declaration, references);
  }
  definitions.set(references, definition);
  return references as MatrixReferences<Axes, Include>;
}

/** What `matrix()` was given; undefined for anything else. */
export function matrixDefinition(value: unknown): MatrixDefinition | undefined {
  return typeof value === "object" && value !== null ? definitions.get(value) : undefined;
}
