/** Expressions by the functions and comparisons of the API, where it prints them as they are. */
import { pathOf } from "../../../expression/analysis/usage.ts";
import type { ComparisonOperator, Tree } from "../../../expression/language/syntax-tree.ts";
import { call, method, type Plan } from "../../../typescript/plan.ts";
import { referencePlan } from "./reference-plan.ts";
import type { Scope } from "./scope.ts";
import { condition, generic, reference, takes, type TypedPlan } from "./typed-plan.ts";

/** With more conditions joined, GitHub's own syntax is easier to read. */
const mostConditions = 4;

/** Undefined for an expression that the API has no function for, or prints in another form. */
export function algebraPlan(tree: Tree, scope: Scope): TypedPlan | undefined {
  switch (tree.kind) {
    case "context":
    case "index":
    case "filter": {
      const path = hasComputedKey(tree) ? undefined : pathOf(tree);
      return path && referencePlan(path, scope);
    }
    case "call":
      return callPlan(tree.name, tree.arguments, scope);
    case "not":
      return notPlan(tree.of, scope);
    case "comparison":
      return comparisonPlan(tree.left, tree.operator, tree.right, scope);
    case "logical": {
      return conditionsIn(tree) > mostConditions
        ? undefined
        : logicalPlan(tree.operator, tree.operands, scope);
    }
    default:
      return undefined;
  }
}

/** Whether a path has one that is no text, as `needs[inputs.job]` has. */
function hasComputedKey(tree: Tree): boolean {
  if (tree.kind === "filter") return hasComputedKey(tree.of);
  return tree.kind === "index" && (tree.key.kind !== "literal" || hasComputedKey(tree.of));
}

function conditionsIn(tree: Tree): number {
  if (tree.kind === "not") return conditionsIn(tree.of);
  if (tree.kind !== "logical") return 1;
  return tree.operands.reduce((count, operand) => count + conditionsIn(operand), 0);
}

function logicalPlan(
  operator: "&&" | "||",
  operands: readonly Tree[],
  scope: Scope,
): TypedPlan | undefined {
  const isShort = operator === "&&" && isNotFailed(operands);
  const plans = operands.slice(isShort ? 2 : 0).map((operand) => conditionOperand(operand, scope));
  if (plans.some((plan) => plan === undefined)) return undefined;
  const all = [...(isShort ? [call("notFailed")] : []), ...(plans as Plan[])];
  const [only] = all;
  return condition(
    all.length === 1 && only !== undefined ? only : call(operator === "&&" ? "and" : "or", ...all),
  );
}

/** `!cancelled() && !failure()`, which has a function of its own. */
function isNotFailed(operands: readonly Tree[]): boolean {
  const names = operands.slice(0, 2).map((operand) => {
    const called = operand.kind === "not" ? operand.of : undefined;
    return called?.kind === "call" ? called.name.toLowerCase() : "";
  });
  return names.join(" ") === "cancelled failure";
}

function conditionOperand(tree: Tree, scope: Scope): Plan | undefined {
  const typed = algebraPlan(tree, scope);
  return typed?.isCondition === true ? typed.plan : undefined;
}

/** `!(a == b)` would become `a != b`, and the negation of an input a comparison. */
function notPlan(of: Tree, scope: Scope): TypedPlan | undefined {
  if (of.kind === "comparison" || of.kind === "not") return undefined;
  const typed = algebraPlan(of, scope);
  return typed?.isCondition === true && typed.differs === undefined
    ? condition(call("not", typed.plan))
    : undefined;
}

const comparisons: Readonly<Record<ComparisonOperator, string>> = {
  "==": "eq",
  "!=": "ne",
  "<": "lt",
  "<=": "le",
  ">": "gt",
  ">=": "ge",
};

function comparisonPlan(
  left: Tree,
  operator: ComparisonOperator,
  right: Tree,
  scope: Scope,
): TypedPlan | undefined {
  const typed = algebraPlan(left, scope);
  if (typed?.values === undefined) return undefined;
  const other =
    right.kind === "literal"
      ? takes(typed.values, right.value)
        ? right.value
        : undefined
      : plainReference(right, scope)?.plan;
  return other === undefined
    ? undefined
    : condition(method(typed.plan, comparisons[operator], other));
}

function plainReference(tree: Tree, scope: Scope): TypedPlan | undefined {
  const typed = algebraPlan(tree, scope);
  return typed?.values === undefined || typed.differs?.asValue === true ? undefined : typed;
}

/** What a function takes: a text or a reference, or any value. */
type Parameter = "text" | "reference" | "value";

interface KnownFunction {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  /** How many of them have to be there. Default: all. */
  readonly least?: number;
  /** Whether the last parameter may come any number of times. */
  readonly isOpen?: boolean;
  readonly result: (plan: Plan) => TypedPlan;
}

const boolean = (plan: Plan): TypedPlan => reference(plan, "boolean");
const text = (plan: Plan): TypedPlan => reference(plan, "string");

const functions: readonly KnownFunction[] = [
  ...["contains", "startsWith", "endsWith"].map((name): KnownFunction => ({
    name,
    parameters: ["value", "value"],
    result: boolean,
  })),
  ...["success", "failure", "always", "cancelled"].map((name): KnownFunction => ({
    name,
    parameters: [],
    result: condition,
  })),
  { name: "format", parameters: ["text", "value"], least: 1, isOpen: true, result: text },
  { name: "join", parameters: ["reference", "text"], least: 1, result: text },
  { name: "toJSON", parameters: ["value"], result: text },
  { name: "fromJSON", parameters: ["text"], result: generic },
  { name: "hashFiles", parameters: ["text"], isOpen: true, result: text },
];

function callPlan(name: string, args: readonly Tree[], scope: Scope): TypedPlan | undefined {
  const known = functions.find((each) => each.name.toLowerCase() === name.toLowerCase());
  if (known === undefined) return undefined;
  const { parameters, least = parameters.length, isOpen = false, result } = known;
  if (args.length < least || (!isOpen && args.length > parameters.length)) return undefined;
  const plans = args.map((arg, index) =>
    argumentPlan(arg, parameters[index] ?? parameters.at(-1) ?? "value", scope),
  );
  // null is an argument, too.
  return plans.some((plan) => plan === undefined)
    ? undefined
    : result(call(known.name, ...(plans as Plan[])));
}

function argumentPlan(tree: Tree, parameter: Parameter, scope: Scope): Plan | undefined {
  if (tree.kind === "literal") {
    const isTaken =
      parameter === "value"
        ? takes("any", tree.value)
        : parameter === "text" && typeof tree.value === "string";
    return isTaken ? tree.value : undefined;
  }
  const typed = algebraPlan(tree, scope);
  if (typed === undefined || typed.differs?.asValue === true) return undefined;
  const isReference = typed.values !== undefined && typed.isSecret !== true;
  return parameter === "value" || isReference ? typed.plan : undefined;
}
