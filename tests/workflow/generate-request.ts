import type { Automation } from "../../src/automation/automation.ts";
import { checkout } from "../../src/steps/setup/checkout.ts";
import { FolderContents } from "../../src/workflow/files/folder-contents.ts";
import type { GenerateRequest } from "../../src/workflow/generate.ts";
import { workflowDefaults } from "./workflow-defaults.ts";

/** Workflows of an app that says nothing itself, to be written to a folder. */
export function generateRequest(
  automations: readonly Automation[],
  folder = "/no/such/folder",
): GenerateRequest {
  return {
    automations,
    defaults: { ...workflowDefaults, setup: [checkout()] },
    folder: new FolderContents(folder),
    source: "recompose.ts",
    regenerate: "./run generate-gha",
  };
}
