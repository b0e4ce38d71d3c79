/** The values of expressions that are written in the workflow. */
import { pathOf, readsIn } from "../../expression/analysis/usage.ts";
import { formatNumber } from "../../expression/language/number.ts";
import { parse } from "../../expression/language/parser.ts";
import type { Tree } from "../../expression/language/syntax-tree.ts";
import { hasExpression } from "../../expression/language/template.ts";
import type { YamlValue } from "../../model/workflow.ts";
import { listOf, mappingOf, type YamlMapping } from "../read-workflow.ts";

export interface KnownValues {
  readonly texts: readonly string[];
  /** Whether it can have no others. */
  readonly isComplete: boolean;
}

const unknown: KnownValues = { texts: [], isComplete: false };

/**
 * What an expression comes to: values of the job's matrix or of a variable, and texts in the expression itself.
 *
 * @param owners The step, its job and the workflow.
 */
export function knownValues(owners: readonly YamlMapping[], expression: string): KnownValues {
  return valuesOf(parse(expression), owners);
}

function valuesOf(tree: Tree, owners: readonly YamlMapping[]): KnownValues {
  switch (tree.kind) {
    case "literal":
      return textsOf([tree.value]);
    case "logical": {
      // `a && b` is a only where that is false or empty, and `a || b` a only where it is neither.
      if (tree.operator === "&&") return { ...lastOf(tree.operands, owners), isComplete: false };
      const values = tree.operands.map((operand, index) =>
        index === tree.operands.length - 1
          ? valuesOf(operand, owners)
          : trueValuesOf(operand, owners),
      );
      return {
        texts: values.flatMap(({ texts }) => texts),
        isComplete: values.every(({ isComplete }) => isComplete),
      };
    }
    case "call": {
      const [format] = tree.name.toLowerCase() === "format" ? tree.arguments : [];
      return format === undefined ? unknown : { ...valuesOf(format, owners), isComplete: false };
    }
    default:
      return valuesAt(pathOf(tree) ?? [], owners);
  }
}

function lastOf(operands: readonly Tree[], owners: readonly YamlMapping[]): KnownValues {
  const last = operands.at(-1);
  return last === undefined ? unknown : valuesOf(last, owners);
}

/** What an expression comes to where it is not false or empty. */
function trueValuesOf(tree: Tree, owners: readonly YamlMapping[]): KnownValues {
  return tree.kind === "logical" && tree.operator === "&&"
    ? lastOf(tree.operands, owners)
    : valuesOf(tree, owners);
}

function valuesAt(path: readonly string[], owners: readonly YamlMapping[]): KnownValues {
  const [context, key = "", ...parts] = path;
  if (context === "env" && parts.length === 0) {
    const [nearest] = owners.flatMap((owner) => {
      const value = mappingOf(owner["env"])?.[key];
      return value === undefined ? [] : [value];
    });
    return nearest === undefined ? unknown : textsOf([nearest]);
  }
  if (context !== "matrix" || key === "") return unknown;
  const values = owners.flatMap((owner) => matrixValues(owner, key));
  return textsOf(values.map((value) => parts.reduce(partOf, value)));
}

/** What an object or a list has not is empty; what only the run knows stays an expression. */
function partOf(value: YamlValue, part: string): YamlValue {
  if (Array.isArray(value)) return listOf(value)[Number(part)] ?? null;
  if (typeof value === "string" && hasExpression(value)) return value;
  return mappingOf(value)?.[part] ?? null;
}

/** Complete where each is a single value, and no expression. */
function textsOf(values: readonly YamlValue[]): KnownValues {
  const texts = values.flatMap((value) => {
    if (value === null) return [""];
    if (typeof value === "object") return [];
    const text = typeof value === "number" ? formatNumber(value) : String(value);
    return hasExpression(text) ? [] : [text];
  });
  return { texts, isComplete: texts.length > 0 && texts.length === values.length };
}

function matrixValues(job: YamlMapping, key: string): readonly YamlValue[] {
  const matrix = mappingOf(mappingOf(job["strategy"])?.["matrix"]);
  // An entry that is an expression may have the key.
  const included = listOf(matrix?.["include"]).flatMap((entry) =>
    typeof entry === "string" ? entry : (mappingOf(entry)?.[key] ?? []),
  );
  return [...listOf(matrix?.[key]), ...included];
}

/**
 * Whether every expression of a command reads nothing but values that are written in the job's matrix. Such a command may
 * stay as it is: whoever wrote the matrix wrote them.
 */
export function hasOnlyWritten(run: string, job: YamlMapping): boolean {
  if (!hasExpression(run)) return false;
  const { contexts, functions, paths } = readsIn(run);
  const isWritten = ([, key = ""]: readonly string[]): boolean => {
    const values = matrixValues(job, key);
    return values.length > 0 && !hasExpression(JSON.stringify(values));
  };
  return (
    contexts.every((name) => name === "matrix") &&
    !functions.includes("hashfiles") &&
    paths.every(isWritten)
  );
}
