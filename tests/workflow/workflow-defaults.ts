import type { WorkflowDefaults } from "../../src/workflow/compile/workflow-defaults.ts";

/** Of an app that says nothing itself, without a checkout. */
export const workflowDefaults: WorkflowDefaults = {
  entryPoint: "./run",
  runsOn: "ubuntu-latest",
  permissions: { contents: "read" },
  setup: [],
};
