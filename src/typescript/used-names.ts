/** The names that statements use, without those that they declare inside. */
import { isBlock, isList, isNode, type Plan, type PlanStatement } from "./plan.ts";
import { isDedented } from "./print-lines.ts";

export function usedNames(statements: readonly PlanStatement[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { value } of statements) addNames(value, names);
  return names;
}

function addNames(plan: Plan, names: Set<string>): void {
  const addAll = (plans: readonly Plan[]): void => {
    for (const each of plans) addNames(each, names);
  };
  if (typeof plan === "string" && isDedented([plan])) names.add("dedent");
  if (isList(plan)) return addAll(plan);
  if (!isNode(plan)) return;
  switch (plan.kind) {
    case "object":
      return addAll(Object.values(plan.entries));
    case "call":
      names.add(plan.call);
      return addAll(plan.args);
    case "method":
      return addAll([plan.of, ...plan.args]);
    case "member":
    case "spread":
      return addNames(plan.of, names);
    case "name":
      names.add(plan.name);
      return;
    case "expression":
      names.add("expr");
      return;
    case "template":
      if (isDedented(plan.parts.map((part) => (typeof part === "string" ? part : {}))))
        names.add("dedent");
      return addAll(plan.parts.filter((part) => typeof part !== "string"));
    case "commented":
      return addNames(plan.value, names);
    case "function": {
      const { body, parameters } = plan;
      const statements = isBlock(body) ? body.statements : [{ value: body }];
      const inner = usedNames(statements);
      const own = new Set([
        ...statements.flatMap(({ constant }) => constant ?? []),
        ...(parameters.match(/[\w$]+/g) ?? []),
      ]);
      for (const name of inner) if (!own.has(name)) names.add(name);
      return;
    }
    default:
      return plan satisfies never;
  }
}
