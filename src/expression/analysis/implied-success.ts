/** What GitHub makes of an `if` (ConvertToIfCondition in actions/runner, WorkflowTemplateConverter.cs). */
import { parse } from "../language/parser.ts";
import { print } from "../language/print.ts";
import { hasExpression, segmentsOf } from "../language/template.ts";
import { call, literal, logical, type Tree } from "../language/syntax-tree.ts";
import { callsStatus } from "./usage.ts";

/**
 * The expression that GitHub evaluates for the text of an `if`: `success() && (…)`,
 * unless a status function is called anywhere in it.
 */
export function jobCondition(text: string | undefined): string {
  return print(conditionTree(text));
}

/** `jobCondition` as a tree. */
export function conditionTree(text = ""): Tree {
  const tree = writtenTree(text);
  if (tree === undefined) return call("success");
  return callsStatus(tree) ? tree : logical("&&", [call("success"), tree]);
}

/** Whether the text of an `if` calls `success`, `failure`, `cancelled` or `always`. */
export function callsStatusFunction(text: string): boolean {
  const tree = writtenTree(text);
  return tree !== undefined && callsStatus(tree);
}

/**
 * The text may have `${{ }}` or not. Anything around `${{ }}`, even a line end, makes the value a text, which is always
 * true: https://github.com/rhysd/actionlint/blob/main/docs/checks.md#if-cond-always-true
 */
function writtenTree(text: string): Tree | undefined {
  const segments = segmentsOf(hasExpression(text) ? text : text.trim());
  const [first] = segments;
  if (first === undefined) return undefined;
  if (segments.length === 1) {
    const expression = "text" in first ? first.text : first.expression;
    return expression === "" ? undefined : parse(expression);
  }
  const expressions: Tree[] = [];
  const template = segments.map((segment) => {
    if ("text" in segment) return segment.text.replace(/[{}]/g, "$&$&");
    return `{${expressions.push(parse(segment.expression)) - 1}}`;
  });
  return call("format", literal(template.join("")), ...expressions);
}
