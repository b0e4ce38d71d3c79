/** Which steps mean the same in every job. */
import { readsOf } from "../../../expression/analysis/usage.ts";
import { parse } from "../../../expression/language/parser.ts";
import { isList, isNode, type Plan, uncommented } from "../../../typescript/plan.ts";
import { isReserved } from "../../../typescript/reserved-names.ts";
import { usedNames } from "../../../typescript/used-names.ts";

/** Those without an id, and without what belongs to a job: its matrix, its other steps. */
export function isShareable(step: Plan): boolean {
  const plan = uncommented(step);
  if (!isNode(plan) || plan.kind !== "call") return false;
  const options = plan.args.at(-1);
  const hasId =
    options !== undefined &&
    isNode(options) &&
    options.kind === "object" &&
    options.entries["id"] !== undefined;
  // The names of constants are not reserved, those of the API are.
  return (
    !hasId && [...usedNames([{ value: plan }])].every(isReserved) && !textsIn(plan).some(readsJob)
  );
}

const ofJob = ["matrix", "steps", "strategy", "job"];

function readsJob(expression: string): boolean {
  return readsOf(parse(expression)).contexts.some((context) => ofJob.includes(context));
}

/** The texts of all expr`…` in a plan. */
function textsIn(plan: Plan): readonly string[] {
  if (isList(plan)) return plan.flatMap(textsIn);
  if (!isNode(plan)) return [];
  if (plan.kind === "expression") return [plan.text];
  const parts: readonly unknown[] = Object.values(plan.kind === "object" ? plan.entries : plan);
  return parts.flatMap((part) => (typeof part === "object" ? textsIn(part as Plan) : []));
}
