/** GitHub's functions: https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#functions */
import type { BooleanReference, Condition, Reference, SecretReference } from "./algebra.ts";
import { UsageError } from "../../problems/usage-error.ts";
import { builtins } from "../values/builtins.ts";
import { ExpressionError } from "../language/expression-error.ts";
import {
  BuiltExpression,
  mergeOrigins,
  operandTree,
  requireCondition,
  type Role,
} from "./built-expression.ts";
import { call, negation, type Tree } from "../language/syntax-tree.ts";

/** A value, or a reference to one. */
export type Argument = string | number | boolean | null | Reference | SecretReference | Condition;

/**
 * Whether a text contains another, without regard to case, or whether an array contains an item.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#contains
 *
 * @throws UsageError for a value that an expression cannot hold.
 * @example contains(github.event("pull_request.labels.*.name"), "release")
 */
export function contains(search: Argument, item: Argument): BooleanReference {
  return build("contains", [search, item], "both");
}

/**
 * Whether a text begins with another, without regard to case.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#startswith
 *
 * @throws UsageError for a value that an expression cannot hold.
 * @example startsWith(github.ref, "refs/tags/v")
 */
export function startsWith(text: Argument, start: Argument): BooleanReference {
  return build("startsWith", [text, start], "both");
}

/**
 * Whether a text ends with another, without regard to case.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#endswith
 *
 * @throws UsageError for a value that an expression cannot hold.
 * @example endsWith(github.headRef, "-docs")
 */
export function endsWith(text: Argument, end: Argument): BooleanReference {
  return build("endsWith", [text, end], "both");
}

/**
 * A text with `{0}`, `{1}`, … for the values; `{{` and `}}` stand for braces.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#format
 *
 * @throws UsageError for a text that names a value which is not there.
 * @example format("{0}-{1}", github.refName, runner.os)
 */
export function format(
  template: string | Reference,
  ...values: readonly Argument[]
): Reference<string> {
  return build("format", [template, ...values]) as Reference<string>;
}

/**
 * The items of an array with a separator between them. Default: `,`.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#join
 *
 * @throws UsageError for a value that an expression cannot hold.
 * @example join(github.event("pull_request.labels.*.name"), ", ")
 */
export function join(array: Reference, separator?: string | Reference): Reference<string> {
  const parameters = separator === undefined ? [array] : [array, separator];
  return build("join", parameters) as Reference<string>;
}

/**
 * A value as indented JSON. https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#tojson
 *
 * @throws UsageError for a value that an expression cannot hold.
 * @example shell("echo \"$EVENT\"", { env: { EVENT: toJSON(github.event("inputs")) } })
 */
export function toJSON(value: Argument): Reference<string> {
  return build("toJSON", [value]) as Reference<string>;
}

/**
 * The value of a JSON text. Nothing checks that it is of the type `Value`.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#fromjson
 *
 * @throws UsageError for a text that is no JSON.
 * @example matrix({ node: fromJSON<string[]>(planned.get("versions")) })
 */
export function fromJSON<Value = unknown>(text: string | Reference): Reference<Value> & Condition {
  return build("fromJSON", [text], "both") as Reference<Value> & BuiltExpression;
}

/**
 * One of two values: GitHub's `case()`.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#case
 *
 * @throws UsageError for what is no condition, and for a value that an expression cannot hold.
 * @example when(github.refType.eq("tag"), github.refName, "nightly")
 */
export function when(
  condition: Condition,
  value: Argument,
  otherwise: Argument,
): Reference<string> & Condition {
  const { conditionTree } = requireCondition(condition, "when");
  const trees = [value, otherwise].map((operand) => operandTree(operand, "when()"));
  // It fails where its condition is neither true nor false, as that of an input on an event without inputs.
  const predicate = negation(negation(conditionTree));
  const origin = mergeOrigins([condition, value, otherwise]);
  const reference = new BuiltExpression(call("case", predicate, ...trees), "both", origin);
  return reference as Reference<string> & BuiltExpression;
}

/**
 * A SHA-256 of the files that match, empty where none does. Works only in the steps of a job, where there are files.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#hashfiles
 *
 * @throws UsageError for a value that an expression cannot hold.
 * @example cache({ path: "~/.npm", key: `npm-${hashFiles("package-lock.json")}` })
 */
export function hashFiles(
  ...patterns: readonly [string | Reference, ...(string | Reference)[]]
): Reference<string> {
  return build("hashFiles", patterns) as Reference<string>;
}

function build(
  name: string,
  parameters: readonly unknown[],
  role: Role = "reference",
): BuiltExpression {
  const trees = parameters.map((parameter) => operandTree(parameter, `${name}()`));
  checkLiterals(name, trees);
  return new BuiltExpression(call(name, ...trees), role, mergeOrigins(parameters));
}

/** Reports a literal that would make every run fail. */
function checkLiterals(name: string, [first, ...others]: readonly Tree[]): void {
  const builtin =
    name === "format" || name === "fromJSON" ? builtins.get(name.toLowerCase()) : undefined;
  if (builtin === undefined || first?.kind !== "literal") return;
  try {
    builtin(() => first.value, ...others.map(() => () => ""));
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw new UsageError(`${name}(): ${error.message}.`);
  }
}
