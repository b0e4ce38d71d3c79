/** Calls what a plan says. */
import { DeclarationError } from "../automation/place.ts";
import { UsageError } from "../problems/usage-error.ts";
import {
  type AutomationPlan,
  isBlock,
  isList,
  isNode,
  type Plan,
  type PlanStatement,
} from "../typescript/plan.ts";

/** The functions and objects of the public API, by their names. */
export type Api = Readonly<Record<string, unknown>>;

type Scope = ReadonlyMap<string, unknown>;

/** @returns What `automation()` returns. */
export function performPlan(plan: AutomationPlan, api: Api): unknown {
  const shared = performStatements(plan.shared ?? [], api, new Map());
  const options = valueOf(plan.options, api, shared) as Readonly<Record<string, unknown>>;
  const automation = functionOf(api, "automation");
  return automation({
    ...options,
    jobs: (inputs: unknown) =>
      void performStatements(plan.statements, api, new Map([...shared, ["inputs", inputs]])),
  });
}

function performStatements(statements: readonly PlanStatement[], api: Api, outer: Scope): Scope {
  const scope = new Map(outer);
  for (const { constant, value, job } of statements) {
    const result = withJob(job, () => valueOf(value, api, scope));
    if (constant !== undefined) scope.set(constant, result);
  }
  return scope;
}

/** Adds the job to errors that do not know it, such as those of its steps. */
function withJob<Value>(job: string | undefined, perform: () => Value): Value {
  try {
    return perform();
  } catch (error) {
    if (!(error instanceof UsageError) || job === undefined) throw error;
    const place = error instanceof DeclarationError ? error.place : {};
    if (place.job !== undefined) throw error;
    throw new DeclarationError({ ...place, job }, error.message, error.hints);
  }
}

function valueOf(plan: Plan, api: Api, scope: Scope): unknown {
  const value = (part: Plan): unknown => valueOf(part, api, scope);
  if (!isNode(plan) && !isList(plan)) return plan;
  if (isList(plan)) return plan.flatMap((item) => itemsOf(item, value));
  switch (plan.kind) {
    case "object":
      return Object.fromEntries(
        Object.entries(plan.entries).map(([key, part]) => [key, value(part)]),
      );
    case "call":
      return functionOf(api, plan.call)(...plan.args.map(value));
    case "method": {
      const of = value(plan.of) as Api;
      return functionOf(of, plan.method).apply(of, plan.args.map(value));
    }
    case "member":
      return (value(plan.of) as Api)[plan.member];
    case "name":
      return scope.has(plan.name) ? scope.get(plan.name) : api[plan.name];
    case "expression":
      return functionOf(api, "expr")([plan.text]);
    case "template":
      // Not String(): a reference has a check of its own for template strings.
      return plan.parts.map((part) => `${value(part) as string}`).join("");
    case "spread":
      return value(plan.of);
    case "commented":
      return value(plan.value);
    case "function": {
      const { body } = plan;
      return (inputs: unknown) =>
        isBlock(body)
          ? void performStatements(body.statements, api, new Map([...scope, ["inputs", inputs]]))
          : value(body);
    }
    default:
      return plan satisfies never;
  }
}

function itemsOf(item: Plan, value: (part: Plan) => unknown): readonly unknown[] {
  const result = value(item);
  const isSpread = isNode(item) && item.kind === "spread";
  return isSpread ? (result as readonly unknown[]) : [result];
}

function functionOf(of: Api, key: string): (...args: readonly unknown[]) => unknown {
  return of[key] as (...args: readonly unknown[]) => unknown;
}
