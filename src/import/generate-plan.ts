/** The workflow of a plan. */
import type { Automation } from "../automation/automation.ts";
import type { AutomationPlan } from "../typescript/plan.ts";
import { compileWorkflow } from "../workflow/compile/compile.ts";
import type { WorkflowDefaults } from "../workflow/compile/workflow-defaults.ts";
import { renderWorkflow } from "../workflow/print/render.ts";
import { type Api, performPlan } from "./perform-plan.ts";

/** @returns The text of the file that would be generated. */
export function generatePlan(plan: AutomationPlan, api: Api, defaults: WorkflowDefaults): string {
  const automation = performPlan(plan, api) as Automation;
  return renderWorkflow(compileWorkflow(automation, defaults), "recompose.ts", "generate-gha");
}
