/** Plans as they are printed, so that tests say what they expect as one would write it. */
import type { Plan, PlanStatement } from "../../../src/typescript/plan.ts";
import { printModule } from "../../../src/typescript/print-module.ts";

/** A single value, without the import of what it uses. */
export function planText(plan: Plan): string {
  return statementsText([{ value: plan }]).replace(/;$/, "");
}

export function statementsText(statements: readonly PlanStatement[]): string {
  return printModule(statements)
    .replace(/^import [^;]*;\n\n?/, "")
    .trim();
}
