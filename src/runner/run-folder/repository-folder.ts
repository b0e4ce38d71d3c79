import type { Workflow } from "../../model/workflow.ts";

/**
 * The folder of the repository. If the app is in a folder of it, its steps have that folder as `working-directory`, since
 * paths in steps start from the repository.
 */
export function workspaceOf(root: string, workflow: Workflow): string {
  for (const job of Object.values(workflow.jobs)) {
    for (const step of job.steps) {
      const folder = "run" in step ? step["working-directory"] : undefined;
      if (step.purpose !== "task" || folder === undefined) continue;
      const inner = folder.replace(/^\.\//, "").replace(/\/+$/, "");
      if (root.endsWith(`/${inner}`)) return root.slice(0, -inner.length - 1);
    }
  }
  return root;
}
