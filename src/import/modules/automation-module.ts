/** An imported workflow as statements of a module. */
import {
  type AutomationPlan,
  block,
  call,
  object,
  type PlanStatement,
} from "../../typescript/plan.ts";
import { usedNames } from "../../typescript/used-names.ts";

/** `export const ci = automation({ …, jobs() { … } })`. */
export function automationStatement(
  { options, statements, comment }: AutomationPlan,
  constant: string,
): PlanStatement {
  const used = usedNames(statements);
  // Those of the automation, where a job reads one.
  const jobs = block(
    statements.map(({ constant, ...statement }) =>
      constant === undefined || !used.has(constant) ? statement : { constant, ...statement },
    ),
    used.has("inputs") ? "inputs" : "",
  );
  const value = call("automation", object({ ...options.entries, jobs }));
  return { constant, value, comment, exported: true };
}
