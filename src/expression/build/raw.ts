import { UsageError } from "../../problems/usage-error.ts";
import { shown } from "../../problems/wording.ts";
import type { Condition, Reference } from "./algebra.ts";
import { BuiltExpression, limitError, mergeOrigins, operandTree } from "./built-expression.ts";
import { ExpressionError } from "../language/expression-error.ts";
import { parse } from "../language/parser.ts";
import { hasExpression } from "../language/template.ts";
import { print } from "../language/print.ts";
import { keysOf, readsOf } from "../analysis/usage.ts";

/**
 * An expression in GitHub's syntax, for what has no function here.
 * References and literals in it become operands, and need no quotes or parentheses.
 *
 * @throws UsageError that shows where GitHub could not read it.
 * @example expr`github.event.head_commit.author.name == ${actor}`
 */
export function expr<Value = unknown>(
  texts: TemplateStringsArray,
  ...values: readonly unknown[]
): Reference<Value> & Condition {
  if (!Array.isArray(texts)) {
    throw new UsageError(
      `expr stands before a template string, without parentheses, and was called with ${shown(texts)}.`,
      ["expr`github.event.head_commit.author.name`"],
    );
  }
  const source = texts.reduce((before, text, index) => {
    const value = values[index - 1];
    if (insideString(before)) {
      throw new UsageError(
        `expr\`${texts.join("${…}")}\` has a value inside a quoted text, where GitHub does not look for expressions. Use format('… {0}', \${value}).`,
      );
    }
    return `${before}(${print(operandTree(value, "expr"))})${text}`;
  });
  const tree = readOrExplain(source);
  const origin = mergeOrigins(values);
  const jobs = [...new Set([...origin.jobs, ...keysOf(readsOf(tree), "needs")])];
  const reference = new BuiltExpression(tree, "both", { ...origin, jobs });
  return reference as Reference<Value> & BuiltExpression;
}

function insideString(text: string): boolean {
  return text.split("'").length % 2 === 0;
}

function readOrExplain(source: string): ReturnType<typeof parse> {
  if (source.trim() === "") throw new UsageError("expr`` is empty.");
  try {
    return parse(source);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    if (error.message.startsWith("Exceeded")) throw limitError(source);
    if (hasExpression(source)) {
      throw new UsageError(`expr\`${source}\`: write the expression without "\${{" and "}}".`);
    }
    const place =
      error.position === undefined ? "" : `\n  ${source}\n  ${" ".repeat(error.position)}^`;
    const what = error.message.replace(/\. Located at position [^]*$/, "");
    throw new UsageError(`expr\`\` is not an expression that GitHub can read. ${what}.${place}`);
  }
}
