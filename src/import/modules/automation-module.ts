/** An imported workflow as statements of a module. */
import {
  type AutomationPlan,
  block,
  call,
  isNode,
  object,
  type PlanStatement,
} from "../../typescript/plan.ts";

/** What several jobs have, and then `export const ci = automation({ …, jobs() { … } })`. */
export function automationStatements(
  { options, statements, shared = [], parameters, comment, after }: AutomationPlan,
  constant: string,
): readonly PlanStatement[] {
  const jobs = block(statements, parameters);
  const value = call("automation", object({ ...options.entries, jobs }));
  return [...shared, { constant, value, comment, after, exported: true }];
}

/** The constants that are tasks. */
export function taskConstants({ shared = [] }: AutomationPlan): readonly string[] {
  return shared.flatMap(({ constant, value }) =>
    constant !== undefined && isNode(value) && value.kind === "call" && value.call === "task"
      ? constant
      : [],
  );
}
