import { isReference, matrixReference, type Reference } from "../../expression/build/reference.ts";
import { checkList, checkOptions } from "../../problems/options.ts";
import { UsageError } from "../../problems/usage-error.ts";
import { didYouMean, quotedList, shown } from "../../problems/wording.ts";
import { requireDeclaration } from "../declaration.ts";
import { withKnownKeys } from "../known-keys.ts";
import type { MatrixEntry } from "../../matrix/workflow-matrix.ts";
import type {
  AxisValues,
  Matrix,
  MatrixDefinition,
  MatrixOptions,
  MatrixReferences,
  WholeMatrixOptions,
  WholeMatrixReferences,
} from "./matrix-references.ts";
import { pathProblem, type Shape, shapeOf } from "./matrix-shape.ts";
import { at, DeclarationError, type Place } from "../place.ts";

/** The definitions by what `matrix()` returned, which has no room for them: an axis may have any name. */
const definitions = new WeakMap<object, MatrixDefinition>();

const optionNames: readonly string[] = ["exclude", "include", "failFast", "maxParallel"];

/**
 * Axes with values, for a job that runs once for each combination of them. The result has a reference for each axis, for
 * the options of the job with this `matrix`: it stands for the value in the combination.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstrategy
 *
 * @throws UsageError outside of an automation, and for values of another type.
 * @example
 * const m = matrix({ config: [{ os: "ubuntu-latest", node: 22 }] });
 * job(build, { matrix: m, runsOn: m.config.os });
 * @example
 * const m = matrix({ python: ["3.12", "3.13"], os: ["ubuntu-latest", "macos-latest"] }, { failFast: false });
 * job(test, { matrix: m, runsOn: m.os, inputs: { python: m.python } });
 */
export function matrix<
  const Axes extends Readonly<Record<string, AxisValues>>,
  const Include extends readonly MatrixEntry[] = [],
>(axes: Axes, options?: MatrixOptions<Axes, Include>): MatrixReferences<Axes, Include>;
/**
 * A matrix that only the run knows, as JSON that an earlier job put out. The type says which axes it has.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstrategy
 *
 * @throws UsageError outside of an automation, and for what is no reference.
 * @example
 * const m = matrix(fromJSON<{ node: string[] }>(planned.get("matrix")));
 * job(test, { matrix: m, inputs: { node: m.node } });
 */
export function matrix<Whole>(
  whole: Reference<Whole>,
  options?: WholeMatrixOptions,
): WholeMatrixReferences<Whole>;
export function matrix(axes: unknown, options: object = {}): Matrix {
  const declaration = requireDeclaration("matrix()");
  const { automation } = declaration;
  const definition = at({ automation }, () => checkShape(axes, options));
  const keys = keysOf(definition);
  const shape = shapeOf(definition);
  const references: Record<string, Reference> = {};
  /** A value that only the run knows may have any property. One that is a text or a number has none. */
  const reference = (path: readonly string[], own: Shape): Reference =>
    matrixReference(
      path,
      declaration,
      token,
      own?.size === 0
        ? undefined
        : (name) => {
            const problem = pathProblem([...path, name], shape);
            if (problem !== undefined) throw new DeclarationError({ automation }, `the ${problem}`);
            return reference([...path, name], own?.get(name));
          },
    );
  const token: Matrix = withKnownKeys<Reference>(references, (key): Reference | Error =>
    shape === undefined
      ? reference([key], undefined)
      : new DeclarationError(
          { automation },
          `the matrix has no ${JSON.stringify(key)}. It has ${quotedList(keys)}.${didYouMean(key, keys)}`,
        ),
  );
  for (const key of keys) {
    // Not by assignment: an axis may be called `__proto__`.
    const value = reference([key], shape?.get(key));
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
  return token;
}

/** The names of the axes, then those that only `include` entries have. */
function keysOf({ axes, include }: MatrixDefinition): readonly string[] {
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
  if (isReference(axes)) {
    checkOptions(options, ["failFast", "maxParallel"], "matrix() of a reference");
    const { failFast, maxParallel } = options as WholeMatrixOptions;
    return { whole: axes, axes: {}, include: [], exclude: [], failFast, maxParallel };
  }
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
    exclude: isReference(exclude) ? exclude : exclude.map(withTexts),
    failFast,
    maxParallel,
  };
}

/** A reference among the values is a text with `${{ }}`, as it is in YAML. */
function withTexts(entry: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const values = Object.entries(entry).map(([axis, value]) => [
    axis,
    isReference(value) ? String(value) : value,
  ]);
  return Object.fromEntries(values) as Readonly<Record<string, unknown>>;
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === "object" && value !== null && !Array.isArray(value) && !isReference(value)
  );
}
