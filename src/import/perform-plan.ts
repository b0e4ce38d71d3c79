/** Calls what a plan says. */
import { DeclarationError } from "../automation/place.ts";
import { UsageError } from "../problems/usage-error.ts";
import type { AutomationPlan, Plan, PlanStatement } from "./plan.ts";

/** The functions and objects of the public API, by their names. */
export type Api = Readonly<Record<string, unknown>>;

type Scope = ReadonlyMap<string, unknown>;

/** @returns What `automation()` returns. */
export function performPlan(plan: AutomationPlan, api: Api): unknown {
  const options = valueOf(plan.options, api, new Map()) as Readonly<Record<string, unknown>>;
  const automation = functionOf(api, "automation");
  return automation({
    ...options,
    jobs: (inputs: unknown) => performStatements(plan.statements, api, inputs),
  });
}

function performStatements(
  statements: readonly PlanStatement[],
  api: Api,
  inputs: unknown,
): undefined {
  const scope = new Map<string, unknown>([["inputs", inputs]]);
  for (const { constant, value, job } of statements) {
    const result = withJob(job, () => valueOf(value, api, scope));
    if (constant !== undefined) scope.set(constant, result);
  }
  return undefined;
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
  if (typeof plan !== "object" || plan === null) return plan;
  if (Array.isArray(plan)) return (plan as readonly Plan[]).map(value);
  const node = plan as Exclude<typeof plan, readonly Plan[]>;
  switch (node.kind) {
    case "object":
      return Object.fromEntries(
        Object.entries(node.entries).map(([key, part]) => [key, value(part)]),
      );
    case "call":
      return functionOf(api, node.call)(...node.args.map(value));
    case "method": {
      const of = value(node.of) as Api;
      return functionOf(of, node.method).apply(of, node.args.map(value));
    }
    case "member":
      return (value(node.of) as Api)[node.member];
    case "name":
      return scope.has(node.name) ? scope.get(node.name) : api[node.name];
    case "expression":
      return functionOf(api, "expr")([node.text]);
    case "template":
      // Not String(): a reference has a check of its own for template strings.
      return node.parts.map((part) => `${value(part) as string}`).join("");
    default:
      return node satisfies never;
  }
}

function functionOf(of: Api, key: string): (...args: readonly unknown[]) => unknown {
  return of[key] as (...args: readonly unknown[]) => unknown;
}
