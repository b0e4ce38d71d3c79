/** A workflow of a test, from its text to a plan and back. */
import { type CheckedImport, checkImport } from "../../src/import/check-import.ts";
import { generatePlan } from "../../src/import/generate-plan.ts";
import * as api from "../../src/index.ts";

export function check(text: string, file = "ci.yml"): CheckedImport {
  return checkImport({ text, file }, (plan, actionPins) => {
    const permissions = { contents: "read" } as const;
    const defaults = { entryPoint: "./run", runsOn: "ubuntu-latest", permissions, setup: [] };
    return generatePlan(plan, api, { ...defaults, actionPins });
  });
}
