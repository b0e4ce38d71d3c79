/** Texts and expressions in one form for all that GitHub reads alike. */
import { ExpressionError } from "../../expression/language/expression-error.ts";
import { formatNumber } from "../../expression/language/number.ts";
import { parse } from "../../expression/language/parser.ts";
import { print } from "../../expression/language/print.ts";
import { listIndex, literal, type Tree } from "../../expression/language/syntax-tree.ts";
import {
  formatExpression,
  hasExpression,
  segmentsOf,
  wholeExpression,
} from "../../expression/language/template.ts";
import type { YamlValue } from "../../model/workflow.ts";
import { mappingOf, type YamlMapping } from "../read-workflow.ts";

/** A text whose expressions have their shortest form: white space and needless parentheses mean nothing. */
export function normalText(text: string): string {
  if (!hasExpression(text)) return text;
  return orAsItIs(text, () =>
    segmentsOf(text)
      .map((segment) =>
        "text" in segment ? segment.text : `\${{ ${normalExpression(segment.expression)} }}`,
      )
      .join(""),
  );
}

/**
 * A condition: an expression, with or without `${{ }}` around it, as an `if` is read as one (`ConvertToIfCondition` in
 * src/Sdk/WorkflowParser/Conversion/WorkflowTemplateConverter.cs of actions/runner). Without any it has its default.
 */
export function normalCondition(value: YamlValue | undefined): YamlValue | undefined {
  const text = scalarText(value ?? "");
  if (typeof text !== "string") return text;
  if (text.trim() === "") return undefined;
  return orAsItIs(text, () => {
    const whole = wholeExpression(text.trim());
    const isText = whole === undefined && hasExpression(text);
    return normalExpression(isText ? formatExpression(text.trim()) : (whole ?? text));
  });
}

function orAsItIs(text: string, read: () => string): string {
  try {
    return read();
  } catch (error) {
    if (error instanceof ExpressionError) return text;
    throw error;
  }
}

function normalExpression(expression: string): string {
  return print(normalTree(parse(expression.trim())));
}

/**
 * GitHub ignores the case of contexts, their names (same-name.ts) and functions (Comparer of their dictionaries in ExpressionParser.cs), and takes `0`
 * and `'0'` in brackets for the same (src/Sdk/DTExpressions2/Expressions2/Sdk/Operators/Index.cs of actions/runner).
 */
function normalTree(tree: Tree): Tree {
  switch (tree.kind) {
    case "literal":
      return tree;
    case "context":
      return { ...tree, name: tree.name.toLowerCase() };
    case "index": {
      const isEnv = isOfEnv(tree.of);
      return { ...tree, of: normalTree(tree.of), key: normalKey(tree.key, isEnv) };
    }
    case "filter":
    case "not":
      return { ...tree, of: normalTree(tree.of) };
    case "call":
      return { ...tree, name: tree.name.toLowerCase(), arguments: tree.arguments.map(normalTree) };
    case "comparison":
      return { ...tree, left: normalTree(tree.left), right: normalTree(tree.right) };
    case "logical":
      return { ...tree, operands: tree.operands.map(normalTree) };
    default:
      return tree satisfies never;
  }
}

function normalKey(key: Tree, hasCase: boolean): Tree {
  if (key.kind !== "literal" || typeof key.value !== "string") return normalTree(key);
  return literal(listIndex(key.value) ?? (hasCase ? key.value : key.value.toLowerCase()));
}

/** `env` has the case of its names on all runners but those with Windows (StepsRunner.cs in src/Runner.Worker of actions/runner). */
function isOfEnv(tree: Tree): boolean {
  return tree.kind === "context" && tree.name.toLowerCase() === "env";
}

/**
 * Where GitHub takes a text it takes any single value: nothing is empty, true and numbers are written out
 * (`AssertString` and `ToString` of the tokens in src/Sdk/WorkflowParser/ObjectTemplating/Tokens of actions/runner).
 */
export function scalarText(value: YamlValue): YamlValue {
  if (value === null) return "";
  if (typeof value === "number") return formatNumber(value);
  if (typeof value === "boolean") return String(value);
  return typeof value === "string" ? normalText(value) : normalValue(value);
}

/** The values of an `env`, a `with` or `outputs`; undefined where there are none. */
export function normalValues(value: YamlValue | undefined): YamlValue | undefined {
  const mapping = mappingOf(value);
  if (mapping === undefined) return typeof value === "string" ? normalText(value) : undefined;
  const entries = Object.entries(mapping).map(([key, part]) => [key, scalarText(part)] as const);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** Any value with its texts in normal form. */
export function normalValue(value: YamlValue): YamlValue {
  if (typeof value === "string") return normalText(value);
  if (Array.isArray(value)) return (value as readonly YamlValue[]).map(normalValue);
  const mapping = mappingOf(value);
  return mapping === undefined ? value : mapValues(mapping, normalValue);
}

export function mapValues(
  mapping: YamlMapping,
  map: (value: YamlValue, key: string) => YamlValue,
): YamlMapping {
  return Object.fromEntries(Object.entries(mapping).map(([key, value]) => [key, map(value, key)]));
}
