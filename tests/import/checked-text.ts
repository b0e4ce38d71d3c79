/** A workflow of a test, from its text to a plan and back. */
import type { Automation } from "../../src/automation/automation.ts";
import { type CheckedImport, checkImport } from "../../src/import/check-import.ts";
import { performPlan } from "../../src/import/perform-plan.ts";
import * as api from "../../src/index.ts";
import { compileWorkflow } from "../../src/workflow/compile/compile.ts";
import { renderWorkflow } from "../../src/workflow/print/render.ts";

export function check(text: string, file = "ci.yml"): CheckedImport {
  return checkImport(text, file, (plan, actionPins) => {
    const permissions = { contents: "read" } as const;
    const defaults = {
      entryPoint: "./run",
      runsOn: "ubuntu-latest",
      permissions,
      setup: [],
      actionPins,
    };
    const workflow = compileWorkflow(performPlan(plan, api) as Automation, defaults);
    return renderWorkflow(workflow, "recompose.ts", "./run generate-gha");
  });
}
