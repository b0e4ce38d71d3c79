/** The matrix of a job, whose members stand for its values. */
import { hasExpression } from "../../../expression/language/template.ts";
import type { Literal } from "../../../expression/language/syntax-tree.ts";
import type { YamlValue } from "../../../model/workflow.ts";
import { listOf, mappingOf, type YamlMapping } from "../../read-workflow.ts";
import type { ValueType } from "./typed-plan.ts";

export interface MatrixScope {
  readonly constant: string;
  /** As in the file, `include` and `exclude` among them. Undefined where only the run knows them. */
  readonly axes: YamlMapping | undefined;
}

/** Undefined where only the run knows them. */
export function matrixKeys({ axes }: MatrixScope): readonly string[] | undefined {
  if (axes === undefined) return undefined;
  const { include, exclude: _exclude, ...named } = axes;
  const included = listOf(include).flatMap((entry) => Object.keys(mappingOf(entry) ?? {}));
  return [...new Set([...Object.keys(named), ...included])];
}

/** What the values under a path may be, as `MatrixReference` in src/automation/matrix has it. */
export function matrixValues({ axes = {} }: MatrixScope, path: readonly string[]): ValueType {
  const [key = "", ...parts] = path;
  const axis = axes[key];
  if (typeof axis === "string") return parts.length === 0 ? "any" : "other";
  const included = listOf(axes["include"]).flatMap((entry) => ownPart(entry, key));
  const values = parts.reduce<readonly YamlValue[]>(
    (before, part) => before.flatMap((value) => ownPart(value, part)),
    [...listOf(axis), ...included],
  );
  if (values.some((value) => typeof value === "object" && value !== null)) return "other";
  const isComputed = values.some((value) => typeof value === "string" && hasExpression(value));
  if (!isComputed) return values as readonly Literal[];
  return values.every((value) => typeof value === "string") ? "string" : "other";
}

function ownPart(value: YamlValue, part: string): readonly YamlValue[] {
  const own = Array.isArray(value) ? listOf(value)[Number(part)] : mappingOf(value)?.[part];
  return own === undefined ? [] : [own];
}
